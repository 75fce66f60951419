import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportEverything } from '../../../src/data/transfer/full-export.js';
import { createExampleDatabase, type TestDatabase } from '../../support/database.js';

let base: TestDatabase;

beforeAll(async () => {
  base = await createExampleDatabase();
});

afterAll(() => base.remove());

async function parties(): Promise<string[]> {
  const pieces: string[] = [];
  await base.database.snapshot(async (read) => {
    for await (const piece of exportEverything(read)) pieces.push(piece);
  });
  return pieces
    .join('')
    .split('\n')
    .filter((line) => line.startsWith('{"table":"parties"'));
}

test('a field that came later stands only in rows that hold something in it: older exports stay as they were', async () => {
  const before = await parties();
  expect(before[0]).toBe('{"table":"parties","row":{"id":1,"slug":"russia","name":"Russia","kind":"state"}}');
  await base.database.write((tx) => tx.party.update({ where: { id: 1 }, data: { shortName: 'RU' } }));
  const [first, ...others] = await parties();
  expect(first).toContain('"short_name":"RU"');
  expect(others).toEqual(before.slice(1));
});

test('the ids by which others know a party stand in a table of their own, which older exports do not have', async () => {
  const lines = async () => {
    const pieces: string[] = [];
    await base.database.snapshot(async (read) => {
      for await (const piece of exportEverything(read)) pieces.push(piece);
    });
    return pieces
      .join('')
      .split('\n')
      .filter((line) => line.startsWith('{"table":"party_external_ids"'));
  };
  expect(await lines()).toEqual([]);
  const data = { partyId: 1, scheme: 'wikidata', value: 'Q159' };
  await base.database.write((tx) => tx.partyExternalId.create({ data }));
  expect(await lines()).toEqual([
    '{"table":"party_external_ids","row":{"party_id":1,"scheme":"wikidata","value":"Q159"}}',
  ]);
});
