import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillNegotiation } from '../../../bench/data.js';
import { type Application, startApplication } from '../../../support/application.js';

const search = '/negotiations/large/search';
let application: Application;

beforeAll(async () => {
  application = await startApplication({ exampleData: false });
  await fillNegotiation(application.file, 1_100);
});

afterAll(() => application.stop());

async function textOf(path: string): Promise<string> {
  const { status, text } = await application.visitor().get(path);
  expect(status).toBe(200);
  return text;
}

const summaryOf = (text: string) => /role="status">([\s\S]*?)<\/p>/.exec(text)?.[1]?.trim();
const placesIn = (text: string) =>
  [...text.matchAll(/<h3><a class="title-link" href="[^"]*#record-(\d+)"/g)].map(([, record]) => record);
const linkIn = (text: string, label: string) =>
  new RegExp(`<a href="([^"]+)"[^>]*>${label}</a>`)
    .exec(text)?.[1]
    ?.replaceAll('&amp;', '&')
    .replaceAll('&#38;', '&') ?? null;

test('further hits stand on further pages, each leading to the next with the same words and clocks', async () => {
  const asked = 'q=party+2&order=best&as_of=2025-06-30';
  const { text: csv } = await application.visitor().get(`${search}.csv?${asked}`);
  const whole = csv.split('\r\n').filter((line) => line.startsWith('stance,'));
  const places: unknown[] = [];
  let pages = 0;
  for (let path: string | null = `${search}?${asked}`; path !== null; pages += 1) {
    expect(path).toContain('as_of=2025-06-30');
    const text: string = await textOf(path);
    places.push(...placesIn(text));
    path = linkIn(text, 'Further hits');
  }
  expect(pages).toBe(Math.ceil(whole.length / 50));
  expect(pages).toBeGreaterThan(2);
  expect(places).toHaveLength(whole.length);
});

test('a page says which hits it shows, and links back', async () => {
  const second = await textOf(`${search}?q=party+2&page=2`);
  expect(summaryOf(second)).toBe('51 to 100 of 959 stances. 11 other hits, on the pages before.');
  expect(linkIn(second, 'Previous hits')).toBe(`${search}?q=party+2`);
  const past = await textOf(`${search}?q=party+2&page=99`);
  expect(summaryOf(past)).toBe('959 stances, on the pages before. 11 other hits, on the pages before.');
  expect(linkIn(past, 'Further hits')).toBe(null);
  expect((await application.visitor().get(`${search}?q=party+2&page=0`)).status).toBe(400);
});

test('of more than a thousand hits the newest thousand are listed, and the page says so', async () => {
  expect(summaryOf(await textOf(`${search}?q=the`))).toBe(
    'More than 1,000 stances hold these words; the newest 1,000 stances are listed, standing ones first. The first 50 of 1,000 stances. No other hits.',
  );
  const last = await textOf(`${search}?q=the&page=20`);
  expect(summaryOf(last)).toContain('951 to 1,000 of 1,000 stances.');
  expect(placesIn(last)).toHaveLength(50);
  expect(linkIn(last, 'Further hits')).toBe(null);
});
