import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  findSourceByUrl,
  findSourcesByUrl,
  insertSources,
  updateSource,
} from '../../../src/data/structure/sources.js';
import type { Source } from '../../../src/domain/structure/source.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { sourceAt, storeEarlier } from '../../support/stored-sources.js';

let base: TestDatabase;

beforeAll(async () => {
  base = await createTestDatabase();
});

afterAll(() => base.remove());

test('many addresses are found at once, each by any of its spellings', async () => {
  const urls = Array.from({ length: 120 }, (_, index) => `https://many.example/${index}`);
  const sources = await base.database.write((tx) => insertSources(tx, urls.map(sourceAt)));
  const found = await findSourcesByUrl(
    base.database.read,
    urls.map((url) => `${url}/?utm_source=x`),
  );
  expect([...found.values()].map(({ id }) => id)).toEqual(sources.map(({ id }) => id));
  expect(found.get('many.example/7')?.title).toBe('The report at https://many.example/7');
  expect(await findSourceByUrl(base.database.read, 'https://many.example/121')).toBeNull();
});

test('an edited source keeps the key of its address; another address gives it another key', async () => {
  const id = await storeEarlier(base, 'https://edit.example/%7Ea', 'edit.example/%7Ea');
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
