import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { unavailabilityOf, unreadableSentence } from '../../../../src/data/engine/failures.js';
import { failureOf } from '../../../../src/data/engine/sqlite/failures.js';

/** A value whose length was overwritten on the disk. */
const tooBig = new Sqlite.SqliteError('string or blob too big', 'SQLITE_TOOBIG');

test('a value too big to be read is damage, whether at a start, a read or a write', () => {
  const failure = failureOf(tooBig);
  expect(failure).toEqual({ kind: 'damaged', said: 'string or blob too big' });
  expect(unreadableSentence(failure)).toBe(
    'The database of the server cannot be read at the moment. Tell whoever runs it; nothing was changed.',
  );
  expect(unavailabilityOf(failure, tooBig)?.message).toBe(
    'The database cannot be written at the moment, so nothing was recorded. Tell whoever runs the server, then send it again.',
  );
});

test('any other failure of SQLite is reported, but is no damage; what fails elsewhere is neither', () => {
  const failed = new Sqlite.SqliteError('no such table: state', 'SQLITE_ERROR');
  expect(failureOf(failed)).toEqual({ kind: 'other', said: 'no such table: state' });
  expect(unreadableSentence(failureOf(failed))).toBe(null);
  expect(unavailabilityOf(failureOf(failed), failed)).toBe(null);
  expect(failureOf(new Error('the roof leaks'))).toBe(null);
});

test.each([
  ['SQLITE_BUSY', 'busy', true],
  ['SQLITE_BUSY_SNAPSHOT', 'busy', true],
  ['SQLITE_FULL', 'full', false],
  ['SQLITE_READONLY', 'readonly', false],
  ['SQLITE_IOERR_READ', 'unreadable', true],
  ['SQLITE_CANTOPEN', 'unreadable', true],
  ['SQLITE_CORRUPT_VTAB', 'damaged', true],
  ['SQLITE_NOTADB', 'damaged', true],
])('%s, also as the adapter hands it through, is “%s”', (originalCode, kind, isUnreadable) => {
  const error = { meta: { driverAdapterError: { cause: { originalCode } } } };
  const failure = failureOf(error);
  expect(failure?.kind).toBe(kind);
  expect(unreadableSentence(failure) !== null).toBe(isUnreadable);
  expect(unavailabilityOf(failure, error)).not.toBe(null);
});
