import Sqlite from 'better-sqlite3';
import { Unavailable } from '../../../domain/errors.js';

const sentences: readonly (readonly [codes: RegExp, sentence: string])[] = [
  [
    /^SQLITE_BUSY/,
    'The database is busy with something else, so nothing was recorded. Send it again in a moment.',
  ],
  [
    /^SQLITE_FULL/,
    'The disk of the server is full, so nothing was recorded. Tell whoever runs it, then send it again.',
  ],
  [
    /^SQLITE_(READONLY|IOERR|CANTOPEN|CORRUPT|NOTADB|TOOBIG)/,
    'The database cannot be written at the moment, so nothing was recorded. Tell whoever runs the server, then send it again.',
  ],
];

/** What a failed statement tells of the state of the database file; null for every other failure. */
export function unavailabilityOf(error: unknown): Unavailable | null {
  if (error instanceof Unavailable) return error;
  const code = originalCodeOf(error);
  const sentence = sentences.find(([codes]) => codes.test(code))?.[1];
  return sentence === undefined ? null : new Unavailable(sentence, { cause: error });
}

/** The same for what was only to be read. */
export function unreadabilityOf(error: unknown): Unavailable | null {
  if (!/^SQLITE_(BUSY|IOERR|CANTOPEN|CORRUPT|NOTADB|TOOBIG)/.test(originalCodeOf(error))) return null;
  return new Unavailable(
    'The database of the server cannot be read at the moment. Tell whoever runs it; nothing was changed.',
    { cause: error },
  );
}

/**
 * What SQLite said of a file that is damaged or no database; null for every other failure. The program writes nothing
 * near SQLite’s limit of a value: one that is too big to be read has a length that was overwritten.
 */
export function damageOf(error: unknown): string | null {
  if (!/^SQLITE_(CORRUPT|NOTADB|TOOBIG)/.test(originalCodeOf(error))) return null;
  return error instanceof Sqlite.SqliteError ? error.message : 'database disk image is malformed';
}

/** What SQLite said of whatever failed in it; null for a failure of anything else. */
export function failureOf(error: unknown): string | null {
  const code = originalCodeOf(error);
  if (code === '') return null;
  return error instanceof Sqlite.SqliteError ? error.message : code;
}

/** SQLite’s own code (`SQLITE_FULL`), also as the adapter hands it through; empty where there is none. */
function originalCodeOf(error: unknown): string {
  if (error instanceof Sqlite.SqliteError) return error.code;
  const { meta, cause } = (error ?? {}) as {
    readonly meta?: { readonly driverAdapterError?: { readonly cause?: { readonly originalCode?: string } } };
    readonly cause?: { readonly originalCode?: string };
  };
  return meta?.driverAdapterError?.cause?.originalCode ?? cause?.originalCode ?? '';
}
