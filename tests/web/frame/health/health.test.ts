import { afterEach, beforeEach, expect, test } from 'vitest';
import { version } from '../../../../src/web/frame/version.js';
import { type Application, startApplication } from '../../../support/application.js';

let application: Application;

beforeEach(async () => {
  application = await startApplication();
});

afterEach(() => application.stop());

async function asked(path: string): Promise<[number, string, string | null]> {
  const { status, text, headers } = await application.visitor().get(path);
  return [status, text, headers.get('cache-control')];
}

test('a server that answers is well, and ready for readers', async () => {
  expect(await asked('/healthz')).toEqual([200, 'ok\n', 'no-store']);
  expect(await asked('/readyz')).toEqual([200, `ready\nversion ${version}\n`, 'no-store']);
});

test('a server that still reads logs is ready, and says so', async () => {
  application.memory.loading = 1;
  expect(await asked('/readyz')).toEqual([
    200,
    `ready, but still reading logs\nversion ${version}\n`,
    'no-store',
  ]);
});

test('a server that is stopping is well, but not ready, and keeps no connection', async () => {
  application.lifecycle.isStopping = true;
  expect(await asked('/healthz')).toEqual([200, 'ok\n', 'no-store']);
  expect(await asked('/readyz')).toEqual([503, 'stopping\n', 'no-store']);
  const { status, headers } = await application.visitor().get('/');
  expect([status, headers.get('connection')]).toEqual([200, 'close']);
});

test('a server whose database does not answer is not ready', async () => {
  await application.database.close();
  expect(await asked('/readyz')).toEqual([503, 'The database does not answer.\n', 'no-store']);
  expect(application.log.some((line) => line.includes('not ready'))).toBe(true);
});
