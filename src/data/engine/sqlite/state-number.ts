import Sqlite from 'better-sqlite3';

export interface StateNumber {
  readonly read: () => number;
  readonly close: () => void;
}

/**
 * Reads the state number without Prisma: every page asks for it, and this way it takes microseconds. The connection is
 * read-only.
 */
export function openStateNumber(file: string): StateNumber {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true });
  const state = database.prepare<[], number>('SELECT number FROM state WHERE id = 1').pluck();
  return { read: () => state.get() ?? 0, close: () => database.close() };
}
