import type { Sequence } from '../../domain/identifiers.js';
import type { Denial, PublishedEntry } from '../../domain/log/published-entry.js';
import type { Citation } from '../../domain/structure/source.js';
import type { Reader, Transaction } from '../engine/database.js';
import { citationsOf } from './citations.js';
import type { Prisma } from '../generated/client.js';
import { inLists } from '../engine/key-lists.js';
import { stanceOfRow } from './stance-rows.js';

/** What is read along with an entry: one row each. Its citations may be any number, and are loaded separately. */
const withWords = {
  publication: true,
  update: { select: { id: true, headline: true } },
  stance: { include: { speaker: { select: { id: true, name: true } } } },
  denial: { include: { speaker: true } },
} satisfies Prisma.EntryInclude;

type EntryRow = Prisma.EntryGetPayload<{ include: typeof withWords }>;

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
  const rows = await inLists(records, (list) =>
    read.entry.findMany({
      where: { record: { in: list }, sequence: { lte: known } },
      select: { sequence: true },
    }),
  );
  return publishedEntries(
    read,
    rows.map(({ sequence }) => sequence),
  );
}

/** The entries with the given sequence numbers, in the order of the log. */
async function publishedEntries(
  read: Reader | Transaction,
  sequences: readonly Sequence[],
): Promise<PublishedEntry[]> {
  const rows = await inLists(sequences, (list) =>
    read.entry.findMany({ where: { sequence: { in: list } }, include: withWords }),
  );
  const citations = await citationsOf(
    read,
    rows.map(({ sequence }) => sequence),
  );
  const entries = rows.map((row) => publishedEntryOf(row, citations.get(row.sequence) ?? []));
  return entries.sort((a, b) => a.sequence - b.sequence);
}

/** The records that ever stood in the cell, up to a sequence number, in the order of the log. */
export async function recordsOfCell(
  read: Reader,
  cell: { readonly party: number; readonly demand: number },
  known: Sequence,
): Promise<Sequence[]> {
  const rows = await read.stance.findMany({
    where: { partyId: cell.party, demandId: cell.demand, sequence: { lte: known } },
    select: { entry: { select: { record: true } } },
    orderBy: { sequence: 'asc' },
  });
  return [...new Set(rows.map((row) => row.entry.record))].sort((a, b) => a - b);
}

/** The entries with the given sequence numbers, in the given order. */
export async function entriesInOrder(
  read: Reader,
  sequences: readonly Sequence[],
): Promise<PublishedEntry[]> {
  const entries = await entriesBySequence(read, sequences);
  return sequences.flatMap((sequence) => entries.get(sequence) ?? []);
}

/** Those of the given records that have more entries than their report, up to a sequence number. */
export async function recordsActedOn(
  read: Reader,
  records: readonly Sequence[],
  known: Sequence,
): Promise<Sequence[]> {
  const rows = await inLists(records, (list) =>
    read.entry.findMany({
      where: { record: { in: list }, kind: { not: 'report' }, sequence: { lte: known } },
      select: { record: true },
      distinct: ['record'],
    }),
  );
  return rows.map(({ record }) => record);
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
  const rows = await read.entry.findMany({
    where: { updateId, sequence: { gte: from } },
    select: { sequence: true },
    orderBy: { sequence: 'asc' },
    take: most,
  });
  return publishedEntries(
    read,
    rows.map(({ sequence }) => sequence),
  );
}

function publishedEntryOf(row: EntryRow, citations: readonly Citation[]): PublishedEntry {
  return {
    sequence: row.sequence,
    kind: row.kind,
    record: row.record,
    recordedAt: row.publication.recordedAt.toISOString(),
    update: row.update,
    reason: row.reason,
    stance: row.stance && stanceOfRow(row.stance, row.stance.speaker),
    denial: row.denial && denialOf(row.denial),
    citations,
  };
}

function denialOf(row: NonNullable<EntryRow['denial']>): Denial {
  const { attribution, speaker, speakerRole, quote, quoteLanguage, quoteTranslation } = row;
  const { effectiveDate, effectiveDay } = row;
  return {
    attribution,
    speaker: speaker?.name ?? null,
    speakerRole,
    quote,
    quoteLanguage,
    quoteTranslation,
    effectiveDate,
    effectiveDay,
  };
}

/** The last sequence number of each update. */
export async function lastSequencesOfUpdates(
  read: Reader,
  updates: readonly number[],
): Promise<ReadonlyMap<number, Sequence>> {
  const rows = await inLists(updates, (list) =>
    read.entry.groupBy({ by: ['updateId'], where: { updateId: { in: list } }, _max: { sequence: true } }),
  );
  return new Map(rows.map(({ updateId, _max }) => [updateId as number, _max.sequence as Sequence]));
}
