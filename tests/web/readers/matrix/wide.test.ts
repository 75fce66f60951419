import { get } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillNegotiation } from '../../../bench/data.js';
import { type Application, startApplication } from '../../../support/application.js';

let application: Application;

beforeAll(async () => {
  application = await startApplication({ exampleData: false });
  await fillNegotiation(application.file, 8_000, { parties: 38, demands: 38 });
});

afterAll(() => application.stop());

/** How many bytes of an answer go over the line. */
function sentBytes(path: string, encoding: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(`${application.address}${path}`, { headers: { 'accept-encoding': encoding } }, (response) => {
      expect([response.statusCode, response.headers['content-encoding']]).toEqual([200, encoding]);
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve(bytes));
    }).on('error', reject);
  });
}

test.each([
  ['gzip', '/negotiations/large'],
  ['br', '/negotiations/large?evidence=all'],
])('38 parties and 38 demands are at most 30 kB in %s, at the first answer', async (encoding, path) => {
  expect(await sentBytes(path, encoding)).toBeLessThanOrEqual(30_000);
});

test('38 parties and 38 demands are at most 6,000 elements', async () => {
  const { text } = await application.visitor().get('/negotiations/large');
  expect([...text.matchAll(/<[a-z]/g)].length).toBeLessThanOrEqual(6_000);
});
