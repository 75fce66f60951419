import Sqlite from 'better-sqlite3';
import type { Failure, FailureKind } from '../failures.js';

/** The program never writes values near SQLite’s size limit, so a value too big to be read has a damaged length. */
const kinds: readonly (readonly [codes: RegExp, kind: FailureKind])[] = [
  [/^SQLITE_BUSY/, 'busy'],
  [/^SQLITE_FULL/, 'full'],
  [/^SQLITE_(CORRUPT|NOTADB|TOOBIG)/, 'damaged'],
  [/^SQLITE_READONLY/, 'readonly'],
  [/^SQLITE_(IOERR|CANTOPEN)/, 'unreadable'],
  [/./, 'other'],
];

/** What failed in SQLite; null if the failure was elsewhere. */
export function failureOf(error: unknown): Failure | null {
  const code = originalCodeOf(error);
  const kind = kinds.find(([codes]) => codes.test(code))?.[1];
  if (kind === undefined) return null;
  if (error instanceof Sqlite.SqliteError) return { kind, said: error.message };
  return { kind, said: kind === 'damaged' ? 'database disk image is malformed' : code };
}

/** SQLite’s own code (`SQLITE_FULL`), even if the adapter has wrapped the error; empty if there is none. */
function originalCodeOf(error: unknown): string {
  if (error instanceof Sqlite.SqliteError) return error.code;
  const { meta, cause } = (error ?? {}) as {
    readonly meta?: { readonly driverAdapterError?: { readonly cause?: { readonly originalCode?: string } } };
    readonly cause?: { readonly originalCode?: string };
  };
  return meta?.driverAdapterError?.cause?.originalCode ?? cause?.originalCode ?? '';
}
