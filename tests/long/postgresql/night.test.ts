import { Client } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { engineOf } from '../../../src/data/open.js';
import { createExampleDatabase, type TestDatabase } from '../../support/database.js';
import { letNightFall, startNightServer } from '../../support/night-server.js';
import type { ServerProcess } from '../../support/server-process.js';
import { tracker } from '../../support/tracker-command.js';

let example: TestDatabase;
let direct: Client;
let servers: ServerProcess[];

beforeEach(async () => {
  example = await createExampleDatabase();
  direct = new Client({ connectionString: example.url });
  await direct.connect();
  servers = [];
});

afterEach(async () => {
  for (const server of servers) await server.stop();
  await direct.end();
  await example.remove();
});

async function start(): Promise<ServerProcess> {
  const server = await startNightServer(example.url);
  servers.push(server);
  return server;
}

/** Does what somebody with the rights of the owner can do. */
async function tamper(sql: string): Promise<void> {
  await direct.query(`ALTER TABLE stances DISABLE TRIGGER stances_refuse_update; ${sql};
    ALTER TABLE stances ENABLE ALWAYS TRIGGER stances_refuse_update`);
}

async function readiness({ address }: ServerProcess): Promise<readonly [status: number, text: string]> {
  const answer = await fetch(`${address}/readyz`);
  return [answer.status, await answer.text()];
}

const soon = { timeout: 60_000, interval: 250 };
const verified = (server: ServerProcess) => server.output.split('"record verified"').length - 1;
const results = async () => (await direct.query('SELECT findings FROM verifications ORDER BY id')).rows;
const readOnly = [503, 'read-only: the record does not verify\n'];

test('of two servers one verifies at night', async () => {
  const [one, other] = [await start(), await start()];
  for (const server of [one, other]) letNightFall(server);
  await expect.poll(() => verified(one) + verified(other), soon).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 8_000));
  expect([verified(one) + verified(other), await results()]).toEqual([1, [{ findings: null }]]);
});

test('what one finds makes both read-only, also after a restart, until the record is mended and verified', async () => {
  const both = [await start(), await start()];
  await tamper(`UPDATE stances SET summary = summary || '.' WHERE sequence = 46`);
  letNightFall(both[0] as ServerProcess);
  for (const server of both) {
    await expect.poll(() => readiness(server), soon).toEqual(readOnly);
    expect(server.output).toContain('№ 46 does not hold what was published.');
    expect(await (await fetch(server.address)).text()).toContain('Nothing can be recorded at the moment');
  }
  expect(await results()).toHaveLength(1);

  await tamper(`UPDATE stances SET summary = substr(summary, 1, length(summary) - 1) WHERE sequence = 46`);
  expect(await readiness(await start())).toEqual(readOnly);
  expect((await tracker(example.url, ['verify'])).code).toBe(0);
  expect(await readiness(await start())).toEqual([200, expect.stringContaining('ready')]);
});

test('if the server that verifies is killed, another one does it', async () => {
  const [one, other] = [await start(), await start()];
  await direct.query('BEGIN; LOCK TABLE chain_links IN ACCESS EXCLUSIVE MODE');
  letNightFall(one);
  const isTaken = async () => {
    const release = await engineOf(example.url).takeDuty();
    release?.();
    return release === null;
  };
  await expect.poll(isTaken, soon).toBe(true);
  await one.kill();
  await direct.query('COMMIT');
  letNightFall(other);
  await expect.poll(() => verified(other), soon).toBe(1);
  expect(await results()).toEqual([{ findings: null }]);
});
