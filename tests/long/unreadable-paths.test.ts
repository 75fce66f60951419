import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../support/application.js';
import { sendRaw } from '../support/raw-request.js';

let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

/** What scanners send and no browser does. */
const spoilt = [
  '%E0%A4%A',
  '%00',
  '%FF',
  '%ED%A0%80',
  '..%2f..%2fetc',
  '%2e%2e',
  '%',
  '%zz',
  `${'a'.repeat(8_000)}`,
  '__proto__',
  'constructor',
  '%E2%80%AE',
  '%F0%9F%98%80',
  "'%22--",
];

test('no path answers 500, whatever stands in place of any of its names', async () => {
  const patterns = application.routes
    .filter((route) => route.startsWith('GET '))
    .map((route) => route.slice('GET '.length));
  const failed: unknown[] = [];
  for (const pattern of [...patterns, '/', '//', '/negotiations/russia-ukraine/:what'])
    for (const text of spoilt) {
      const path = pattern.includes(':')
        ? pattern.replace(':negotiation', 'russia-ukraine').replace(/:\w+/g, text)
        : `${pattern}/${text}`;
      for (const each of [path, `/${path}`, `${pattern.replace(/:\w+/g, text)}?known_at=2025-08-20`]) {
        const answer = await sendRaw(application.address, {
          method: 'GET',
          path: each,
          headers: {},
          body: null,
        });
        if (answer === null || answer.status >= 500) failed.push([each, answer?.status]);
      }
    }
  expect(failed).toEqual([]);
});
