import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { appendOnlyTriggers } from '../../src/data/append-only.js';
import { folderForEachTest } from '../support/server-folder.js';
import type { ServerProcess } from '../support/server-process.js';

const folder = folderForEachTest();

async function text(url: string): Promise<string> {
  return (await fetch(url)).text();
}

test('a second server on the same file refuses to start, and the first goes on', async () => {
  const first = await folder.start();
  const { exitCode, errors } = await folder.start();
  expect(exitCode).toBe(1);
  expect(errors).toMatch(/^Another server is running on \S+tracker\.db\. Stop it first, or set DATABASE_URL/);
  expect((await fetch(`${first.address}/readyz`)).status).toBe(200);
  await first.kill();
  const third = await folder.start();
  expect((await fetch(`${third.address}/readyz`)).status).toBe(200);
});

describe('a record that was altered while nobody looked', () => {
  let server: ServerProcess;
  let csv: string;

  beforeEach(async () => {
    const first = await folder.start();
    csv = await text(`${first.address}/negotiations/russia-ukraine/matrix.csv`);
    await first.stop();
    const direct = new Sqlite(join(folder.path, 'data/tracker.db'));
    const trigger = appendOnlyTriggers.find(({ name }) => name === 'stances_refuse_update');
    direct.exec(`DROP TRIGGER ${trigger?.name}`);
    direct.exec(`UPDATE stances SET summary = 'Other words.' WHERE sequence = 46`);
    direct.exec(trigger?.sql as string);
    direct.close();
    server = await folder.start({ LOG_LEVEL: 'info' });
  });

  test('is shown with a banner, and is not ready for a proxy that asks', async () => {
    const page = await fetch(`${server.address}/negotiations/russia-ukraine`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Nothing can be recorded at the moment');
    const ready = await fetch(`${server.address}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([503, 'read-only: the record does not verify\n']);
    expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
    expect(await text(`${server.address}/negotiations/russia-ukraine/matrix.csv`)).toBe(csv);
    expect(server.output).toMatch(/"level":"CRITICAL".*№ 46 does not hold what was published\./);
  });

  test('takes nothing more, and what was typed comes back', async () => {
    const link = /http:\S+\/set-up\/[\w-]{43}/.exec(server.errors)?.[0] as string;
    const body = new URLSearchParams({
      signInName: 'night-desk',
      password: 'the harbour at four in the morning',
      publicName: '',
    });
    const answer = await fetch(link, { method: 'POST', body, headers: { origin: server.address } });
    expect(answer.status).toBe(503);
    const page = await answer.text();
    expect(page).toContain('Whoever runs the server has to look at it first.');
    expect(page).toContain('night-desk');
  });
});

test('a database file that is damaged at its beginning is said in a sentence, with the way back', async () => {
  const first = await folder.start();
  await first.stop();
  writeFileSync(
    join(folder.path, 'data/tracker.db'),
    'Dear editors, this is a letter and not a database. '.repeat(200),
  );
  const { exitCode, errors } = await folder.start();
  expect([exitCode, errors]).toEqual([
    1,
    'The database cannot be opened: file is not a database. Nothing was changed. Bring a backup back with “npm run tracker -- restore <backup>”.\n',
  ]);
});
