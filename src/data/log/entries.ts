import type { Sequence } from '../../domain/identifiers.js';
import type { Denial, PublishedEntry } from '../../domain/log/published-entry.js';
import type { Reader, Transaction } from '../engine/database.js';
import { citationsOf } from './citations.js';
import { inLists } from '../engine/key-lists.js';
import { plainSql } from '../engine/statements.js';
import { type EntryRow, entryOfRow, selectEntries } from './entry-rows.js';

/** The entries with the given sequence numbers, by number. */
export async function entriesBySequence(
  read: Reader,
  sequences: readonly Sequence[],
): Promise<Map<Sequence, PublishedEntry>> {
  const entries = await publishedEntries(read, sequences);
  return new Map(entries.map((entry) => [entry.sequence, entry]));
}

/** Every entry of the given records up to a sequence number, in the order of the log. */
export async function entriesOfRecords(
  read: Reader | Transaction,
  records: readonly Sequence[],
  known: Sequence,
): Promise<PublishedEntry[]> {
  const plain = plainSql(read);
  const sql = `${selectEntries}
    WHERE entries.record IN ${plain.dialect.numbers} AND entries.sequence <= ?`;
  return publishedEntriesOf(read, await inLists(records, (list) => plain.rows<EntryRow>(sql, [list, known])));
}

/** Every entry of one record; none if the negotiation has no such record. */
export async function entriesOfRecord(
  read: Reader | Transaction,
  negotiationId: number,
  record: Sequence,
): Promise<PublishedEntry[]> {
  const rows = await plainSql(read).rows<EntryRow>(`${selectEntries} WHERE entries.record = ?`, [record]);
  return publishedEntriesOf(
    read,
    rows.filter((row) => row.negotiationId === negotiationId),
  );
}

/** The entries with the given sequence numbers, in the order of the log. */
async function publishedEntries(
  read: Reader | Transaction,
  sequences: readonly Sequence[],
): Promise<PublishedEntry[]> {
  const plain = plainSql(read);
  const sql = `${selectEntries} WHERE entries.sequence IN ${plain.dialect.numbers}`;
  return publishedEntriesOf(read, await inLists(sequences, (list) => plain.rows<EntryRow>(sql, [list])));
}

/** The entries of rows, with their citations and denials, in the order of the log. */
async function publishedEntriesOf(
  read: Reader | Transaction,
  rows: readonly EntryRow[],
): Promise<PublishedEntry[]> {
  const citations = await citationsOf(
    read,
    rows.map(({ entry }) => entry),
  );
  const denials = await denialsOf(
    read,
    rows.flatMap(({ entry, kind }) => (kind === 'denial' ? entry : [])),
  );
  return rows
    .map((row) => entryOfRow(row, citations.get(row.entry) ?? [], denials.get(row.entry)))
    .sort((a, b) => a.sequence - b.sequence);
}

/** The entries with the given sequence numbers, in the given order. */
export async function entriesInOrder(
  read: Reader,
  sequences: readonly Sequence[],
): Promise<PublishedEntry[]> {
  const entries = await entriesBySequence(read, sequences);
  return sequences.flatMap((sequence) => entries.get(sequence) ?? []);
}

/** As much of an entry as tells what it has done to its record, and why. */
export type EntryOutline = Pick<PublishedEntry, 'sequence' | 'record' | 'kind' | 'target' | 'reason'>;

/** Outlines of every entry of the given records up to a sequence number, by record, each record's in order. */
export async function outlinesOfRecords(
  read: Reader,
  records: readonly Sequence[],
  known: Sequence,
): Promise<Map<Sequence, EntryOutline[]>> {
  const plain = plainSql(read);
  // Few records have more than their report, which is known without being read.
  const sql = `SELECT sequence, record, kind, target, reason FROM entries
    WHERE record IN ${plain.dialect.numbers} AND kind <> 'report' AND sequence <= ? ORDER BY sequence`;
  const later = await inLists(records, (list) => plain.rows<EntryOutline>(sql, [list, known]));
  const reports = records.map(
    (record) => ({ sequence: record, record, kind: 'report', target: null, reason: null }) as const,
  );
  return byRecord([...reports, ...later]);
}

/** The entries grouped by their record, each record's in the given order. */
export function byRecord<Entry extends { readonly record: Sequence }>(
  entries: readonly Entry[],
): Map<Sequence, Entry[]> {
  const chains = new Map<Sequence, Entry[]>();
  for (const entry of entries) {
    const chain = chains.get(entry.record);
    if (chain) chain.push(entry);
    else chains.set(entry.record, [entry]);
  }
  return chains;
}

/** At most so many of the entries that an update published, from a sequence number on, in the order of the log. */
export async function entriesOfUpdate(
  read: Reader,
  updateId: number,
  { from, most }: { readonly from: Sequence; readonly most: number },
): Promise<PublishedEntry[]> {
  const sql = `${selectEntries}
    WHERE entries.update_id = ? AND entries.sequence >= ? ORDER BY entries.sequence LIMIT ?`;
  return publishedEntriesOf(read, await plainSql(read).rows<EntryRow>(sql, [updateId, from, most]));
}

async function denialsOf(
  read: Reader | Transaction,
  sequences: readonly Sequence[],
): Promise<ReadonlyMap<Sequence, Denial>> {
  const plain = plainSql(read);
  const sql = `SELECT d.sequence, d.attribution, s.name AS speaker, d.speaker_role AS speakerRole, d.quote,
      d.quote_language AS quoteLanguage, d.quote_translation AS quoteTranslation,
      d.effective_date AS effectiveDate, d.effective_day AS effectiveDay
    FROM denials d LEFT JOIN speakers s ON s.id = d.speaker_id WHERE d.sequence IN ${plain.dialect.numbers}`;
  const rows = await inLists(sequences, (list) =>
    plain.rows<Denial & { readonly sequence: Sequence }>(sql, [list]),
  );
  return new Map(rows.map(({ sequence, ...denial }) => [sequence, denial]));
}

/** The last sequence number of each update. */
export async function lastSequencesOfUpdates(
  read: Reader,
  updates: readonly number[],
): Promise<ReadonlyMap<number, Sequence>> {
  const plain = plainSql(read);
  const sql = `SELECT update_id AS id, max(sequence) AS last FROM entries
    WHERE update_id IN ${plain.dialect.numbers} GROUP BY update_id`;
  const rows = await inLists(updates, (list) => plain.rows<{ id: number; last: Sequence }>(sql, [list]));
  return new Map(rows.map(({ id, last }) => [id, last]));
}
