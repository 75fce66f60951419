import Sqlite from 'better-sqlite3';
import type { Release } from '../engine.js';

/** Without a reference, a connection would be garbage-collected and closed. */
const held = new Set<Sqlite.Database>();

/**
 * Locks a file that exists for this purpose only, until it is released or the process ends in whatever way: the
 * operating system holds the lock. Null if another process has it.
 */
export function lockFile(file: string): Release | null {
  const connection = new Sqlite(file, { timeout: 0 });
  try {
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    if (!(error instanceof Sqlite.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error;
    return null;
  }
  held.add(connection);
  return () => {
    held.delete(connection);
    connection.close();
  };
}
