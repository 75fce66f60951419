import Sqlite from 'better-sqlite3';

/** A connection that nobody names any more would be collected, and closed. */
const held = new Set<Sqlite.Database>();

/** Releases the lock; the end of the process does so as well. */
export type Release = () => void;

/**
 * Makes this process the only server of a database file, until it ends, however it ends: the operating system holds the
 * lock, on a file of its own beside the database. Commands work beside a server and do not take it. Throws a sentence
 * where another process has it.
 */
export function lockForServer(file: string): Release {
  const besideIt = `${file}.server`;
  const connection = new Sqlite(besideIt, { timeout: 0 });
  try {
    connection.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    if (!(error instanceof Sqlite.SqliteError) || !error.code.startsWith('SQLITE_BUSY')) throw error;
    throw new Error(
      `Another server is running on ${file}. Stop it first, or set DATABASE_URL to another file.`,
    );
  }
  held.add(connection);
  return () => {
    held.delete(connection);
    connection.close();
  };
}
