import type { EntryKind, Sequence } from '../domain/entry.js';
import type { PublishedEntry } from '../domain/published-entry.js';
import type { Reader } from './database.js';
import { byRecord, entriesOfRecords } from './entries.js';
import { type PlainSql, plainSql, type SqlValue, storedInstant } from './plain-sql.js';

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
  const rows = newestEntries(plainSql(read), negotiationId, filter, before, most);
  const newest = rows[0]?.sequence ?? 0;
  const all = await entriesOfRecords(read, [...new Set(rows.map(({ record }) => record))], newest);
  const chains = byRecord(all);
  const publications = publicationsAt(plainSql(read), new Set(rows.map(({ recordedAt }) => recordedAt)));
  return rows.map(({ sequence, record, signInName, recordedAt }) => {
    const chain = chains.get(record) ?? [];
    const entry = chain.find((each) => each.sequence === sequence) as PublishedEntry;
    const publication = publications.get(recordedAt) as RecentEntry['publication'];
    return { entry, signInName, chain, publication };
  });
}

interface RecentRow {
  readonly sequence: Sequence;
  readonly record: Sequence;
  readonly signInName: string | null;
  /** As it is stored. */
  readonly recordedAt: string | number;
}

/** In SQL, since the query builder would look at the records of every entry one after the other. */
function newestEntries(
  plain: PlainSql,
  negotiationId: number,
  { kinds, userId, partyId, demandId, from, until }: RecentFilter,
  before: Sequence | null,
  most: number,
): RecentRow[] {
  const conditions: (readonly [sql: string, ...values: SqlValue[]])[] = [
    ['e.negotiation_id = ? AND e.sequence < ?', negotiationId, before ?? Number.MAX_SAFE_INTEGER],
  ];
  if (kinds.length > 0) conditions.push([`e.kind IN (${kinds.map(() => '?').join(', ')})`, ...kinds]);
  if (userId === 0) conditions.push(['e.user_id IS NULL']);
  else if (userId !== null) conditions.push(['e.user_id = ?', userId]);
  if (partyId !== null && demandId !== null)
    conditions.push([recordsWith('s.party_id = ? AND s.demand_id = ?'), partyId, demandId]);
  else if (partyId !== null) conditions.push([recordsWith('s.party_id = ?'), partyId]);
  else if (demandId !== null) conditions.push([recordsWith('s.demand_id = ?'), demandId]);
  if (from !== null) conditions.push([`e.sequence >= (${firstSince})`, storedInstant(from)]);
  if (until !== null) conditions.push([`e.sequence <= (${lastBefore})`, storedInstant(until)]);
  const sql = `SELECT e.sequence, e.record, u.sign_in_name AS signInName, p.recorded_at AS recordedAt
    FROM entries e CROSS JOIN publications p ON p.sequence = e.sequence LEFT JOIN users u ON u.id = e.user_id
    WHERE ${conditions.map(([text]) => text).join(' AND ')} ORDER BY e.sequence DESC LIMIT ?`;
  const values = conditions.flatMap(([, ...each]) => each);
  return plain.rows<RecentRow>(sql, [...values, most]);
}

/** A list that is made once, of the records that in any version are of a party or a demand. */
function recordsWith(condition: string): string {
  return `e.record IN (SELECT a.record FROM stances s CROSS JOIN entries a WHERE ${condition} AND a.sequence = s.sequence)`;
}

const firstSince =
  'SELECT sequence FROM publications WHERE recorded_at >= ? ORDER BY recorded_at, sequence LIMIT 1';
const lastBefore =
  'SELECT sequence FROM publications WHERE recorded_at < ? ORDER BY recorded_at DESC, sequence DESC LIMIT 1';

/** By instant: the first and the last number of the publication that took it, found at its ends: some are of thousands. */
function publicationsAt(
  plain: PlainSql,
  instants: ReadonlySet<RecentRow['recordedAt']>,
): ReadonlyMap<RecentRow['recordedAt'], RecentEntry['publication']> {
  const sql = `SELECT asked.value AS at,
      (SELECT p.sequence FROM publications p WHERE p.recorded_at = asked.value ORDER BY p.sequence LIMIT 1) AS first,
      (SELECT p.sequence FROM publications p WHERE p.recorded_at = asked.value ORDER BY p.sequence DESC LIMIT 1) AS last
    FROM json_each(?) asked`;
  const rows = plain.rows<RecentEntry['publication'] & { at: RecentRow['recordedAt'] }>(sql, [
    JSON.stringify([...instants]),
  ]);
  return new Map(rows.map(({ at, first, last }) => [at, { first, last }]));
}
