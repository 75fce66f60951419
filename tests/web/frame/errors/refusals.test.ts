import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

describe('a request that cannot be answered', () => {
  test.each([
    ['/nowhere', 'There is nothing at /nowhere.'],
    ['/negotiations/atlantis', 'There is no negotiation “atlantis”.'],
    [`${talks}/demands/moon`, 'There is no such demand in this negotiation at this time.'],
    [`${talks}/parties/moon`, 'There is no such party in this negotiation at this time.'],
    [`${talks}/positions/russia/moon`, 'There is no such party or demand'],
    [`${talks}/updates/99`, 'There is no such update in this negotiation at this time.'],
    [`${talks}/updates/__proto__`, 'There is no such update in this negotiation at this time.'],
  ])('%s answers 404 with a sentence and the number of the request', async (path, sentence) => {
    const { status, headers, text } = await application.visitor().get(path);
    expect(status).toBe(404);
    expect(text).toContain(sentence);
    expect(text).toContain(headers.get('x-request-id') as string);
  });

  test.each([
    'data.db',
    'tables.zip',
    'tables.xlsx',
    'CITATION.cff',
    'datapackage.json',
    'stances.csv',
    'stances.csv-metadata.json',
    'matrix.svg',
    'releases/9/tables.zip',
  ])('%s is refused in plain text, as a program reads it', async (file) => {
    for (const [path, refused] of [
      [`${talks}/${file}?x=1`, 400],
      [`/negotiations/atlantis/${file}`, 404],
    ] as const) {
      const { status, headers, text } = await application.visitor().get(path);
      expect([status, headers.get('content-type')]).toEqual([refused, 'text/plain; charset=utf-8']);
      expect(text).toMatch(new RegExp(`^[^<]+\\.\\nRequest ${headers.get('x-request-id')}\\n$`));
    }
  });

  test('an address that is not written correctly answers 400', async () => {
    const { status, text } = await application.visitor().get('/negotiations/%E0%A4%A');
    expect(status).toBe(400);
    expect(text).toContain('This address is not written correctly.');
  });

  test('other methods answer 405', async () => {
    const { status, headers } = await application.visitor().send(talks, { method: 'DELETE' });
    expect(status).toBe(405);
    expect(headers.get('allow')).toBe('GET, HEAD, POST');
  });

  test('an internal failure answers 500 with the number of the request, and only the log says why', async () => {
    const broken = await startApplication();
    await broken.database.write((tx) => tx.$executeRaw`DROP TABLE citations`);
    const { status, headers, text } = await broken.visitor().get(talks);
    expect(status).toBe(500);
    expect(text).toContain(headers.get('x-request-id') as string);
    expect(text).not.toMatch(/Prisma|SQL|at .*\.js/);
    const logged = broken.log.find((line) => line.includes('request failed')) ?? '';
    expect(logged).toContain(headers.get('x-request-id') as string);
    expect(logged).toContain('citations');
    await broken.stop();
  });
});
