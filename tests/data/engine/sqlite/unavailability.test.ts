import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import {
  damageOf,
  failureOf,
  unavailabilityOf,
  unreadabilityOf,
} from '../../../../src/data/engine/sqlite/unavailability.js';

/** A value whose length was overwritten on the disk. */
const tooBig = new Sqlite.SqliteError('string or blob too big', 'SQLITE_TOOBIG');

test('a value too big to be read is damage, for whoever starts, reads or writes', () => {
  expect(damageOf(tooBig)).toBe('string or blob too big');
  expect(unreadabilityOf(tooBig)?.message).toBe(
    'The database of the server cannot be read at the moment. Tell whoever runs it; nothing was changed.',
  );
  expect(unavailabilityOf(tooBig)?.message).toBe(
    'The database cannot be written at the moment, so nothing was recorded. Tell whoever runs the server, then send it again.',
  );
});

test('what SQLite says of any other failure is no damage, and is told; what fails elsewhere is neither', () => {
  const failed = new Sqlite.SqliteError('no such table: state', 'SQLITE_ERROR');
  expect([damageOf(failed), failureOf(failed)]).toEqual([null, 'no such table: state']);
  const elsewhere = new Error('the roof leaks');
  expect([damageOf(elsewhere), failureOf(elsewhere)]).toEqual([null, null]);
});
