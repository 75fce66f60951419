import { once } from 'node:events';
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import express from 'express';
import { expect, test } from 'vitest';
import { columnsOf } from '../../../../src/outputs/tables/definitions.js';
import { tableOf } from '../../../../src/outputs/tables/table.js';
import type { Services } from '../../../../src/web/frame/services.js';
import { answerTable } from '../../../../src/web/frame/tables/table-answer.js';

const columns = columnsOf<string>({ text: ['text', 'A text', (row) => row] });

test.each(['csv', 'json'])('a %s file is no longer made once its reader goes away', async (format) => {
  let made = 0;
  let isEnded = false;
  async function* endless(): AsyncGenerator<string[]> {
    try {
      for (;;) {
        made += 1;
        await wait(1);
        yield ['x'.repeat(10_000)];
      }
    } finally {
      isEnded = true;
    }
  }
  const app = express();
  app.set('query parser', (text: string | null) => new URLSearchParams(text ?? ''));
  const licence = { name: null, url: null, attribution: 'x' };
  const publisher = { siteName: 'Talks', name: 'Talks', contact: null, imprintUrl: null };
  const services = { config: { licence, publisher } } as Services;
  answerTable(app, services, '/endless', async () => ({
    fileName: 'endless',
    rows: 'One row per text.',
    table: tableOf(columns, endless()),
    facts: {},
  }));
  const server = app.listen(0, 'localhost');
  await once(server, 'listening');
  const request = get({
    port: (server.address() as AddressInfo).port,
    host: 'localhost',
    path: `/endless.${format}`,
  });
  const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream];
  await once(response, 'data');
  request.destroy();
  for (let turn = 0; turn < 500 && !isEnded; turn += 1) await wait(10);
  expect(isEnded).toBe(true);
  const then = made;
  await wait(50);
  expect(made).toBe(then);
  server.close();
});
