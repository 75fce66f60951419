import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import express, { type Response } from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { columnsOf } from '../../../../src/outputs/tables/definitions.js';
import { tableOf } from '../../../../src/outputs/tables/table.js';
import { errorHandler } from '../../../../src/web/frame/errors/handler.js';
import { sendPieces } from '../../../../src/web/frame/tables/streaming.js';
import { answerTable } from '../../../../src/web/frame/tables/table-answer.js';
import { createLogger } from '../../../../src/web/frame/logger.js';
import { setContext } from '../../../../src/web/frame/request-context.js';
import { requestLog } from '../../../../src/web/frame/request-log.js';
import type { Services } from '../../../../src/web/frame/services.js';

const columns = columnsOf<string>({ text: ['text', 'A text', (row) => row] });

/** That many batches of rows, then a failure. */
async function* failingAfter(batches: number): AsyncGenerator<string[]> {
  for (let batch = 0; batch < batches; batch += 1) yield Array.from({ length: 1_000 }, () => 'x'.repeat(100));
  throw new Error('the disk could not be read');
}

let server: Server;
let port: number;
const log: string[] = [];

beforeAll(async () => {
  const lines = new Writable({
    write(line, _encoding, done) {
      log.push(String(line));
      done();
    },
  });
  const licence = { name: null, url: null, attribution: 'x' };
  const publisher = { siteName: 'Talks', name: 'Talks', contact: null, imprintUrl: null };
  const database = { failureOf: () => null };
  const logger = createLogger('info', lines);
  const services = { config: { licence, publisher }, database, logger } as unknown as Services;
  const app = express();
  app.set('query parser', (text: string | null) => new URLSearchParams(text ?? ''));
  app.use(requestLog(services));
  app.use((_request, response, next) => {
    const common = {
      address: '',
      publisher: { siteName: '', name: '', contact: null, imprintUrl: null },
      brand: { logo: null, styles: null },
      licence,
      readOnly: null,
      hadSession: false,
      abandoned: new AbortController().signal,
      viewer: null,
    };
    setContext(response, { requestId: randomUUID(), ...common });
    next();
  });
  for (const [path, batches] of [
    ['/at-once', 0],
    ['/later', 20],
  ] as const) {
    answerTable(app, services, path, async () => ({
      fileName: 'file',
      rows: 'One row per text.',
      table: tableOf(columns, failingAfter(batches)),
      facts: {},
    }));
  }
  app.use(errorHandler(services));
  server = app.listen(0, 'localhost');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});

afterAll(() => server.close());
beforeEach(() => {
  log.length = 0;
});

function failuresLogged(): string[] {
  return log
    .map((line) => JSON.parse(line) as { msg: string; err?: { message: string }; req?: { id?: string } })
    .filter(({ msg }) => msg === 'request failed')
    .map(({ err }) => err?.message ?? '');
}

describe.each(['csv', 'json'])('a table as %s that fails', (format) => {
  test('before its first row is refused in words, and offers no file', async () => {
    const answer = await fetch(`http://localhost:${port}/at-once.${format}`);
    expect(answer.status).toBe(500);
    expect(answer.headers.get('content-disposition')).toBeNull();
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await answer.text()).toContain('The server could not do this');
    expect(failuresLogged()).toEqual(['the disk could not be read']);
  });

  test('in its middle is broken off', async () => {
    const answer = await fetch(`http://localhost:${port}/later.${format}`);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow('terminated');
    expect(failuresLogged()).toEqual(['the disk could not be read']);
  });

  test('in its middle is broken off for HTTP/1.0 too, where the end of a connection is the end of the answer', async () => {
    // Curl, since Node takes a reset between two reads for an end. 56: failure in receiving network data.
    const url = `http://localhost:${port}/later.${format}`;
    await expect(
      promisify(execFile)('curl', ['--http1.0', '--silent', '--output', '/dev/null', url]),
    ).rejects.toMatchObject({
      code: 56,
    });
  });
});

test('between two pieces others get their turn, however fast they are taken', async () => {
  const response = new Writable({ write: (_piece, _encoding, taken) => taken() });
  Object.assign(response, { set: () => undefined, flush: () => undefined });
  let rounds = 0;
  let next = setImmediate(function count() {
    rounds += 1;
    next = setImmediate(count);
  });
  const madeIn: number[] = [];
  async function* pieces() {
    for (let piece = 0; piece < 6; piece += 1) {
      madeIn.push(rounds);
      yield 'x';
    }
  }
  await sendPieces(response as unknown as Response, {}, pieces());
  clearImmediate(next);
  const afterTheBeginning = madeIn.slice(2);
  expect(new Set(afterTheBeginning).size).toBe(afterTheBeginning.length);
});
