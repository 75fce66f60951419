import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hashOfToken } from '../../src/actions/people/sign-in.js';
import { connect as connectDatabase } from '../../src/data/open.js';
import { endAllSessions, insertSession } from '../../src/data/people/sessions.js';
import { insertUser } from '../../src/data/people/users.js';
import { worstHealth } from '../support/health-process.js';
import { folderForEachTest } from '../support/server-folder.js';

const folder = folderForEachTest();
const largest = 16 * 1024 * 1024;
const times = 60;
/** One buffer for all, so that the sender is not busier than the server. */
const body = Buffer.alloc(largest, '<');
body.write('headline=');
const heap = { NODE_OPTIONS: '--max-old-space-size=512' };
const path = '/negotiations/russia-ukraine/updates';

interface Posted {
  readonly socket: Socket;
  /** The status of the answer, 0 where none came before the connection ended. */
  readonly status: Promise<number>;
}

/** Posts the largest form that is read, all of it `<`, whole or without its last byte. */
function post(address: string, cookie: string, isWhole: boolean): Posted {
  const { host, hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: ${host}`,
    `Origin: ${address}`,
    `Cookie: ${cookie}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${largest}`,
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  socket.write(isWhole ? body : body.subarray(0, -1));
  const status = new Promise<number>((resolve) => {
    socket.once('data', (chunk: Buffer) =>
      resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(String(chunk))?.[1] ?? 0)),
    );
    socket.once('close', () => resolve(0));
    socket.once('error', () => resolve(0));
  });
  return { socket, status };
}

test('60 held and 60 whole forms of 16 MB with a made-up cookie are refused, and the server goes on', async () => {
  const server = await folder.start(heap);
  const posted: Posted[] = [];
  const statuses: number[] = [];
  const worst = await worstHealth(server.address, async () => {
    posted.push(...Array.from({ length: times }, () => post(server.address, 'sid=x', false)));
    posted.push(...Array.from({ length: times }, () => post(server.address, 'sid=x', true)));
    statuses.push(...(await Promise.all(posted.map(({ status }) => status))));
  });
  console.log(`/healthz took ${worst} ms at worst beside 120 forms of 16 MB of a stranger`);
  // A connection that is cut while it still sends has no answer to read.
  expect([...new Set(statuses)].filter((status) => ![0, 413, 503].includes(status))).toEqual([]);
  expect(statuses.filter((status) => status === 413).length).toBeGreaterThan(0);
  for (const { socket } of posted) socket.destroy();
  expect(server.exitCode).toBeNull();
});

test('as many forms of a session that has ended come back or wait, and the server goes on', async () => {
  const server = await folder.start(heap);
  const database = await connectDatabase(`file:${join(folder.path, 'data/tracker.db')}`);
  const now = new Date();
  await database.write(async (tx) => {
    const account = { signInName: 'desk', publicName: null, passwordHash: 'none', createdAt: now } as const;
    const userId = await insertUser(tx, { ...account, role: 'editor' });
    await insertSession(tx, { tokenHash: hashOfToken('ended'), userId, createdAt: now });
    await endAllSessions(tx, userId, now);
  });
  const cookie = `sid-${database.instance.uuid}=ended`;
  await database.close();
  const posted: Posted[] = [];
  const statuses: number[] = [];
  const worst = await worstHealth(server.address, async () => {
    posted.push(...Array.from({ length: times }, () => post(server.address, cookie, true)));
    // An answer that is not read is cut off; these are read to their end.
    for (const { socket } of posted) socket.on('data', () => undefined);
    statuses.push(...(await Promise.all(posted.map(({ status }) => status))));
  });
  console.log(`/healthz took ${worst} ms at worst beside 60 forms of 16 MB of a session that has ended`);
  expect([...new Set(statuses)].filter((status) => ![0, 401, 413, 503].includes(status))).toEqual([]);
  expect(statuses.filter((status) => status === 413).length).toBeGreaterThan(0);
  for (const { socket } of posted) socket.destroy();
  expect(server.exitCode).toBeNull();
});
