import { openSync, closeSync, statSync, truncateSync, writeSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inspectAtStart, inspectWhole } from '../../../src/data/chain/inspection.js';
import { engineOf } from '../../../src/data/open.js';
import { createExampleDatabase, type TestDatabase } from '../../support/database.js';

let example: TestDatabase;

beforeEach(async () => {
  example = await createExampleDatabase();
});

afterEach(() => example.remove());

test('at a start the storage of a database is checked, and the newest part of its chain', async () => {
  expect(await inspectAtStart(engineOf(example.url))).toEqual({
    findings: [],
    isStorageChecked: true,
    isStorageSound: true,
  });
});

test('the storage of a large database is left for later at a start, but never where all is checked', async () => {
  await example.database.close();
  // SQLite takes no notice of what stands behind its pages.
  truncateSync(example.file, 65 * 1024 * 1024);
  expect(await inspectAtStart(engineOf(example.url))).toEqual({
    findings: [],
    isStorageChecked: false,
    isStorageSound: false,
  });
  const { findings, count } = await inspectWhole(engineOf(example.url));
  expect([findings, count > 0]).toEqual([[], true]);
});

test('a file whose pages are damaged is told from a record that was altered', async () => {
  await example.database.close();
  const file = openSync(example.file, 'r+');
  writeSync(file, Buffer.alloc(4_096, 0xff), 0, 4_096, statSync(example.file).size - 4_096);
  closeSync(file);
  const { findings, isStorageSound } = await inspectWhole(engineOf(example.url));
  expect([findings.length > 0, isStorageSound]).toEqual([true, false]);
});
