import type Sqlite from 'better-sqlite3';

/**
 * After so many rows written, a connection looks at the statistics again, but not before it has written as many as the
 * file had pages then: with fewer no long table has grown tenfold, and to look takes a tenth of a second at a million stances,
 * for which everybody waits.
 */
const manyChanges = 10_000;

/** When it looked last: how many rows it had written, and how many pages the file had. */
const seen = new WeakMap<Sqlite.Database, { readonly changes: number; readonly pages: number }>();

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
    const sql = 'SELECT total_changes() AS changes, page_count AS pages FROM pragma_page_count';
    const { changes, pages } = connection.prepare(sql).get() as Record<'changes' | 'pages', number | bigint>;
    seen.set(connection, { changes: Number(changes), pages: Number(pages) });
  } catch {
    // A full disk, another process writing, a damaged page: whoever writes next is told.
    seen.set(connection, { changes: changesOf(connection), pages: 0 });
  }
}

/** The same after an import or anything else that has written many rows. */
export function refreshAfterManyChanges(connection: Sqlite.Database): void {
  const { changes, pages } = seen.get(connection) ?? { changes: 0, pages: 0 };
  if (changesOf(connection) - changes >= Math.max(manyChanges, pages)) refreshStatistics(connection);
}

function changesOf(connection: Sqlite.Database): number {
  return Number(connection.prepare('SELECT total_changes()').pluck().get());
}
