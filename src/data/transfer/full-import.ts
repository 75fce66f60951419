import { randomBytes } from 'node:crypto';
import { Conflict } from '../../domain/errors.js';
import type { Database, Transaction } from '../engine/database.js';
import { columnsOf, type ExportedColumn } from './exported-columns.js';
import { headOf, linesOf, parsed, refused, unfit } from './export-lines.js';
import { type ExportedTable, exportedTables } from './exported-tables.js';
import type { ExportHead } from './full-export.js';
import { hashPassword } from '../people/passwords.js';
import { type NewRow, plainSql, type SqlValue } from '../engine/statements.js';
import { findingSentence, verifyRecord } from '../chain/verification.js';

/** How many rows are written in one statement. */
const batch = 250;

/** In milliseconds; a million stances take some minutes. */
const longestImport = 6 * 3_600_000;

/** The result of an import. */
export interface ImportOutcome {
  readonly rows: number;
  readonly state: number;
}

interface Options {
  /** Does everything and then rolls back: an error shows, and success leaves no trace. */
  readonly isDryRun: boolean;
  /** The password hash of a person, by id; if absent everybody needs a new password. */
  readonly passwordHashOf?: (userId: number) => string;
  readonly onProgress?: (done: number, all: number) => void;
}

/**
 * Reads a full export into an empty database: the same record with the same numbers and instants. Passwords are not
 * included; everybody needs a new one, unless they are given. Throws Conflict if the database is not empty, and InvalidInput, with the line,
 * if the file is not an export or not complete. All of it or nothing.
 */
export async function importEverything(
  database: Database,
  bytes: AsyncIterable<Uint8Array>,
  { isDryRun, passwordHashOf, onProgress = () => undefined }: Options,
): Promise<ImportOutcome> {
  const unknownPassword = await hashPassword(randomBytes(32).toString('base64url'));
  const { failureOf } = database;
  const insertion = { passwordHashOf: passwordHashOf ?? (() => unknownPassword), onProgress, failureOf };
  const outcome: { done?: ImportOutcome } = {};
  try {
    await database.write(
      async (tx) => {
        await requireEmpty(tx);
        outcome.done = await insertLines(tx, linesOf(bytes), insertion);
        if (isDryRun) throw new DryRun();
      },
      { longest: longestImport },
    );
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  }
  return outcome.done as ImportOutcome;
}

/** Thrown at the end of a dry run to roll everything back. */
class DryRun extends Error {}

async function requireEmpty(tx: Transaction): Promise<void> {
  const counts = [await tx.user.count(), await tx.negotiation.count(), await tx.publication.count()];
  if (counts.some((count) => count > 0))
    throw new Conflict(
      'This database is not empty. An export goes into an empty one: start with EXAMPLE_DATA=off and a new DATABASE_URL.',
    );
}

interface Insertion extends Pick<Database, 'failureOf'> {
  readonly passwordHashOf: (userId: number) => string;
  readonly onProgress: (done: number, all: number) => void;
}

/** Rows that wait to be written in one statement: they are of one table and have the same fields. */
interface WaitingRows {
  readonly place: number;
  readonly fields: string;
  readonly rows: NewRow[];
}

