import Sqlite from 'better-sqlite3';
import { missingTriggers } from './append-only.js';
import { PlainSql } from '../plain-sql.js';
import { queryIn } from '../../chain/record-chain.js';
import { type Finding, type Verification, verifyRecord } from '../../chain/verification.js';

/** So many of the newest links are looked at when the server starts. */
const newestLinks = 1_000;

/**
 * Looks at a whole database file without changing it: SQLite’s own check, its references, the triggers that protect the
 * log, and every entry against the record chain. A file that cannot be read gives findings, not an error.
 */
export async function inspectFile(
  file: string,
  onProgress: (done: number, all: number) => void = () => undefined,
): Promise<Verification> {
  return inspect(file, async (connection) => {
    const findings = [
      ...integrityFindings(connection, 'integrity_check'),
      ...referenceFindings(connection),
      ...triggerFindings(connection),
    ];
    const verification = await verifyRecord(queryIn(new PlainSql(connection)), { onProgress });
    return { ...verification, findings: [...findings, ...verification.findings] };
  });
}

/** What a server looks at before it listens: quick enough for every start, and the newest part of the chain. */
export async function inspectAtStart(file: string): Promise<Verification> {
  return inspect(file, async (connection) => {
    const findings = [...integrityFindings(connection, 'quick_check'), ...triggerFindings(connection)];
    const last = connection.prepare<[], number | null>('SELECT max(sequence) FROM chain_links').pluck().get();
    const from = Math.max(1, Number(last ?? 0) - newestLinks + 1);
    const verification = await verifyRecord(queryIn(new PlainSql(connection)), { from });
    return { ...verification, findings: [...findings, ...verification.findings] };
  });
}

/** The newest migration that a file has had; null where that cannot be told. */
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

async function inspect(
  file: string,
  look: (connection: Sqlite.Database) => Promise<Verification>,
): Promise<Verification> {
  let connection: Sqlite.Database | null = null;
  try {
    connection = new Sqlite(file, { readonly: true, fileMustExist: true });
    connection.pragma('cell_size_check = ON');
    connection.pragma('trusted_schema = OFF');
    return await look(connection);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const finding = { sequence: null, message: `The file cannot be read: ${reason}.` };
    return { head: null, count: 0, findings: [finding] };
  } finally {
    connection?.close();
  }
}

function integrityFindings(
  connection: Sqlite.Database,
  pragma: 'integrity_check' | 'quick_check',
): Finding[] {
  return guarded(() =>
    (connection.pragma(`${pragma}(20)`) as Readonly<Record<string, string>>[])
      .flatMap((row) => (row[pragma] ?? '').split('\n'))
      .filter((line) => line !== 'ok')
      .map((line) => `SQLite’s own check says: ${line}.`),
  );
}

function referenceFindings(connection: Sqlite.Database): Finding[] {
  return guarded(() => {
    const rows = connection.pragma('foreign_key_check') as { readonly table: string }[];
    const tables = [...new Set(rows.map(({ table }) => table))];
    return tables.map((table) => `Rows of ${table} refer to what is not there.`);
  });
}

function triggerFindings(connection: Sqlite.Database): Finding[] {
  return guarded(() => {
    const sql = "SELECT sql FROM sqlite_master WHERE type = 'trigger'";
    const found = connection.prepare<[], string>(sql).pluck().all();
    return missingTriggers(found).map(
      ({ name }) => `The log is not protected: ${name} is missing or altered.`,
    );
  });
}

/** A damaged file makes any statement fail, and each of them tells something. */
function guarded(look: () => string[]): Finding[] {
  try {
    return look().map((message) => ({ sequence: null, message }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [{ sequence: null, message: `The file cannot be read: ${reason}.` }];
  }
}
