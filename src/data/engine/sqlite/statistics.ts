import type Sqlite from 'better-sqlite3';

/** After so many rows written, a connection looks at the statistics again. */
const manyChanges = 10_000;

const changesSeen = new WeakMap<Sqlite.Database, number>();

/**
 * Has SQLite gather statistics on its tables (ANALYZE, on a sample), if it never has or if a table has grown tenfold:
 * without them it guesses which index leads to fewer rows. Nothing may depend on this: a file that cannot be written
 * can still be read.
 */
export function refreshStatistics(connection: Sqlite.Database): void {
  try {
    connection.pragma('optimize(0x10002)');
    // What it read for that, of every table, is not what will be written.
    connection.pragma('shrink_memory');
  } catch {
    // A full disk, another process writing, a damaged page: whoever writes next is told.
  }
  changesSeen.set(connection, changesOf(connection));
}

/** The same after an import or anything else that has written many rows. */
export function refreshAfterManyChanges(connection: Sqlite.Database): void {
  if (changesOf(connection) - (changesSeen.get(connection) ?? 0) >= manyChanges)
    refreshStatistics(connection);
}

function changesOf(connection: Sqlite.Database): number {
  return Number(connection.prepare('SELECT total_changes()').pluck().get());
}
