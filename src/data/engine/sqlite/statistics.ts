import type Sqlite from 'better-sqlite3';

/**
 * After so many rows written, a connection looks at the statistics again, but not before it has written as many as the
 * file has pages: with fewer no long table has grown tenfold, and to look takes a tenth of a second at a million stances,
 * for which everybody waits.
 */
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
  const written = changesOf(connection) - (changesSeen.get(connection) ?? 0);
  if (written >= manyChanges && written >= pagesOf(connection)) refreshStatistics(connection);
}

function pagesOf(connection: Sqlite.Database): number {
  return Number(connection.pragma('page_count', { simple: true }));
}

function changesOf(connection: Sqlite.Database): number {
  return Number(connection.prepare('SELECT total_changes()').pluck().get());
}
