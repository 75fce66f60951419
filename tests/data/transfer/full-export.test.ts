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
