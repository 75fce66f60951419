import type { Sequence } from '../../domain/identifiers.js';
import { type OwnPublication, type OwnTableName, ownTableNames } from '../../domain/log/own-publications.js';
import type { Columns } from '../../domain/log/columns.js';
import type { Publication } from '../../domain/log/record-chain.js';
import { grouped, type PlainSql, type StoredRow as Row } from '../engine/statements.js';

/** One row of a table of what is published by itself. */
export type OwnRow = Pick<OwnPublication, 'table' | 'row'>;

/** What was published under a sequence number, without the salt; a number without a publication row is left out. */
export type PublishedRow = Omit<Publication, 'salt'>;

/**
 * Everything published from one sequence number to another, both included, in few statements. Each row is looked up by
 * its key, as pages do, so that a damaged key index is noticed; and never read from a covering index, as a database
 * does where it can, because the table may say something else.
 */
export async function publishedRows(plain: PlainSql, from: Sequence, to: Sequence): Promise<PublishedRow[]> {
  const numbers = numbersBetween(from, to);
  const among = amongOf(numbers);
  const find = (sql: string) => plain.rows<Row>(sql, numbers);
  const publications = await find(
    `SELECT sequence, recorded_at FROM publications WHERE ${among('sequence')} ORDER BY sequence`,
  );
  const entries = bySequence(await find(`SELECT * FROM entries WHERE ${among('sequence')}`));
  const isAllEntries = publications.every(({ sequence }) => entries.has(Number(sequence)));
  const created = isAllEntries ? new Map<Sequence, Row>() : await createdAmong(plain, numbers);
  // A migration chains what was there before these tables were: none of it is without an entry or structure.
  const others = publications
    .map(({ sequence }) => Number(sequence))
    .filter((sequence) => !entries.has(sequence) && !created.has(sequence));
  const own = await ownAmong(plain, others);
  const unknown = others.filter((sequence) => !own.has(sequence));
  for (const [sequence, row] of await questionsAmong(plain, unknown)) created.set(sequence, row);
  const stances = bySequence(
    await find(
      `SELECT s.*, d.proposition FROM stances s JOIN demands d ON d.id = s.demand_id WHERE ${among('s.sequence')}`,
    ),
  );
  const denials = bySequence(await find(`SELECT * FROM denials WHERE ${among('sequence')}`));
  const citations = grouped(
    await find(
      `SELECT c.* FROM (SELECT id FROM citations WHERE ${among('sequence')}) found CROSS JOIN citations c
       WHERE c.id = found.id ORDER BY c.sequence, c.ordinal`,
    ),
    'sequence',
  );
  const { updates, sources } = await updatesAmong(plain, numbers);
  const removals = await removalsOf(plain, numbers, updates);
  return publications.map(({ sequence: number, recorded_at }) => {
    const sequence = Number(number);
    const update = updates.get(sequence);
    return {
      sequence,
      recordedAt: instantOf(recorded_at),
      entry: columnsOf(entries.get(sequence)),
      stance: columnsOf(stances.get(sequence)),
      denial: columnsOf(denials.get(sequence)),
      citations: (citations.get(sequence) ?? []).map((row) => row as Columns),
      update: update ? { ...(update as Columns), recorded_at: instantOf(update.recorded_at) } : null,
      updateSources: update ? (sources.get(Number(update.id)) ?? []).map((row) => row as Columns) : [],
      created: columnsOf(created.get(sequence)),
      own: own.get(sequence) ?? null,
      removed: removals.get(sequence) ?? new Map(),
    };
  });
}

export function bySequence(rows: readonly Row[]): Map<Sequence, Row> {
  return new Map(rows.map((row) => [Number(row.sequence), row]));
}

