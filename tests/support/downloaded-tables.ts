import Sqlite from 'better-sqlite3';

/** A file of tables, as a reader opens it who has downloaded it. */
export type DownloadedTables = Sqlite.Database;

export function openTables(bytes: Buffer): DownloadedTables {
  return new Sqlite(bytes);
}
