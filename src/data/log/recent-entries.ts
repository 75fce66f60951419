import { greatestSequence, type Sequence } from '../../domain/identifiers.js';
import type { EntryKind } from '../../domain/log/entry.js';
import type { PublishedEntry } from '../../domain/log/published-entry.js';
import type { Reader } from '../engine/database.js';
import { byRecord, entriesOfRecords } from './entries.js';
import { type PlainSql, plainSql, type SqlValue } from '../engine/statements.js';

/** Which entries; null and an empty list do not restrict anything. */
export interface RecentFilter {
  readonly kinds: readonly EntryKind[];
  /** 0 for entries without a signed-in author. */
  readonly userId: number | null;
  readonly partyId: number | null;
  readonly demandId: number | null;
  readonly from: Date | null;
  readonly until: Date | null;
}

/** One entry as colleagues see it: its contents, who published it, and the numbers of its publication. */
export interface RecentEntry {
  readonly entry: PublishedEntry;
  /** Null for the server and the command line. */
  readonly signInName: string | null;
  /** Every entry of its record, in the order of the log. */
  readonly chain: readonly PublishedEntry[];
  readonly publication: { readonly first: Sequence; readonly last: Sequence };
}

/** At most `most` entries of a negotiation, of every kind, newest first, before `before`. */
export async function listRecentEntries(
  read: Reader,
  negotiationId: number,
  filter: RecentFilter,
  { before, most }: { readonly before: Sequence | null; readonly most: number },
): Promise<RecentEntry[]> {
  const rows = await newestEntries(plainSql(read), negotiationId, filter, before, most);
  const newest = rows[0]?.sequence ?? 0;
  const all = await entriesOfRecords(read, [...new Set(rows.map(({ record }) => record))], newest);
  const chains = byRecord(all);
  const publications = await publicationsOf(plainSql(read), rows);
  return rows.map(({ sequence, record, signInName, recordedAt }) => {
    const chain = chains.get(record) ?? [];
    const entry = chain.find((each) => each.sequence === sequence) as PublishedEntry;
    const publication = publications.get(recordedAt.getTime()) as RecentEntry['publication'];
    return { entry, signInName, chain, publication };
  });
}

interface RecentRow {
  readonly sequence: Sequence;
  readonly record: Sequence;
  readonly signInName: string | null;
  readonly recordedAt: Date;
}

/** In SQL, because the query builder would look up the records of every entry one after another. */
function newestEntries(
  plain: PlainSql,
  negotiationId: number,
  { kinds, userId, partyId, demandId, from, until }: RecentFilter,
  before: Sequence | null,
  most: number,
): Promise<RecentRow[]> {
  const conditions: (readonly [sql: string, ...values: SqlValue[]])[] = [
    ['e.negotiation_id = ? AND e.sequence < ?', negotiationId, before ?? greatestSequence],
  ];
  if (kinds.length > 0) conditions.push([`e.kind IN (${kinds.map(() => '?').join(', ')})`, ...kinds]);
  if (userId === 0) conditions.push(['e.user_id IS NULL']);
  else if (userId !== null) conditions.push(['e.user_id = ?', userId]);
  if (partyId !== null && demandId !== null)
    conditions.push([recordsWith('s.party_id = ? AND s.demand_id = ?'), partyId, demandId]);
  else if (partyId !== null) conditions.push([recordsWith('s.party_id = ?'), partyId]);
  else if (demandId !== null) conditions.push([recordsWith('s.demand_id = ?'), demandId]);
  if (from !== null) conditions.push([`e.sequence >= (${firstSince})`, from]);
  if (until !== null) conditions.push([`e.sequence <= (${lastBefore})`, until]);
  const sql = `SELECT e.sequence, e.record, u.sign_in_name AS signInName, p.recorded_at AS recordedAt
    FROM entries e CROSS JOIN publications p LEFT JOIN users u ON u.id = e.user_id
    WHERE p.sequence = e.sequence AND ${conditions.map(([text]) => text).join(' AND ')} ORDER BY e.sequence DESC LIMIT ?`;
  const values = conditions.flatMap(([, ...each]) => each);
  return plain.rows<RecentRow>(sql, [...values, most]);
}

/** An uncorrelated subquery, so it runs only once: the records of which any version has the party or demand. */
function recordsWith(condition: string): string {
  return `e.record IN (SELECT a.record FROM stances s CROSS JOIN entries a WHERE ${condition} AND a.sequence = s.sequence)`;
}

const firstSince =
  'SELECT sequence FROM publications WHERE recorded_at >= ? ORDER BY recorded_at, sequence LIMIT 1';
const lastBefore =
  'SELECT sequence FROM publications WHERE recorded_at < ? ORDER BY recorded_at DESC, sequence DESC LIMIT 1';

/** By instant: the first and last number of the publication, found at its two ends, because some have thousands. */
async function publicationsOf(
  plain: PlainSql,
  rows: readonly RecentRow[],
): Promise<ReadonlyMap<number, RecentEntry['publication']>> {
  const asked = new Map(rows.map(({ sequence, recordedAt }) => [recordedAt.getTime(), sequence]));
  const at = 'FROM publications p WHERE p.recorded_at = asked.recorded_at ORDER BY p.sequence';
  const sql = `SELECT asked.recorded_at AS recordedAt,
      (SELECT p.sequence ${at} LIMIT 1) AS first, (SELECT p.sequence ${at} DESC LIMIT 1) AS last
    FROM publications asked WHERE asked.sequence IN ${plain.dialect.numbers}`;
  const found = await plain.rows<RecentEntry['publication'] & { recordedAt: Date }>(sql, [
    [...asked.values()],
  ]);
  return new Map(found.map(({ recordedAt, first, last }) => [recordedAt.getTime(), { first, last }]));
}
