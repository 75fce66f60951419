import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../../src/data/open.js';
import { signedIn } from '../../support/application.js';
import { cuttingProxy } from '../../support/cutting-proxy.js';
import { createExampleDatabase, temporaryFolder } from '../../support/database.js';
import { createPostgresqlDatabase, dropPostgresqlDatabase } from '../../support/postgresql-databases.js';
import { ServerProcess } from '../../support/server-process.js';
import { type Ids, idsOf, soundUpdate } from '../../support/update-form.js';
import { Visitor } from '../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';
const published = 'Published after the replica stood still.';

/** A replica that stands still: a copy, which nobody writes to. */
async function databases(): Promise<{ primary: string; replica: string }> {
  const { database, url: primary, remove } = await createExampleDatabase();
  await database.close();
  const replica = await createPostgresqlDatabase(primary);
  onTestFinished(() => dropPostgresqlDatabase(replica));
  onTestFinished(remove);
  return { primary, replica };
}

test('readers are answered from the replica, whoever is signed in from the database, also while the other is away', async () => {
  const { primary, replica } = await databases();
  const [toPrimary, toReplica] = [await cuttingProxy(primary), await cuttingProxy(replica)];
  onTestFinished(toPrimary.stop);
  onTestFinished(toReplica.stop);
  const server = await ServerProcess.start(temporaryFolder(), {
    DATABASE_URL: toPrimary.url,
    READ_DATABASE_URL: toReplica.url,
  });
  onTestFinished(async () => void (await server.stop()));
  const database = await connect(primary);
  const ids: Ids = await idsOf({ database });
  const editor = await signedIn({ database }, server.address, 'editor', new Date());
  await database.close();
  const reader = new Visitor(server.address);
  const before = await reader.get(talks);
  expect(before.status).toBe(200);

  const fields = soundUpdate(ids, { headline: published });
  expect((await editor.post(`${talks}/updates`, fields)).status).toBe(303);
  expect((await editor.get(`${talks}/updates`)).text).toContain(published);
  expect((await reader.get(`${talks}/updates`)).text).not.toContain(published);
  expect((await reader.get(talks)).text).toBe(before.text);

  // A reader who has seen a later state than the replica has is answered from the database.
  const number = Number(/^W\/"(\d+)-/.exec(before.headers.get('etag') ?? '')?.[1]);
  const headers = { 'If-None-Match': `W/"${number + 1}-of-another-day"` };
  expect((await reader.send(`${talks}/updates`, { headers })).text).toContain(published);

  toPrimary.setAway(true);
  expect((await reader.get(`${talks}/timeline`)).status).toBe(200);
  expect((await reader.get(`${talks}/positions.csv`)).status).toBe(200);
  await expect.poll(async () => (await editor.get(talks)).status, { timeout: 10_000 }).toBe(503);
  expect((await editor.post(`${talks}/updates`, fields)).status).toBe(503);

  toPrimary.setAway(false);
  toReplica.setAway(true);
  await expect
    .poll(async () => (await reader.get(`${talks}/updates`)).text.includes(published), { timeout: 10_000 })
    .toBe(true);
});

test('a replica of another database is refused at the start', async () => {
  const { primary } = await databases();
  const other = await createExampleDatabase();
  onTestFinished(other.remove);
  await other.database.write((tx) =>
    tx.instance.update({ where: { id: 1 }, data: { uuid: '00000000-0000-4000-8000-000000000000' } }),
  );
  const server = await ServerProcess.start(temporaryFolder(), {
    DATABASE_URL: primary,
    READ_DATABASE_URL: other.url,
  });
  expect(server.exitCode).toBe(1);
  expect(server.errors).toBe(
    'READ_DATABASE_URL names no replica of the database in DATABASE_URL, but another database.\n',
  );
});
