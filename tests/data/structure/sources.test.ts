import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordSources } from '../../../src/actions/updates/source-choices.js';
import {
  findSourceByUrl,
  findSourcesByUrl,
  insertSources,
  updateSource,
} from '../../../src/data/structure/sources.js';
import type { NewSource } from '../../../src/domain/structure/new-source.js';
import type { Source } from '../../../src/domain/structure/source.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

let base: TestDatabase;

beforeAll(async () => {
  base = await createTestDatabase();
});

afterAll(() => base.remove());

function sourceAt(url: string): NewSource {
  const [outlet, title] = ['Outlet', `The report at ${url}`];
  const none = { archiveUrl: null, author: null, publishedDate: null, accessedDate: null };
  return { outlet, title, url, ...none, note: '' };
}

/** As a version before stored it, its bytes read as text. */
async function storedEarlier(url: string, normalisedUrl: string): Promise<number> {
  const row = await base.database.write((tx) =>
    tx.source.create({ data: { ...sourceAt(url), normalisedUrl } }),
  );
  return row.id;
}

async function recorded(...urls: string[]): Promise<number[]> {
  const sources = await base.database.write((tx) => recordSources(tx, urls.map(sourceAt)));
  return sources.map(({ id }) => id);
}

test('addresses whose bytes are no UTF-8 are sources of their own, also beside one stored before', async () => {
  const earlier = await storedEarlier(
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

test('of two stored before that are one now, the oldest is found; neither is rewritten', async () => {
  const [first, second] = [
    await storedEarlier('https://tilde.example/%7Ea', 'tilde.example/%7Ea'),
    await storedEarlier('https://tilde.example./~a?ysclid=1', 'tilde.example./~a?ysclid=1'),
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

test('one that its fragment names is not the page itself, whichever was stored before', async () => {
  const topic = await storedEarlier('https://groups.example/#!topic/one', 'groups.example');
  const [one, two, page] = await recorded(
    'https://groups.example/#!topic/one',
    'https://groups.example/#!topic/two',
    'https://groups.example/',
  );
  expect(one).toBe(topic);
  expect(new Set([one, two, page]).size).toBe(3);
});

test('an address is found by any of its spellings, many at once, each by its own', async () => {
  const urls = Array.from({ length: 120 }, (_, index) => `https://many.example/${index}`);
  const ids = await recorded(...urls);
  const found = await findSourcesByUrl(
    base.database.read,
    urls.map((url) => `${url}/?utm_source=x`),
  );
  expect([...found.values()].map(({ id }) => id)).toEqual(ids);
  expect(found.get('many.example/7')?.title).toBe('The report at https://many.example/7');
  expect(await findSourceByUrl(base.database.read, 'https://many.example/121')).toBeNull();
});

test('what is changed of a source leaves the key of its address, and another address gives it another', async () => {
  const id = await storedEarlier('https://edit.example/%7Ea', 'edit.example/%7Ea');
  const [source] = await base.database.write((tx) => insertSources(tx, [sourceAt('https://edit.example/b')]));
  const keyOf = async (of: number) =>
    (await base.database.read.source.findUniqueOrThrow({ where: { id: of } })).normalisedUrl;
  await base.database.write((tx) =>
    updateSource(tx, { ...sourceAt('https://edit.example/~a'), id, title: 'Another title' }),
  );
  expect(await keyOf(id)).toBe('edit.example/%7Ea');
  const { id: other } = source as Source;
  await base.database.write((tx) => updateSource(tx, { ...sourceAt('https://edit.example/c'), id: other }));
  expect(await findSourceByUrl(base.database.read, 'https://edit.example/b')).toBeNull();
  expect((await findSourceByUrl(base.database.read, 'https://edit.example/c'))?.id).toBe(other);
});
