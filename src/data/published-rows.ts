import type { Sequence } from '../domain/entry.js';
import type { Columns, Publication } from '../domain/record-chain.js';

type Row = Readonly<Record<string, unknown>>;

/** Asks a database in SQL; who checks a copy has another connection than who writes. */
export type Query = (sql: string) => readonly Row[] | Promise<readonly Row[]>;

/** What is published under sequence numbers, and under what salt; one without a row of its own is missing. */
export type PublishedRow = Omit<Publication, 'salt'>;

/**
 * Everything published from one sequence number to another, both included: few statements, however many numbers. Each
 * row is looked up by its key, as pages do, so that a damaged tree of keys does not go unseen.
 */
export async function publishedRows(query: Query, from: Sequence, to: Sequence): Promise<PublishedRow[]> {
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index).join(', ');
  const among = (column: string) => `${column} IN (${numbers})`;
  const publications = await query(
    `SELECT sequence, recorded_at FROM publications WHERE ${among('sequence')} ORDER BY sequence`,
  );
  const entries = await bySequence(query, `SELECT * FROM entries WHERE ${among('sequence')}`);
  const isAllEntries = publications.every(({ sequence }) => entries.has(Number(sequence)));
  const created = isAllEntries ? new Map<Sequence, Row>() : await createdBetween(query, among);
  const stances = await bySequence(
    query,
    `SELECT s.*, d.proposition FROM stances s JOIN demands d ON d.id = s.demand_id WHERE ${among('s.sequence')}`,
  );
  const denials = await bySequence(query, `SELECT * FROM denials WHERE ${among('sequence')}`);
  const citations = grouped(
    await query(`SELECT * FROM citations WHERE ${among('sequence')} ORDER BY sequence, ordinal`),
    'sequence',
  );
  const { updates, sources } = await updatesFrom(query, among);
  const removals = await removalsOf(query, among, updates);
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
      removed: removals.get(sequence) ?? new Map(),
    };
  });
}

function grouped(rows: readonly Row[], column: string): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const key = Number(row[column]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

async function bySequence(query: Query, sql: string): Promise<Map<Sequence, Row>> {
  return new Map((await query(sql)).map((row) => [Number(row.sequence), row]));
}

/** What of the structure took a number of its own, and nothing of it that may be edited later. */
async function createdBetween(query: Query, among: (column: string) => string): Promise<Map<Sequence, Row>> {
  const rows = await query(`
    SELECT created_sequence AS sequence, 'negotiation' AS kind, NULL AS negotiation_id, id FROM negotiations
      WHERE ${among('created_sequence')}
    UNION ALL SELECT created_sequence, 'party', negotiation_id, party_id FROM participations
      WHERE ${among('created_sequence')}
    UNION ALL SELECT created_sequence, 'demand', negotiation_id, id FROM demands
      WHERE ${among('created_sequence')}
    UNION ALL SELECT created_sequence, 'event', negotiation_id, id FROM events
      WHERE ${among('created_sequence')}`);
  return new Map(
    rows.map(({ sequence, kind, negotiation_id, id }) => [
      Number(sequence),
      { kind, negotiation_id: negotiation_id ?? null, id },
    ]),
  );
}

/** The updates whose first entry is among these, by its number, and their sources. */
async function updatesFrom(query: Query, among: (column: string) => string) {
  const rows = await query(`
    SELECT e.sequence, u.* FROM entries e JOIN updates u ON u.id = e.update_id WHERE ${among('e.sequence')}
      AND NOT EXISTS (SELECT 1 FROM entries f WHERE f.update_id = e.update_id AND f.sequence < e.sequence)`);
  const updates = new Map(rows.map((row) => [Number(row.sequence), row]));
  const ids = rows.map(({ id }) => Number(id));
  const found =
    ids.length === 0
      ? []
      : await query(
          `SELECT * FROM update_sources WHERE update_id IN (${ids.join(', ')}) ORDER BY update_id, ordinal`,
        );
  return { updates, sources: grouped(found, 'update_id') };
}

async function removalsOf(
  query: Query,
  among: (column: string) => string,
  updates: ReadonlyMap<Sequence, Row>,
): Promise<Map<Sequence, Map<string, string>>> {
  const firstEntries = new Map([...updates].map(([sequence, { id }]) => [Number(id), sequence]));
  const ids = [...firstEntries.keys()];
  const ofUpdates = ids.length === 0 ? '' : `OR update_id IN (${ids.join(', ')})`;
  const rows = await query(
    `SELECT sequence, update_id, field, digest FROM removals WHERE ${among('sequence')} ${ofUpdates} ORDER BY id`,
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

function columnsOf(row: Row | undefined): Columns | null {
  return (row as Columns | undefined) ?? null;
}

/** As Prisma stores it, or as it reads it. Throws RangeError for what is no instant. */
function instantOf(value: unknown): string {
  return new Date(value as string | number | Date).toISOString();
}
