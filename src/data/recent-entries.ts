import type { EntryKind, Sequence } from '../domain/entry.js';
import type { PublishedEntry } from '../domain/published-entry.js';
import { entriesOfRecords } from './entries.js';
import type { Reader } from './database.js';

/** Which entries: null and an empty list ask for all. */
export interface RecentFilter {
  readonly kinds: readonly EntryKind[];
  /** 0 for what nobody signed in for. */
  readonly userId: number | null;
  readonly partyId: number | null;
  readonly demandId: number | null;
  readonly from: Date | null;
  readonly until: Date | null;
}

/** One entry for colleagues: what it says, who published it, and the numbers that its publication took. */
export interface RecentEntry {
  readonly entry: PublishedEntry;
  /** Null for the server and its command line. */
  readonly signInName: string | null;
  /** Every entry of its record, in the order of the log. */
  readonly chain: readonly PublishedEntry[];
  readonly publication: { readonly first: Sequence; readonly last: Sequence };
}

/** A negotiation’s entries of every kind, newest first, older than `before`; so many at most. */
export async function listRecentEntries(
  read: Reader,
  negotiationId: number,
  filter: RecentFilter,
  { before, most }: { readonly before: Sequence | null; readonly most: number },
): Promise<RecentEntry[]> {
  const { kinds, userId, partyId, demandId, from, until } = filter;
  const stance = { ...(partyId !== null && { partyId }), ...(demandId !== null && { demandId }) };
  const rows = await read.entry.findMany({
    where: {
      negotiationId,
      ...(before !== null && { sequence: { lt: before } }),
      ...(kinds.length > 0 && { kind: { in: [...kinds] } }),
      ...(userId !== null && { userId: userId === 0 ? null : userId }),
      ...((partyId ?? demandId) !== null && { report: { acts: { some: { stance } } } }),
      ...((from ?? until) !== null && {
        publication: { recordedAt: { ...(from && { gte: from }), ...(until && { lt: until }) } },
      }),
    },
    select: {
      sequence: true,
      record: true,
      user: { select: { signInName: true } },
      publication: { select: { recordedAt: true } },
    },
    orderBy: { sequence: 'desc' },
    take: most,
  });
  const newest = rows[0]?.sequence ?? 0;
  const all = await entriesOfRecords(read, [...new Set(rows.map(({ record }) => record))], newest);
  const ranges = await publicationRanges(
    read,
    rows.map(({ publication }) => publication.recordedAt),
  );
  return rows.map(({ sequence, record, user, publication }) => ({
    entry: all.find((entry) => entry.sequence === sequence) as PublishedEntry,
    signInName: user?.signInName ?? null,
    chain: all.filter((entry) => entry.record === record),
    publication: ranges.get(publication.recordedAt.getTime()) ?? { first: sequence, last: sequence },
  }));
}

/** By instant: the first and the last number of the publication that took it. */
async function publicationRanges(read: Reader, instants: readonly Date[]) {
  const rows = await read.publication.groupBy({
    by: ['recordedAt'],
    where: { recordedAt: { in: [...instants] } },
    _min: { sequence: true },
    _max: { sequence: true },
  });
  return new Map(
    rows.map(({ recordedAt, _min, _max }) => [
      recordedAt.getTime(),
      { first: _min.sequence as Sequence, last: _max.sequence as Sequence },
    ]),
  );
}
