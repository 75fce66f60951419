import { statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { Inspection, InspectionDepth } from '../engine.js';
import type { PlainSql } from '../statements.js';
import { missingTriggers } from './append-only-triggers.js';
import { plainSqlOf } from './driver.js';

/** In bytes. SQLite checks about 100 MB a second, and a start should take no longer. */
const mostCheckedQuickly = 64 * 1024 * 1024;

/**
 * Checks a database file without changing it: SQLite’s own check, the triggers that protect the log, if it is checked
 * whole also its references, and then whatever `look` checks. A file that cannot be read gives findings, not an error.
 */
export async function inspectFile<Found>(
  file: string,
  depth: InspectionDepth,
  look: (plain: PlainSql) => Promise<Found>,
): Promise<Inspection<Found>> {
  let connection: Sqlite.Database | null = null;
  try {
    connection = new Sqlite(file, { readonly: true, fileMustExist: true });
    connection.pragma('cell_size_check = ON');
    connection.pragma('trusted_schema = OFF');
    const isStorageChecked = depth === 'whole' || statSync(file).size <= mostCheckedQuickly;
    const ofStorage = isStorageChecked
      ? integrityFindings(connection, depth === 'whole' ? 'integrity_check' : 'quick_check')
      : [];
    const findings = [
      ...ofStorage,
      ...(depth === 'whole' ? referenceFindings(connection) : []),
      ...triggerFindings(connection),
    ];
    const isStorageSound = isStorageChecked && ofStorage.length === 0;
    return { findings, isStorageChecked, isStorageSound, found: await look(plainSqlOf(connection)) };
  } catch (error) {
    return { findings: [unreadable(error)], isStorageChecked: true, isStorageSound: false, found: null };
  } finally {
    connection?.close();
  }
}

/** The newest migration that a file has had; null if that cannot be determined. */
export function lastMigrationOf(file: string): string | null {
  let connection: Sqlite.Database | null = null;
  try {
    connection = new Sqlite(file, { readonly: true, fileMustExist: true });
    const sql = 'SELECT max(migration_name) FROM "_prisma_migrations" WHERE rolled_back_at IS NULL';
    return connection.prepare<[], string | null>(sql).pluck().get() ?? null;
  } catch {
    return null;
  } finally {
    connection?.close();
  }
}

function integrityFindings(connection: Sqlite.Database, pragma: 'integrity_check' | 'quick_check'): string[] {
  return guarded(() =>
    (connection.pragma(`${pragma}(20)`) as Readonly<Record<string, string>>[])
      .flatMap((row) => (row[pragma] ?? '').split('\n'))
      .filter((line) => line !== 'ok')
      .map((line) => `SQLite’s own check says: ${line}.`),
  );
}

function referenceFindings(connection: Sqlite.Database): string[] {
  return guarded(() => {
    const rows = connection.pragma('foreign_key_check') as { readonly table: string }[];
    const tables = [...new Set(rows.map(({ table }) => table))];
    return tables.map((table) => `Rows of ${table} refer to what is not there.`);
  });
}

function triggerFindings(connection: Sqlite.Database): string[] {
  return guarded(() => {
    const sql = "SELECT sql FROM sqlite_master WHERE type = 'trigger'";
    const found = connection.prepare<[], string>(sql).pluck().all();
    return missingTriggers(found).map(
      ({ name }) => `The log is not protected: ${name} is missing or altered.`,
    );
  });
}

/** In a damaged file any statement may fail, and each failure tells something. */
function guarded(look: () => string[]): string[] {
  try {
    return look();
  } catch (error) {
    return [unreadable(error)];
  }
}

function unreadable(error: unknown): string {
  return `The file cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
}
