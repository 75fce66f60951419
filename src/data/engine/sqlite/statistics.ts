import type Sqlite from 'better-sqlite3';

/** After so many rows written on a connection it is looked at again. */
const manyChanges = 10_000;

const changesSeen = new WeakMap<Sqlite.Database, number>();

/**
 * Has SQLite look how the rows of its tables are spread (ANALYZE, on few rows of each), where it never did or a table
 * has become ten times as long: without that it guesses which index leads to fewer rows. Nothing may depend on it: a
 * file that cannot be written is read as well.
 */
export function refreshStatistics(connection: Sqlite.Database): void {
  try {
    connection.pragma('optimize(0x10002)');
  } catch {
    // A full disk, another process that writes, a damaged page: whoever writes next is told.
  }
  changesSeen.set(connection, changesOf(connection));
}

/** The same after an import or anything else that has written much. */
export function refreshAfterManyChanges(connection: Sqlite.Database): void {
  if (changesOf(connection) - (changesSeen.get(connection) ?? 0) >= manyChanges)
    refreshStatistics(connection);
}

function changesOf(connection: Sqlite.Database): number {
  return Number(connection.prepare('SELECT total_changes()').pluck().get());
}