async function insertLines(
  tx: Transaction,
  lines: AsyncIterable<string>,
  { passwordHashOf, onProgress, failureOf }: Insertion,
): Promise<ImportOutcome> {
  const plain = plainSql(tx);
  const columns = exportedTables.map((table) => columnsByName(tx, table));
  let head: ExportHead | null = null;
  let number = 0;
  let all = 0;
  let waiting: WaitingRows = { place: 0, fields: '', rows: [] };
  const counts: Record<string, number> = {};
  const flush = async () => {
    const { place, rows } = waiting;
    if (rows.length === 0) return;
    await plain.insertAll(tableAt(place).table, rows).catch((error: unknown) => {
      // The rows are not to blame for a full disk or a lost connection.
      if (failureOf(error)?.kind !== 'other') throw error;
      throw unfit(number - 1, error instanceof Error ? error.message : String(error));
    });
  };
  for await (const line of lines) {
    number += 1;
    const read = parsed(line, number);
    if (head === null) {
      head = headOf(read);
      all = Object.values(head.rows).reduce((sum, count) => sum + count, 0);
      continue;
    }
    const place = exportedTables.findIndex(({ table }) => table === read.table);
    if (place < waiting.place || typeof read.row !== 'object' || read.row === null)
      throw refused(`Line ${number} is not a row of this kind of export, or is not in its place.`);
    const { table, model } = tableAt(place);
    const row = rowOf(read.row, columns[place] as ColumnsByName, number);
    const fields = Object.keys(row).join();
    if (place !== waiting.place || fields !== waiting.fields || waiting.rows.length === batch) {
      await flush();
      waiting = { place, fields, rows: [] };
    }
    waiting.rows.push(model === 'user' ? { ...row, passwordHash: passwordHashOf(Number(row.id)) } : row);
    counts[table] = (counts[table] ?? 0) + 1;
    onProgress(number - 1, all);
  }
  number += 1;
  await flush();
  if (head === null) throw refused('The file is empty.');
  requireWhole(head, counts);
  const { afterManyRows } = plain.dialect;
  if (afterManyRows !== null) await plain.run(afterManyRows);
  for (const sql of countingFromNow) await plain.run(sql);
  if (head.version > 1) await requireVerified(tx, head);
  await tx.state.update({ where: { id: 1 }, data: { number: head.state } });
  return { rows: number - 2, state: head.state };
}

const newestNumber = '(SELECT coalesce(max(sequence), 0) FROM publications)';

/** What is closed or replaced in a file from before either counted at a number counts from its newest number on. */
const countingFromNow = [
  `UPDATE demands SET closed_after = ${newestNumber} WHERE is_closed AND closed_after IS NULL`,
  `UPDATE participations SET closed_after = ${newestNumber} WHERE is_closed AND closed_after IS NULL`,
  `UPDATE demands SET replaced_after = ${newestNumber}
    WHERE replaced_after IS NULL AND id IN (SELECT replaced_id FROM demand_replacements)`,
];

function tableAt(place: number): ExportedTable {
  return exportedTables[place] as ExportedTable;
}

/** A file whose record was changed by hand no longer fits its chain. */
async function requireVerified(tx: Transaction, { chainHead }: ExportHead): Promise<void> {
  const { findings, head } = await verifyRecord(plainSql(tx));
  const [finding] = findings;
  if (finding) throw refused(`The file does not fit its own record chain: ${findingSentence(finding)}`);
  if (head?.hash !== chainHead?.hash)
    throw refused('The newest entry of the file is not the one that its first line names.');
}

function requireWhole({ rows }: ExportHead, counts: Readonly<Record<string, number>>): void {
  for (const { table } of exportedTables) {
    const [has, said] = [counts[table] ?? 0, rows[table] ?? 0];
    if (has !== said)
      throw refused(
        `The file is not whole: it has ${has} rows of ${table}, and its first line says ${said}.`,
      );
  }
}

type ColumnsByName = ReadonlyMap<string, ExportedColumn>;

function columnsByName(tx: Transaction, table: ExportedTable): ColumnsByName {
  return new Map(columnsOf(tx, table).map((column) => [column.column, column]));
}

/** Its fields by the program’s names, as they are stored; every value is of the kind that the schema says. */
function rowOf(given: object, columns: ColumnsByName, number: number): Readonly<Record<string, SqlValue>> {
  const row: Record<string, SqlValue> = {};
  for (const [name, told] of Object.entries(given) as [string, unknown][]) {
    const column = columns.get(name);
    if (!column) throw unfit(number, `there is no field “${name}”.`);
    const stored = told === null ? null : column.stored(told);
    if (stored === undefined) throw unfit(number, `“${name}” cannot be ${JSON.stringify(told)}.`);
    row[column.field] = stored;
  }
  return row;
}
