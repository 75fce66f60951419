import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { fillNegotiation } from '../bench/data.js';
import { pagesOf } from '../bench/examples.js';
import { startApplication } from '../support/application.js';
import { createTestDatabase } from '../support/database.js';
import { inspectWhole } from '../../src/data/chain/inspection.js';
import { engineOf } from '../../src/data/open.js';

const script = fileURLToPath(new URL('../bench/run.ts', import.meta.url));
const places = {
  ...{ parties: 12, demands: 30, importPages: 1, updates: 2, update: 2, record: 1, reported: 1 },
  ...{ corroboration: 1, corroborated: 1, briefing: 1, reservation: 1, outcome: 1, account: 1 },
};

test('npm run bench measures every part and every address over logs just large enough to show that it works', async () => {
  const args = ['--import', 'tsx', script, '--rounds', '1', '--seconds', '1', '300'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const lines = stdout.split('\n').filter((line) => line.startsWith('| '));
  expect(lines[0]).toBe('|  | target | 300 | growth |');
  expect(lines.filter((line) => line.split('|')[3]?.trim() === '')).toEqual([]);
  for (const what of [
    'the log in memory',
    'idle',
    'the matrix in a browser',
    'stances.csv',
    '…/timeline',
    'a publication',
  ])
    expect(lines.filter((line) => line.startsWith(`| ${what}`)).length).toBeGreaterThan(0);
  expect(stdout).toMatch(/\d+ of \d+ figures miss their target\.\n$/);
});

test('every route that is read has an example, and one without is refused by its name', async () => {
  const application = await startApplication({ exampleData: false });
  await application.stop();
  const paths = pagesOf(application.routes, places).map(({ path }) => path);
  expect(paths.filter((path) => path.includes(':'))).toEqual([]);
  expect(() =>
    pagesOf([...application.routes, 'GET /negotiations/:negotiation/lines/:line'], places),
  ).toThrow('The route /negotiations/:negotiation/lines/:line has no example of “line”');
});

test('the data of the bench is whole: its chain, its tables and what is searched', async () => {
  const { file, url, database, remove } = await createTestDatabase();
  await fillNegotiation(file, 1_000);
  const { count, findings } = await inspectWhole(engineOf(url));
  expect(findings).toEqual([]);
  expect(count).toBeGreaterThan(1_100);
  expect(await database.read.stance.count({ where: { entry: { negotiationId: 1, kind: 'report' } } })).toBe(
    1_000,
  );
  await remove();
});
