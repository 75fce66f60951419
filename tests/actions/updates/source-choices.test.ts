import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordSources } from '../../../src/actions/updates/source-choices.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { sourceAt, storeEarlier } from '../../support/stored-sources.js';

let base: TestDatabase;

beforeAll(async () => {
  base = await createTestDatabase();
});

afterAll(() => base.remove());

async function recorded(...urls: string[]): Promise<number[]> {
  const sources = await base.database.write((tx) => recordSources(tx, urls.map(sourceAt)));
  return sources.map(({ id }) => id);
}

test('addresses whose bytes are not UTF-8 are sources of their own, even next to one stored earlier', async () => {
  const earlier = await storeEarlier(
    base,
    'https://bytes.example/?name=%EC%E8%F0',
    'bytes.example?name=%EF%BF%BD%EF%BF%BD%EF%BF%BD',
  );
  const [same, other, third] = await recorded(
    'https://bytes.example/?name=%ec%e8%f0',
    'https://bytes.example/?name=%E2%EE%E9',
    'https://bytes.example/?name=%EF%BF%BD%EF%BF%BD%EF%BF%BD',
  );
  expect(same).toBe(earlier);
  expect(new Set([same, other, third]).size).toBe(3);
});

test('of two sources stored earlier that count as one now, the older is found; neither is rewritten', async () => {
  const [first, second] = [
    await storeEarlier(base, 'https://tilde.example/%7Ea', 'tilde.example/%7Ea'),
    await storeEarlier(base, 'https://tilde.example./~a?ysclid=1', 'tilde.example./~a?ysclid=1'),
  ];
  expect(await recorded('http://www.tilde.example/~a', 'https://tilde.example/%7ea/')).toEqual([
    first,
    first,
  ]);
  const rows = await base.database.read.source.findMany({ where: { id: { in: [first, second] } } });
  expect(rows.map(({ normalisedUrl }) => normalisedUrl)).toEqual([
    'tilde.example/%7Ea',
    'tilde.example./~a?ysclid=1',
  ]);
});

test('a document that a fragment names is not the page itself, whichever was stored first', async () => {
  const topic = await storeEarlier(base, 'https://groups.example/#!topic/one', 'groups.example');
  const [one, two, page] = await recorded(
    'https://groups.example/#!topic/one',
    'https://groups.example/#!topic/two',
    'https://groups.example/',
  );
  expect(one).toBe(topic);
  expect(new Set([one, two, page]).size).toBe(3);
});