/** All whole numbers from one to another, both included. */
export function numbersBetween(from: Sequence, to: Sequence): Sequence[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** “sequence IN (?, ?)”: the same text for the same number of values, so that a statement is prepared once. */
export function amongOf(values: readonly number[]): (column: string) => string {
  const places = values.map(() => '?').join(', ');
  return (column) => `${column} IN (${places})`;
}

/** The structure that took a number of its own, without anything that may be edited later. */
async function createdAmong(plain: PlainSql, numbers: readonly Sequence[]): Promise<Map<Sequence, Row>> {
  const among = amongOf(numbers);
  const sql = `
    SELECT created_sequence AS sequence, 'negotiation' AS kind, NULL AS negotiation_id, id FROM negotiations
      WHERE ${among('created_sequence')}
    UNION ALL SELECT created_sequence, 'party', negotiation_id, party_id FROM participations
      WHERE ${among('created_sequence')}
    UNION ALL SELECT created_sequence, 'demand', negotiation_id, id FROM demands
      WHERE ${among('created_sequence')}
    UNION ALL SELECT created_sequence, 'event', negotiation_id, id FROM events
      WHERE ${among('created_sequence')}`;
  const rows = await plain.rows<Row>(sql, [...numbers, ...numbers, ...numbers, ...numbers]);
  return new Map(
    rows.map(({ sequence, kind, negotiation_id, id }) => [
      Number(sequence),
      { kind, negotiation_id: negotiation_id ?? null, id },
    ]),
  );
}

/** The questions that took a number of their own; their table is newer than those above. */
async function questionsAmong(plain: PlainSql, numbers: readonly Sequence[]): Promise<Map<Sequence, Row>> {
  if (numbers.length === 0) return new Map();
  const sql = `SELECT created_sequence AS sequence, negotiation_id, id FROM questions
    WHERE ${amongOf(numbers)('created_sequence')}`;
  const rows = await plain.rows<Row>(sql, numbers);
  return new Map(
    rows.map(({ sequence, negotiation_id, id }) => [
      Number(sequence),
      { kind: 'question', negotiation_id, id },
    ]),
  );
}

/** What was published by itself. */
async function ownAmong(
  plain: PlainSql,
  numbers: readonly Sequence[],
): Promise<Map<Sequence, OwnPublication>> {
  if (numbers.length === 0) return new Map();
  const find = (table: string) =>
    plain.rows<Row>(`SELECT * FROM ${table} WHERE ${amongOf(numbers)('sequence')}`, numbers);
  const tables: (readonly [OwnTableName, readonly Row[]])[] = [];
  for (const table of ownTableNames) tables.push([table, await find(table)]);
  return ownOf(tables, await find('publication_sources'));
}

/** The rows of these tables by their numbers, with their sources. */
export function ownOf(
  tables: readonly (readonly [OwnTableName, readonly Row[]])[],
  sources: readonly Row[],
): Map<Sequence, OwnPublication> {
  const sourcesBySequence = grouped(sources, 'sequence');
  return new Map(
    tables.flatMap(([table, rows]) =>
      rows.map((row) => {
        const sequence = Number(row.sequence);
        const own = { table, row: row as Columns, sources: inOrder(sourcesBySequence.get(sequence)) };
        return [sequence, own] as const;
      }),
    ),
  );
}

export function inOrder(rows: readonly Row[] = []): Columns[] {
  return [...rows].sort((one, other) => Number(one.ordinal) - Number(other.ordinal)) as Columns[];
}

/**
 * What was published by itself under a number and, where its table has records, all else of the same record, oldest
 * first. Empty if nothing by itself has the number.
 */
export async function ownRecordOf(plain: PlainSql, sequence: Sequence): Promise<OwnRow[]> {
  const own = (await ownAmong(plain, [sequence])).get(sequence);
  if (!own) return [];
  const { table, row } = own;
  if (row.record === undefined) return [own];
  const sql = `SELECT * FROM ${table} WHERE negotiation_id = ? AND record = ? ORDER BY sequence`;
  const rows = await plain.rows<Columns>(sql, [Number(row.negotiation_id), Number(row.record)]);
  return rows.map((each) => ({ table, row: each }));
}

/** The updates whose first entry is among these numbers, keyed by that entry's number, and their sources. */
async function updatesAmong(plain: PlainSql, numbers: readonly Sequence[]) {
  const sql = `
    SELECT e.sequence, u.* FROM entries e JOIN updates u ON u.id = e.update_id
    WHERE ${amongOf(numbers)('e.sequence')}
      AND NOT EXISTS (SELECT 1 FROM entries f WHERE f.update_id = e.update_id AND f.sequence < e.sequence)`;
  const updates = bySequence(await plain.rows<Row>(sql, numbers));
  const ids = [...updates.values()].map(({ id }) => Number(id));
  const among = amongOf(ids)('update_id');
  const { place } = plain.dialect;
  const found =
    ids.length === 0
      ? []
      : await plain.rows<Row>(
          `SELECT s.* FROM (SELECT ${place} AS place FROM update_sources WHERE ${among}) found
           CROSS JOIN update_sources s WHERE s.${place} = found.place ORDER BY s.update_id, s.ordinal`,
          ids,
        );
  return { updates, sources: grouped(found, 'update_id') };
}

async function removalsOf(
  plain: PlainSql,
  numbers: readonly Sequence[],
  updates: ReadonlyMap<Sequence, Row>,
): Promise<Map<Sequence, Map<string, string>>> {
  const firstEntries = new Map([...updates].map(([sequence, { id }]) => [Number(id), sequence]));
  const ids = [...firstEntries.keys()];
  const ofUpdates = ids.length === 0 ? '' : `OR ${amongOf(ids)('update_id')}`;
  const rows = await plain.rows<Row>(
    `SELECT sequence, update_id, field, digest FROM removals
     WHERE ${amongOf(numbers)('sequence')} ${ofUpdates} ORDER BY id`,
    [...numbers, ...ids],
  );
  const removals = new Map<Sequence, Map<string, string>>();
  for (const { sequence, update_id, field, digest } of rows) {
    const place = sequence === null ? firstEntries.get(Number(update_id)) : Number(sequence);
    if (place === undefined) continue;
    const removed = removals.get(place) ?? new Map<string, string>();
    removals.set(place, removed.set(String(field), String(digest)));
  }
  return removals;
}

export function columnsOf(row: Row | undefined): Columns | null {
  return (row as Columns | undefined) ?? null;
}

/** Accepts an instant as Prisma stores it and as Prisma reads it. Throws RangeError for anything else. */
export function instantOf(value: unknown): string {
  return new Date(value as string | number | Date).toISOString();
}
