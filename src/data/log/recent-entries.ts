import { greatestSequence, type Sequence } from '../../domain/identifiers.js';
import { entryKinds } from '../../domain/log/entry.js';
import type { PublishedEntry } from '../../domain/log/published-entry.js';
import type { Reader } from '../engine/database.js';
import { byRecord, entriesOfRecords } from './entries.js';
import { type PlainSql, plainSql, type SqlValue } from '../engine/statements.js';

/** Which entries; null and an empty list do not restrict anything. */
export interface RecentFilter {
  /** Of entries, and of what is published by itself, which is no entry. */
  readonly kinds: readonly string[];
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

interface RecentRange {
  readonly before: Sequence | null;
  readonly most: number;
}

/** At most `most` entries of a negotiation, of every kind, newest first, before `before`. */
export async function listRecentEntries(
  read: Reader,
  negotiationId: number,
  filter: RecentFilter,
  range: RecentRange,
): Promise<RecentEntry[]> {
  return entriesOfRows(read, await newestEntries(plainSql(read), negotiationId, filter, range));
}

/** One entry, or those of one act on many records: the newest, at most some of them, and how many there are. */
export interface RecentGroup {
  readonly batch: Sequence;
  readonly entries: readonly RecentEntry[];
  readonly count: number;
  /** Whatever comes further in the list has a smaller number. */
  readonly oldest: Sequence;
}

/** How many entries of a group are opened. */
const mostInGroup = 100;

/** At most `most` of them, newest first. The entries of a batch follow one another in the log. */
export async function listRecentGroups(
  read: Reader,
  negotiationId: number,
  filter: RecentFilter,
  { before, most }: RecentRange,
): Promise<RecentGroup[]> {
  const plain = plainSql(read);
  const groups: { readonly batch: Sequence; readonly rows: RecentRow[]; readonly count: number }[] = [];
  for (let next = before; groups.length < most; ) {
    const asked = most - groups.length;
    const rows = await newestEntries(plain, negotiationId, filter, { before: next, most: asked });
    for (const row of rows) {
      const batch = row.batch ?? row.sequence;
      if (groups.at(-1)?.batch === batch) continue;
      groups.push(await groupOf(plain, negotiationId, filter, row));
    }
    if (rows.length < asked) break;
    next = groups.at(-1)?.batch ?? 0;
  }
  const entries = await entriesOfRows(
    read,
    groups.flatMap(({ rows }) => rows),
  );
  const bySequence = new Map(entries.map((each) => [each.entry.sequence, each]));
  return groups.map(({ batch, rows, count }) => ({
    ...{ batch, count, oldest: batch },
    entries: rows.map(({ sequence }) => bySequence.get(sequence) as RecentEntry),
  }));
}

/** What belongs to the newest of its entries. */
async function groupOf(
  plain: PlainSql,
  negotiationId: number,
  filter: RecentFilter,
  row: RecentRow,
): Promise<{ readonly batch: Sequence; readonly rows: RecentRow[]; readonly count: number }> {
  const { batch, sequence } = row;
  if (batch === null) return { batch: sequence, rows: [row], count: 1 };
  const range = { before: sequence + 1, most: mostInGroup, from: batch };
  const rows = await newestEntries(plain, negotiationId, filter, range);
  const count = rows.length < mostInGroup ? rows.length : await countOf(plain, negotiationId, filter, range);
  return { batch, rows, count };
}

async function entriesOfRows(read: Reader, rows: readonly RecentRow[]): Promise<RecentEntry[]> {
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
  readonly batch: Sequence | null;
  readonly signInName: string | null;
  readonly recordedAt: Date;
}

type EntryRange = RecentRange & { readonly from?: Sequence };

type Condition = readonly [sql: string, ...values: SqlValue[]];

function conditionsOf(
  negotiationId: number,
  { kinds, userId, partyId, demandId, from, until }: RecentFilter,
  range: EntryRange,
): Condition[] {
  const conditions: Condition[] = [
    ['e.negotiation_id = ? AND e.sequence < ?', negotiationId, range.before ?? greatestSequence],
  ];
  if (range.from !== undefined) conditions.push(['e.sequence >= ?', range.from]);
  const ofEntries = kinds.filter((kind) => entryKinds.some(({ value }) => value === kind));
  if (ofEntries.length > 0)
    conditions.push([`e.kind IN (${ofEntries.map(() => '?').join(', ')})`, ...ofEntries]);
  else if (kinds.length > 0) conditions.push(['1 = 0']);
  if (userId === 0) conditions.push(['e.user_id IS NULL']);
  else if (userId !== null) conditions.push(['e.user_id = ?', userId]);
  if (partyId !== null && demandId !== null)
    conditions.push([recordsWith('s.party_id = ? AND s.demand_id = ?'), partyId, demandId]);
  else if (partyId !== null) conditions.push([recordsWith('s.party_id = ?'), partyId]);
  else if (demandId !== null) conditions.push([recordsWith('s.demand_id = ?'), demandId]);
  if (from !== null) conditions.push([`e.sequence >= (${firstSince})`, from]);
  if (until !== null) conditions.push([`e.sequence <= (${lastBefore})`, until]);
  return conditions;
}

const sqlOf = (conditions: readonly Condition[]) => conditions.map(([text]) => text).join(' AND ');
const valuesOf = (conditions: readonly Condition[]) => conditions.flatMap(([, ...values]) => values);

/** In SQL, because the query builder would look up the records of every entry one after another. */
function newestEntries(
  plain: PlainSql,
  negotiationId: number,
  filter: RecentFilter,
  range: EntryRange,
): Promise<RecentRow[]> {
  const conditions = conditionsOf(negotiationId, filter, range);
  const sql = `SELECT e.sequence, e.record, e.batch, u.sign_in_name AS signInName, p.recorded_at AS recordedAt
    FROM entries e CROSS JOIN publications p LEFT JOIN users u ON u.id = e.user_id
    WHERE p.sequence = e.sequence AND ${sqlOf(conditions)} ORDER BY e.sequence DESC LIMIT ?`;
  return plain.rows<RecentRow>(sql, [...valuesOf(conditions), range.most]);
}

async function countOf(
  plain: PlainSql,
  negotiationId: number,
  filter: RecentFilter,
  range: EntryRange,
): Promise<number> {
  const conditions = conditionsOf(negotiationId, filter, range);
  const sql = `SELECT count(*) AS count FROM entries e WHERE ${sqlOf(conditions)}`;
  return Number((await plain.row<{ count: number }>(sql, valuesOf(conditions)))?.count ?? 0);
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
