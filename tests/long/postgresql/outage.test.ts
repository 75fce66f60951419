import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../../src/data/open.js';
import { signedIn } from '../../support/application.js';
import { cuttingProxy } from '../../support/cutting-proxy.js';
import { createExampleDatabase, temporaryFolder } from '../../support/database.js';
import { ServerProcess } from '../../support/server-process.js';
import { idsOf, soundUpdate } from '../../support/update-form.js';
import { Visitor } from '../../support/visitor.js';

const talks = '/negotiations/russia-ukraine';

test('while the database is away everybody is told so, nothing typed is lost, and then all goes on by itself', async () => {
  const example = await createExampleDatabase();
  const proxy = await cuttingProxy(example.url);
  onTestFinished(proxy.stop);
  const server = await ServerProcess.start(temporaryFolder(), { DATABASE_URL: proxy.url });
  onTestFinished(async () => void (await server.stop()));
  const database = await connect(example.url);
  const editor = await signedIn({ database }, server.address, 'editor', new Date());
  const fields = soundUpdate(await idsOf({ database }), {
    'stances.0.summary': 'Typed before it went away.',
  });
  const reader = new Visitor(server.address);
  const statusOf = async (path: string) => (await reader.get(path)).status;
  expect((await reader.get(talks)).status).toBe(200);
  const csrf = await editor.csrfToken();

  proxy.setAway(true);
  await expect.poll(() => statusOf(talks), { timeout: 10_000 }).toBe(503);
  const page = await reader.get(talks);
  expect(page.text).toContain('The database of the server cannot be read at the moment.');
  expect((await reader.get(`${talks}/timeline`)).status).toBe(503);
  const refused = await editor.postBare(`${talks}/updates`, { csrf, ...fields });
  expect(refused.status).toBe(503);
  expect(refused.text).toContain('>Typed before it went away.</textarea>');
  expect(refused.text).toContain('Send it again');
  expect(refused.text).toContain('The database of the server cannot be read at the moment.');
  expect(await statusOf('/readyz')).toBe(503);
  expect(await statusOf('/healthz')).toBe(200);

  proxy.setAway(false);
  await expect.poll(() => statusOf(talks), { timeout: 10_000 }).toBe(200);
  expect(await statusOf('/readyz')).toBe(200);
  expect((await editor.post(`${talks}/updates`, fields)).status).toBe(303);
  expect(server.exitCode).toBeNull();

  expect(await server.stop()).toBe(0);
  await database.close();
  await example.remove();
});
