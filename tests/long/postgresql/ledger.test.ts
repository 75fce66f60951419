import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { type RunningPostgresql, startPostgresql } from '../../../prisma/embedded-postgresql.js';
import { verifyRecord } from '../../../src/data/chain/verification.js';
import { plainSql } from '../../../src/data/engine/statements.js';
import { connect, migrate } from '../../../src/data/open.js';
import { cuttingProxy } from '../../support/cutting-proxy.js';
import { exampleRecordedAt, recordAlaska, temporaryFolder } from '../../support/database.js';
import { longestKills } from '../../support/kills.js';
import {
  accountOfServer,
  editorsAt,
  nothingWrong,
  type PublishingEditor,
  updatesOnServer,
} from '../../support/publishing-editor.js';
import { ServerProcess } from '../../support/server-process.js';
import { Visitor } from '../../support/visitor.js';

/** `npm run test:postgresql` goes through the faults a few times; `ROUNDS` asks for more. */
const rounds = Number(process.env.ROUNDS ?? 6);
const editorsEach = 7;
/** In milliseconds, from when the editors begin. */
const longestLife = 1_500;

test(
  'servers are killed, PostgreSQL stops at once, answers to COMMIT are lost: what was acknowledged is there, once, and nothing that was refused',
  async () => {
    const postgresql = await startPostgresql();
    onTestFinished(postgresql.stop);
    await fill(postgresql.url);
    const already = (await updatesOnServer(postgresql.url)).length;
    const proxy = await cuttingProxy(postgresql.url);
    onTestFinished(proxy.stop);
    // The last of the three reaches the database by way of the proxy.
    const urls = [postgresql.url, postgresql.url, proxy.url];
    const start = (url: string) => ServerProcess.start(temporaryFolder(), { DATABASE_URL: url });
    const servers = await Promise.all(urls.map(start));
    onTestFinished(async () => void (await Promise.all(servers.map((server) => server.stop()))));
    const editors: PublishingEditor[][] = [];
    for (const [index, server] of servers.entries())
      editors.push(await namedEditors(server.address, postgresql.url, index));
    const all = editors.flat();
    const seen = { killed: 0, crashed: 0, cut: 0, unanswered: 0 };

    for (let round = 0; round < rounds; round += 1) {
      const isOver = { now: false };
      const publishing = all.map((editor) => editor.publish(() => isOver.now));
      await wait(Math.random() * longestLife);
      if (round % 3 === 0) {
        await (servers[round % servers.length] as ServerProcess).kill();
        seen.killed += 1;
      } else if (round % 3 === 1) {
        await postgresql.crash();
        seen.crashed += 1;
      } else {
        for (const cut of ['answer', 'question', 'answer'] as const) {
          proxy.cut = cut;
          await wait(300);
          seen.cut += 1;
        }
      }
      await wait(500);
      isOver.now = true;
      await Promise.all(publishing);
      for (const [index, server] of servers.entries())
        if (server.exitCode !== null || !(await isReady(server))) {
          await server.stop();
          servers[index] = await start(urls[index] as string);
        }
      for (const [index, some] of editors.entries())
        for (const editor of some) editor.moveTo((servers[index] as ServerProcess).address);
      seen.unanswered += all.filter(({ unanswered }) => unanswered).length;
      await Promise.all(all.map((editor) => editor.sendAgain()));
      expect(all.map(({ unanswered }) => unanswered)).toEqual(all.map(() => null));
      expect(await accountOfServer(postgresql.url, all)).toEqual(nothingWrong);
      await requireSeenElsewhere(editors, servers);
    }

    const keys = all.flatMap(({ acknowledged }) => [...acknowledged.values()].map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
    expect(await updatesOnServer(postgresql.url)).toHaveLength(already + keys.length);
    const refused = all.flatMap((editor) => editor.refused);
    expect(refused.length).toBeGreaterThan(0);
    await requireWholeChain(postgresql);
    for (const server of servers) expect(await server.stop()).toBe(0);
    console.log(
      `${keys.length} acknowledged updates, all there and once, and ${refused.length} refused: ${JSON.stringify(seen)}`,
    );
  },
  longestKills,
);

async function fill(url: string): Promise<void> {
  await migrate(url);
  const database = await connect(url);
  await recordAlaska(database, exampleRecordedAt);
  await database.close();
}

async function namedEditors(address: string, url: string, server: number): Promise<PublishingEditor[]> {
  const editors = await editorsAt(address, url, editorsEach);
  for (const editor of editors) {
    editor.expectsOutages = true;
    editor.name += ` of server ${server}`;
  }
  return editors;
}

async function isReady({ address }: ServerProcess): Promise<boolean> {
  for (let tried = 0; tried < 40; tried += 1) {
    const answer = await fetch(`${address}/readyz`).catch(() => null);
    if (answer === null) return false;
    if (answer.status === 200) return true;
    await wait(250);
  }
  return false;
}

/** Whoever is signed in sees what they have published, whichever server answers. */
async function requireSeenElsewhere(
  editors: readonly (readonly PublishingEditor[])[],
  servers: readonly ServerProcess[],
): Promise<void> {
  for (const [index, some] of editors.entries()) {
    const other = servers[(index + 1) % servers.length] as ServerProcess;
    for (const { visitor, acknowledged } of some) {
      const [path, update] = [...acknowledged].at(-1) ?? [];
      if (!path || !update) continue;
      const { status, text } = await new Visitor(other.address, visitor.cookie).get(path);
      expect({ status, isShown: text.includes(update.whole.headline) }).toEqual({
        status: 200,
        isShown: true,
      });
    }
  }
}

async function requireWholeChain({ url }: RunningPostgresql): Promise<void> {
  const database = await connect(url);
  const { findings, count } = await verifyRecord(plainSql(database.read));
  const newest = await plainSql(database.read).row(
    'SELECT count(*) AS count, max(sequence) AS last FROM publications',
  );
  await database.close();
  expect(findings).toEqual([]);
  expect(newest).toEqual({ count, last: count });
}
