import { get } from 'node:http';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fillNegotiation } from '../bench/data.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { ServerProcess } from '../support/server-process.js';

/** With so many stances these pages together would hold the server for half a minute if they walked the log for each row. */
const stances = 30_000;
/** In milliseconds: when connections are cut off that are not done by then. */
const cutOff = 7_000;

const large = '/negotiations/large';
const pages = [
  `${large}/sources`,
  `${large}/sources?page=40`,
  `${large}/demands/demand-2.atom`,
  `${large}/parties/party-12.atom`,
  `${large}/timeline?from=2022-02-01&to=2026-02-01`,
  `${large}/updates/1?page=60`,
  `${large}/corrections?kind=denial&party=party-12`,
];
const files = ['sources.csv', 'updates.csv', 'stances.csv', 'positions.json', 'tables.zip'];
const heavy = [...pages, ...files.map((file) => `${large}/${file}`)];

let base: TestDatabase;
let server: ServerProcess;

beforeEach(async () => {
  base = await createTestDatabase();
  await base.database.close();
  await fillNegotiation(base.file, stances);
  server = await ServerProcess.start(dirname(base.file), { DATABASE_URL: base.url, LOG_LEVEL: 'warn' });
  // The log is read once.
  expect((await fetch(`${server.address}${large}`)).status).toBe(200);
}, 300_000);

afterEach(async () => {
  await server.stop();
  await base.remove();
});

/** Asks, and goes away without waiting for the answer. */
async function abandon(path: string): Promise<void> {
  const request = get(`${server.address}${path}`, { agent: false });
  request.on('error', () => undefined);
  await new Promise((done) => request.once('finish', done));
  await wait(50);
  request.destroy();
}

async function stopped(): Promise<number> {
  const begun = performance.now();
  expect(await server.stop()).toBe(0);
  const lasted = performance.now() - begun;
  expect(server.output).toContain('sys_shutdown');
  // It has ended by itself: nobody was cut off.
  expect(lasted).toBeLessThan(cutOff);
  return lasted;
}

/** The status of a page that came whole; null where the connection had not been taken when the server stopped. */
async function asked(path: string): Promise<number | null> {
  const answer = await fetch(`${server.address}${path}`).catch(() => null);
  if (answer === null) return null;
  expect((await answer.text()).length).toBeGreaterThan(0);
  return answer.status;
}

test('a server that is stopped under the heaviest pages answers them whole', async () => {
  const answers = pages.map(asked);
  expect(await asked('/healthz')).toBe(200);
  const lasted = await stopped();
  const statuses = await Promise.all(answers);
  expect(statuses.filter((status) => status !== null && status !== 200)).toEqual([]);
  expect(statuses).toContain(200);
  console.log(`Asked for ${pages.length} pages over ${stances} stances: ended after ${lasted.toFixed(0)} ms`);
});

test('readers who went away hold nothing up: others are answered, and the server stops', async () => {
  for (const path of heavy) await abandon(path);
  const begun = performance.now();
  expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
  const answered = performance.now() - begun;
  const lasted = await stopped();
  console.log(
    `${heavy.length} abandoned requests: the next was answered after ${answered.toFixed(0)} ms, it ended after ${lasted.toFixed(0)} ms`,
  );
});
