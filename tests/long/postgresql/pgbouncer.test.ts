import { expect, onTestFinished, test } from 'vitest';
import { startPostgresql } from '../../../prisma/embedded-postgresql.js';
import { verifyRecord } from '../../../src/data/chain/verification.js';
import { plainSql } from '../../../src/data/engine/statements.js';
import { connect, engineOf, migrate } from '../../../src/data/open.js';
import { exampleRecordedAt, recordAlaska, temporaryFolder } from '../../support/database.js';
import { hasPgBouncer, startPgBouncer } from '../../support/pgbouncer.js';
import {
  accountOfServer,
  editorsAt,
  nothingWrong,
  updatesOnServer,
} from '../../support/publishing-editor.js';
import { ServerProcess } from '../../support/server-process.js';
import { Visitor } from '../../support/visitor.js';

test.skipIf(!hasPgBouncer)(
  'by way of PgBouncer, in transaction mode, two servers set up the database, publish, read and export',
  async () => {
    const postgresql = await startPostgresql();
    onTestFinished(postgresql.stop);
    const bouncer = await startPgBouncer(postgresql.url);
    onTestFinished(bouncer.stop);
    await migrate(bouncer.url);
    const database = await connect(bouncer.url);
    await recordAlaska(database, exampleRecordedAt);
    const already = (await updatesOnServer(postgresql.url)).length;
    const servers = await Promise.all(
      [1, 2].map(() => ServerProcess.start(temporaryFolder(), { DATABASE_URL: bouncer.url })),
    );
    const editors = (
      await Promise.all(servers.map((server) => editorsAt(server.address, bouncer.url, 5)))
    ).flat();
    for (const [index, editor] of editors.entries()) editor.name = `editor ${index}`;
    const until = Date.now() + 4_000;
    await Promise.all(editors.map((editor) => editor.publish(() => Date.now() > until)));

    expect(await accountOfServer(postgresql.url, editors)).toEqual(nothingWrong);
    const acknowledged = editors.reduce((sum, editor) => sum + editor.acknowledged.size, 0);
    expect(acknowledged).toBeGreaterThan(0);
    expect(await updatesOnServer(postgresql.url)).toHaveLength(already + acknowledged);
    expect((await verifyRecord(plainSql(database.read))).findings).toEqual([]);
    const texts = await Promise.all(
      servers.map(async ({ address }) => {
        const reader = new Visitor(address);
        const page = await reader.get('/negotiations/russia-ukraine/stances.csv');
        expect(page.status).toBe(200);
        expect((await reader.get('/negotiations/russia-ukraine/search?q=territory')).status).toBe(200);
        return page.text.replaceAll(address, '');
      }),
    );
    expect(texts[0]).toBe(texts[1]);

    for (const server of servers) expect(await server.stop()).toBe(0);
    await database.close();
  },
);

test.skipIf(!hasPgBouncer)(
  'by way of PgBouncer only one server takes on the night’s work, and another one once it has let go',
  async () => {
    const postgresql = await startPostgresql();
    onTestFinished(postgresql.stop);
    const bouncer = await startPgBouncer(postgresql.url);
    onTestFinished(bouncer.stop);
    const { takeDuty } = engineOf(bouncer.url);
    const release = await takeDuty();
    expect(release).not.toBeNull();
    expect([await takeDuty(), await takeDuty()]).toEqual([null, null]);
    release?.();
    const again: (() => void)[] = [];
    const take = async () => {
      const taken = await takeDuty();
      if (taken) again.push(taken);
      return again.length;
    };
    await expect.poll(take, { timeout: 5_000 }).toBe(1);
    again[0]?.();
  },
);
