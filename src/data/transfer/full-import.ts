import { randomBytes } from 'node:crypto';
import { TextDecoder } from 'node:util';
import { Conflict, InvalidInput } from '../../domain/errors.js';
import type { Database, Transaction } from '../engine/database.js';
import { type ExportHead, exportedTables, formatVersion } from './full-export.js';
import { hashPassword } from '../people/passwords.js';
import { plainSql } from '../engine/statements.js';
import { findingSentence, verifyRecord } from '../chain/verification.js';

/** How many rows are written at once. */
const batch = 50;

const instantFields: ReadonlySet<string> = new Set([
  ...['recordedAt', 'changedAt', 'removedAt', 'proposedAt', 'decidedAt', 'writtenAt', 'withdrawnAt'],
  ...['createdAt', 'deactivatedAt', 'at'],
]);

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
  const insertion = { passwordHashOf: passwordHashOf ?? (() => unknownPassword), onProgress };
  const outcome: { done?: ImportOutcome } = {};
  try {
    await database.write(async (tx) => {
      await requireEmpty(tx);
      outcome.done = await insertLines(tx, linesOf(bytes), insertion);
      if (isDryRun) throw new DryRun();
    });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
  }
  return outcome.done as ImportOutcome;
}

/** Splits at line feeds only, because texts may contain other breaks, such as U+2028. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const piece of bytes) {
    const lines = (rest + decoded(decoder, piece)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoded(decoder);
  if (rest !== '') yield rest;
}

function decoded(decoder: TextDecoder, piece?: Uint8Array): string {
  try {
    return decoder.decode(piece, { stream: piece !== undefined });
  } catch {
    throw refused('The file is not UTF-8.');
  }
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

interface Insertion {
  readonly passwordHashOf: (userId: number) => string;
  readonly onProgress: (done: number, all: number) => void;
}

async function insertLines(
  tx: Transaction,
  lines: AsyncIterable<string>,
  { passwordHashOf, onProgress }: Insertion,
): Promise<ImportOutcome> {
  let head: ExportHead | null = null;
  let number = 0;
  let all = 0;
  let waiting: { place: number; rows: object[] } = { place: 0, rows: [] };
  const counts: Record<string, number> = {};
  const flush = async () => {
    const { place, rows } = waiting;
    if (rows.length === 0) return;
    const { model } = exportedTables[place] as (typeof exportedTables)[number];
    await inserterOf(tx, model)
      .createMany({ data: rows })
      .catch((error: unknown) => {
        throw new InvalidInput([
          { field: 'file', message: `The rows up to line ${number - 1} do not fit: ${reasonOf(error)}` },
        ]);
      });
    waiting = { place, rows: [] };
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
    if (place !== waiting.place || waiting.rows.length === batch) await flush();
    waiting = { ...waiting, place };
    const table = exportedTables[place] as (typeof exportedTables)[number];
    const id = Number((read.row as { readonly id?: unknown }).id);
    const secrets = table.model === 'user' ? { passwordHash: passwordHashOf(id) } : {};
    waiting.rows.push(rowOf(read.row, secrets));
    counts[table.table] = (counts[table.table] ?? 0) + 1;
    onProgress(number - 1, all);
  }
  number += 1;
  await flush();
  if (head === null) throw refused('The file is empty.');
  requireWhole(head, counts);
  if (head.version > 1) await requireVerified(tx, head);
  await tx.state.update({ where: { id: 1 }, data: { number: head.state } });
  const { afterGivenIds } = plainSql(tx).dialect;
  if (afterGivenIds !== null) await plainSql(tx).run(afterGivenIds);
  return { rows: number - 2, state: head.state };
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

function parsed(line: string, number: number): Record<string, unknown> {
  try {
    const value = JSON.parse(line) as unknown;
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // The error follows below.
  }
  throw refused(`Line ${number} is not JSON.`);
}

function headOf({ format, version, state, rows, chainHead }: Record<string, unknown>): ExportHead {
  const isHead =
    format === 'negotiation-positions' &&
    typeof state === 'number' &&
    typeof version === 'number' &&
    typeof rows === 'object' &&
    rows !== null;
  if (!isHead) throw refused('The first line is not that of a full export of this program.');
  if (version !== formatVersion && version !== 1)
    throw refused(
      `The file has version ${version} of the format; this program reads versions 1 to ${formatVersion}.`,
    );
  const known = { format, version, state, rows: rows as ExportHead['rows'] } as const;
  return { ...known, chainHead: (chainHead as ExportHead['chainHead']) ?? null };
}

/** Its fields by the program's names, with instants as Date. */
function rowOf(row: object, secrets: object): object {
  const fields = Object.entries(row).map(([column, value]) => {
    const name = column.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
    return [
      name,
      instantFields.has(name) && typeof value === 'string' ? new Date(value) : (value as unknown),
    ];
  });
  return { ...Object.fromEntries(fields), ...secrets };
}

function inserterOf(tx: Transaction, model: (typeof exportedTables)[number]['model']) {
  return tx[model] as unknown as { createMany: (query: { data: object[] }) => Promise<unknown> };
}

/** The last line of the query builder's message, which says what value it does not accept. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n').at(-1) ?? text;
}

function refused(message: string): InvalidInput {
  return new InvalidInput([{ field: 'file', message }]);
}
