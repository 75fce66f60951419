import { connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';

const talks = '/negotiations/russia-ukraine';
const followed =
  'utm_source=x&ysclid=l1&yclid=2&gbraid=3&wbraid=4&gad_source=1&twclid=5&igshid=6&_gl=7&mtm_campaign=8&li_fat_id=9&mibextid=a&ref=chat&ref=again&fbclid=';
const addresses = [
  '/',
  talks,
  `${talks}/positions/united-states/ceasefire-first`,
  `${talks}/positions/united-states/ceasefire-first.csv`,
  `${talks}/changes`,
  `${talks}/search`,
  `${talks}/stances.csv`,
  `${talks}/positions.json`,
  `${talks}.atom`,
  `/embed${talks}`,
  '/record-chain',
  '/record-chain.csv',
];
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

describe('what others add to an address to track a reader', () => {
  test.each(addresses)('%s is the same with it, byte for byte', async (path) => {
    const visitor = application.visitor();
    const plain = await visitor.get(path);
    expect(plain.status).toBe(200);
    const { status, text } = await visitor.get(`${path}?${followed}`);
    expect([status, text]).toEqual([200, plain.text]);
  });

  test('stands beside what is asked for, and in no address that the answer gives', async () => {
    const { status, headers, text } = await application
      .visitor()
      .get(`${talks}/stances.csv?${followed}&as_of=2025-08-14&utm_medium=y`);
    expect(status).toBe(200);
    expect(headers.get('link')).toContain(`<${talks}/stances.json?as_of=2025-08-14>`);
    expect(text).not.toContain('utm_');
  });

  test('does not hide a name that could be a filter', async () => {
    const { status, text } = await application.visitor().get(`${talks}?utm_source=x&source=Reuters`);
    expect(status).toBe(400);
    expect(text).toContain('This page does not know the parameter “source”.');
  });
});

describe('a target with another site before the path, as proxies are asked', () => {
  async function asked(target: string): Promise<string> {
    const { port } = new URL(application.address);
    const socket = connect(Number(port), 'localhost');
    socket.write(`GET ${target} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: close\r\n\r\n`);
    return (await textOf(socket)).replace(/^(date|x-request-id|last-modified): .*\r\n/gim, '');
  }

  test.each([`${talks}/stances.csv`, `${talks}.atom`, `${talks}/data`, '/', '/?x=1', '/assets/missing.css'])(
    'is answered as %s without it',
    async (path) => {
      const answered = async (target: string) =>
        (await asked(target)).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '');
      await answered(path);
      const plain = await answered(path);
      const targets = ['http://evil.example', 'HTTPS://user@evil.example:81'].map((site) => `${site}${path}`);
      for (const target of [...targets, ...targets.map((each) => each.replace(/\/(?=$|\?)/, ''))]) {
        const answer = await answered(target);
        expect(answer).not.toContain('evil');
        expect(answer).toBe(plain);
      }
    },
  );
});

test.each(['known_at=2025-08-20T14:00:01+02:00', 'known_at=2025-08-20T12:00:01%2B00:00'])(
  '%s is an instant, although a + in a query is a space',
  async (query) => {
    const { status, text } = await application.visitor().get(`${talks}?${query}`);
    expect(status).toBe(200);
    expect(text).toContain('as it was known on 20 August 2025, 12:00 UTC');
  },
);
