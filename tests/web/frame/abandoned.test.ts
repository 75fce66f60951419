import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import express, { type Response } from 'express';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Clocks } from '../../../src/domain/cells/cell.js';
import { positionRows } from '../../../src/data/log/export-rows.js';
import { LogMemory } from '../../../src/data/memory/log.js';
import { Abandoned, abandonedSignal } from '../../../src/web/frame/abandoned.js';
import { type Application, startApplication } from '../../support/application.js';

let application: Application;

beforeEach(async () => {
  application = await startApplication();
});

afterEach(() => application.stop());

/** The signal of a request, and how to make its reader go away. */
async function asked(method: string): Promise<{ response: Response; leave: () => Promise<void> }> {
  const app = express();
  const arrival = new Promise<Response>((resolve) => {
    app.use((_request, response) => resolve(response));
  });
  const server = app.listen(0, 'localhost');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, 'localhost');
  socket.write(`${method} / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n`);
  const response = await arrival;
  const leave = async () => {
    socket.destroy();
    await once(response, 'close');
    server.close();
  };
  return { response, leave };
}

test('work for a reader who goes away is broken off; a form that was sent is finished', async () => {
  const [read, sent] = [await asked('GET'), await asked('POST')];
  const [reading, sending] = [abandonedSignal(read.response), abandonedSignal(sent.response)];
  expect(reading.aborted).toBe(false);
  await Promise.all([read.leave(), sent.leave()]);
  expect(reading.reason).toBeInstanceOf(Abandoned);
  expect(sending.aborted).toBe(false);
});

test('work that begins when its reader has gone already is broken off at once', async () => {
  const [read, sent] = [await asked('GET'), await asked('POST')];
  await Promise.all([read.leave(), sent.leave()]);
  expect(abandonedSignal(read.response).reason).toBeInstanceOf(Abandoned);
  expect(abandonedSignal(sent.response).aborted).toBe(false);
});

test('an answer that was sent whole was not abandoned', async () => {
  const app = express();
  const sent = new Promise<Response>((resolve) => {
    app.use((_request, response) => {
      response.once('close', () => resolve(response)).send('whole');
    });
  });
  const server = app.listen(0, 'localhost');
  await once(server, 'listening');
  await (await fetch(`http://localhost:${(server.address() as AddressInfo).port}/`)).text();
  expect(abandonedSignal(await sent).aborted).toBe(false);
  server.close();
});

test('rows that nobody waits for any more are not read', async () => {
  const { database } = application;
  const memory = new LogMemory(database.read);
  const structure = await memory.structures.find('russia-ukraine');
  if (!structure) throw new Error('The example data is not there.');
  const log = await memory.logOf(structure.negotiation.id);
  const clocks: Clocks = { asOf: null, known: log.lastSequence, evidence: 'default' };
  const context = {
    negotiation: structure.negotiation,
    log,
    clocks,
    asOf: '2025-08-21',
    knownAt: '',
    permalink: () => '',
    reserving: new Set<number>(),
  };
  const rows = positionRows(database.read, { ...context, abandoned: AbortSignal.abort(new Abandoned()) });
  await expect(rows).rejects.toBeInstanceOf(Abandoned);
});

test('requests that are abandoned at once do not count as failures', async () => {
  const { port } = new URL(application.address);
  const paths = ['/', '', '/sources', '/timeline', '/positions.csv', '/tables.zip', '.atom'];
  for (const path of paths) {
    const socket = connect(Number(port), 'localhost');
    socket.write(
      `GET ${path === '/' ? '/' : `/negotiations/russia-ukraine${path}`} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    );
    await once(socket, 'ready');
    socket.destroy();
  }
  expect((await application.visitor().get('/negotiations/russia-ukraine')).status).toBe(200);
  expect(application.log.filter((line) => line.includes('request failed'))).toEqual([]);
});
