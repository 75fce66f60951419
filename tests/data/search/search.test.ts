import { afterAll, beforeAll, expect, test } from 'vitest';
import { searchStances } from '../../../src/data/search/search.js';
import { isText, stanceFields } from '../../../src/domain/log/stance-fields.js';
import { searchTerms } from '../../../src/domain/search.js';
import { wordOf } from '../../domain/update-builder.js';
import { createExampleDatabase, type TestDatabase } from '../../support/database.js';
import { publishFullStance } from '../../support/full-stance.js';

let example: TestDatabase;

beforeAll(async () => {
  example = await createExampleDatabase();
});

afterAll(() => example.remove());

async function hits(text: string): Promise<number> {
  const search = { negotiationId: 1, demands: [], terms: searchTerms(text), asOf: null } as const;
  const all = { known: 9_999, most: 9, order: 'newest' } as const;
  return (await searchStances(example.database.read, { ...search, ...all })).length;
}

test('a stance is found by the words of the fields that are searched, and of no other', async () => {
  await publishFullStance(example.database);
  const found: string[] = [];
  for (const { name } of stanceFields.filter(isText)) if ((await hits(wordOf(name))) > 0) found.push(name);
  expect(found).toEqual(stanceFields.filter(({ told }) => told.isSearched).map(({ name }) => name));
});

test('a renamed party and a source with another outlet are found by their new names', async () => {
  const { database } = example;
  expect(await hits('ukraine telegram time')).toBe(1);
  await database.write((tx) => tx.party.update({ where: { slug: 'ukraine' }, data: { name: 'Україна' } }));
  await database.write((tx) => tx.source.updateMany({ where: { outlet: 'TIME' }, data: { outlet: 'Zeit' } }));
  expect(await hits('україна telegram zeit')).toBe(1);
  expect(await hits('telegram time')).toBe(0);
  await database.write((tx) => tx.party.update({ where: { slug: 'ukraine' }, data: { name: 'Ukraine' } }));
  await database.write((tx) => tx.source.updateMany({ where: { outlet: 'Zeit' }, data: { outlet: 'TIME' } }));
  expect(await hits('ukraine telegram time')).toBe(1);
});
