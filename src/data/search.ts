import type { Sequence } from '../domain/entry.js';
import type { SearchTerm } from '../domain/search.js';
import type { Day } from '../domain/when.js';
import type { Reader } from './database.js';
import { plainSql } from './plain-sql.js';
import { type NameKind, nameOfRow, nameToken } from './search-index.js';

export interface StanceSearch {
  readonly negotiationId: number;
  /** The demands of each of its topics. */
  readonly demands: readonly { readonly id: number; readonly topic: { readonly id: number } }[];
  readonly terms: readonly SearchTerm[];
  readonly known: Sequence;
  /** Null cuts nothing off. */
  readonly asOf: Day | null;
  /** The newest so many are found; then they stand newest first, or the best of them. */
  readonly most: number;
  readonly order: 'newest' | 'best';
}

export interface StanceHit {
  readonly sequence: Sequence;
  readonly record: Sequence;
}

/**
 * The stances with all words, each in their own texts, their outlets and agencies, those of their record's
 * corroborations and denials, or the name of their party, demand, topic or speaker. Of a record with several such
 * versions, each is a hit of its own.
 */
export function searchStances(read: Reader, search: StanceSearch): StanceHit[] {
  const { known, asOf, order, most } = search;
  const { query, alternatives } = stanceQuery(read, search);
  // FTS5 goes first, newest first: CROSS JOIN keeps the planner from another order. A number is bound as REAL, with
  // which FTS5 would compare wrongly: hence the cast.
  const sql = `SELECT stance_search.rowid AS sequence, entries.record AS record,
      ${order === 'best' ? 'stance_search.rank' : '0'} AS rank
    FROM stance_search
    CROSS JOIN stances ON stances.sequence = stance_search.rowid
    CROSS JOIN entries ON entries.sequence = stance_search.rowid
    WHERE stance_search MATCH ?
      AND stance_search.rowid <= CAST(? AS INTEGER)
      AND stances.effective_day <= ?
      ${alternatives.map(() => holdsOrIsCited).join(' ')}
    ORDER BY stance_search.rowid DESC
    LIMIT CAST(? AS INTEGER)`;
  const either = alternatives.flatMap(({ stances, acts }) => [stances, acts, known]);
  const values = [query, known, asOf ?? '9999-12-31', ...either, most];
  const newest = plainSql(read).rows<StanceHit & { readonly rank: number }>(sql, values);
  return order === 'best' ? newest.sort((a, b) => a.rank - b.rank) : newest;
}

const holdsOrIsCited = `AND (
  stance_search.rowid IN (SELECT rowid FROM stance_search WHERE stance_search MATCH ?)
  OR entries.record IN (
    SELECT act.record FROM stance_search AS acts CROSS JOIN entries AS act ON act.sequence = acts.rowid
    WHERE acts.stance_search MATCH ? AND acts.rowid <= CAST(? AS INTEGER)
  )
)`;

/** The stances that hold a term, and the corroborations and denials that do: one or the other must be of a record. */
interface Alternative {
  readonly stances: string;
  readonly acts: string;
}

/**
 * In the language of FTS5: each term stands in the words, or what it names among the names. Where corroborations or
 * denials hold one, it only counts for the rank here, and the alternatives are asked for besides.
 */
function stanceQuery(
  read: Reader,
  { negotiationId, demands, terms }: StanceSearch,
): { readonly query: string; readonly alternatives: readonly Alternative[] } {
  const ofNegotiation = `names : ${quoted(nameToken('negotiation', negotiationId))}`;
  const ofActs = `names : ${quoted(nameToken('acts', negotiationId))}`;
  const wanted = terms.map((term) => {
    const tokens = namedBy(read, demands, term);
    const names = tokens.length === 0 ? '' : ` OR names : (${tokens.map(quoted).join(' OR ')})`;
    const held = `words : ${termQuery(term)}`;
    const acts = `${ofActs} AND ${held}`;
    return { held: `${held}${names}`, acts, isInActs: isHeld(read, acts) };
  });
  const conditions = wanted.map(({ held, isInActs }) =>
    isInActs ? `(${ofNegotiation} OR ${held})` : `(${held})`,
  );
  return {
    query: [ofNegotiation, ...conditions].join(' AND '),
    alternatives: wanted
      .filter(({ isInActs }) => isInActs)
      .map(({ held, acts }) => ({ stances: `${ofNegotiation} AND (${held})`, acts })),
  };
}

function isHeld(read: Reader, query: string): boolean {
  const sql = 'SELECT 1 AS held FROM stance_search WHERE stance_search MATCH ? LIMIT 1';
  return plainSql(read).row(sql, [query]) !== undefined;
}

/** What has the term in its name, as stances name it: of demands those of the negotiation and of topics so named. */
function namedBy(read: Reader, demands: StanceSearch['demands'], term: SearchTerm): string[] {
  const query = `kind : (party OR topic OR demand OR speaker) AND words : ${termQuery(term)}`;
  const rows = plainSql(read).rows<{ row: number }>(
    'SELECT rowid AS row FROM name_search WHERE name_search MATCH ?',
    [query],
  );
  const found = rows.map(({ row }) => nameOfRow(row));
  const idsOf = (kind: NameKind) => new Set(found.filter((name) => name.kind === kind).map(({ id }) => id));
  const [ofTopics, ofDemands] = [idsOf('topic'), idsOf('demand')];
  return [
    ...[...idsOf('party')].map((id) => nameToken('party', id)),
    ...[...idsOf('speaker')].map((id) => nameToken('speaker', id)),
    ...demands
      .filter(({ id, topic }) => ofDemands.has(id) || ofTopics.has(topic.id))
      .map(({ id }) => nameToken('demand', id)),
  ];
}

/** Its pieces after one another; only letters, digits and marks stand in them, so that any input is safe. */
function termQuery({ pieces, isBegun }: SearchTerm): string {
  return `${quoted(pieces.join(' '))}${isBegun ? ' *' : ''}`;
}

function quoted(token: string): string {
  return `"${token}"`;
}

/** Something that has all words in its name: a demand, a speaker or a source. */
export interface NameHit {
  readonly kind: 'demand' | 'speaker' | 'source';
  readonly id: number;
}

export function searchNames(read: Reader, terms: readonly SearchTerm[], most: number): NameHit[] {
  const query = `kind : (demand OR speaker OR source) AND ${terms.map((term) => `words : ${termQuery(term)}`).join(' AND ')}`;
  const rows = plainSql(read).rows<{ row: number }>(
    'SELECT rowid AS row FROM name_search WHERE name_search MATCH ? ORDER BY rank LIMIT CAST(? AS INTEGER)',
    [query, most],
  );
  return rows.map(({ row }) => nameOfRow(row) as NameHit);
}

/** The sources with all words in their outlet, title and author. */
export function searchSources(read: Reader, terms: readonly SearchTerm[]): number[] {
  const query = ['kind : source', ...terms.map((term) => `words : ${termQuery(term)}`)].join(' AND ');
  const sql = 'SELECT rowid AS row FROM name_search WHERE name_search MATCH ?';
  return plainSql(read)
    .rows<{ row: number }>(sql, [query])
    .map(({ row }) => nameOfRow(row).id);
}

/** The names by which sources are found, by their ids: outlet, title and author. */
export function namesOfSources(read: Reader, sources: readonly number[]): ReadonlyMap<number, string> {
  const sql = `SELECT sources.id AS id, concat_ws(char(10), outlet, title, author) AS words
    FROM json_each(?) AS wanted CROSS JOIN sources ON sources.id = wanted.value`;
  const rows = plainSql(read).rows<{ id: number; words: string }>(sql, [JSON.stringify(sources)]);
  return new Map(rows.map(({ id, words }) => [id, words]));
}
