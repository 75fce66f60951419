import type { SearchTerm } from '../../../domain/search.js';
import type { PlainSql } from '../statements.js';
import { dialect } from './values.js';
import type { NameKind } from '../searched-texts.js';
import type { FoundStance, IndexedName, WantedStances, WordIndex } from '../word-index.js';

/** The index in SQLite’s FTS5. A migration creates its tables. */
export function wordIndexOf(plain: PlainSql): WordIndex {
  return {
    putEntries: async (entries) => {
      const rows = entries.map(({ sequence, words, names }) => ({ sequence, words, names: names.join(' ') }));
      await plain.run(putEntries, [JSON.stringify(rows)]);
    },
    putNames: async (kind, names) => {
      await plain.run(putNames, [JSON.stringify(names.map((name) => ({ ...name, kind })))]);
    },
    join: async () => {
      for (const index of ['stance_search', 'name_search'])
        await plain.run(`INSERT INTO ${index} (${index}) VALUES ('optimize')`);
    },
    findStances: (wanted) => findStances(plain, wanted),
    findNames: async (kinds, terms) => {
      const sql = 'SELECT rowid AS row FROM name_search WHERE name_search MATCH ?';
      const rows = await plain.rows<{ row: number }>(sql, [nameQuery(kinds, terms)]);
      return rows.map(({ row }) => row);
    },
    findNewestNames: (kind, terms, { last, most }) => {
      const sql = `SELECT rowid AS row, words FROM name_search
        WHERE name_search MATCH ? AND rowid <= CAST(? AS INTEGER)
        ORDER BY rowid DESC LIMIT CAST(? AS INTEGER)`;
      return plain.rows<IndexedName>(sql, [nameQuery([kind], terms), last, most]);
    },
  };
}

function nameQuery(kinds: readonly NameKind[], terms: readonly SearchTerm[]): string {
  const words = terms.map((term) => `words : ${termQuery(term)}`);
  return [`kind : (${kinds.join(' OR ')})`, ...words].join(' AND ');
}

const putEntries = `INSERT OR REPLACE INTO stance_search (rowid, words, names)
  ${dialect.givenRows('stance_search', ['sequence', 'words', 'names'])}`;
const putNames = `INSERT OR REPLACE INTO name_search (rowid, kind, words)
  ${dialect.givenRows('name_search', ['row', 'kind', 'words'])}`;

/** How many stances are found in one statement. */
const mostInStatement = 2_500;

async function findStances(plain: PlainSql, wanted: WantedStances): Promise<FoundStance[]> {
  const { query, alternatives } = await stanceQuery(plain, wanted);
  // CROSS JOIN makes the planner begin with FTS5, newest first. Numbers are bound as REAL, which FTS5 compares wrongly;
  // hence the casts.
  const sql = `SELECT stance_search.rowid AS sequence, entries.record AS record,
      ${wanted.withWords ? 'stance_search.words, stance_search.names' : "'' AS words, '' AS names"}
    FROM stance_search
    CROSS JOIN stances ON stances.sequence = stance_search.rowid
    CROSS JOIN entries ON entries.sequence = stance_search.rowid
    WHERE stance_search MATCH ?
      AND stance_search.rowid <= CAST(? AS INTEGER)
      AND stances.effective_day <= ?
      ${alternatives.map(() => holdsOrIsCited).join(' ')}
    ORDER BY stance_search.rowid DESC
    LIMIT CAST(? AS INTEGER)`;
  const either = alternatives.flatMap(({ stances, acts }) => [stances, acts, wanted.known]);
  const found: FoundStance[] = [];
  for (let last = wanted.known; found.length < wanted.most; last = (found.at(-1)?.sequence ?? 1) - 1) {
    const most = Math.min(mostInStatement, wanted.most - found.length);
    const rows = await plain.rows<FoundStance>(sql, [query, last, wanted.asOf, ...either, most]);
    found.push(...rows);
    if (rows.length < most) break;
  }
  return found;
}

const holdsOrIsCited = `AND (
  stance_search.rowid IN (SELECT rowid FROM stance_search WHERE stance_search MATCH ?)
  OR entries.record IN (
    SELECT act.record FROM stance_search AS acts CROSS JOIN entries AS act ON act.sequence = acts.rowid
    WHERE acts.stance_search MATCH ? AND acts.rowid <= CAST(? AS INTEGER)
  )
)`;

/**
 * Queries for the stances that contain a term, and for the corroborations and denials that do; a record must have one
 * of them.
 */
interface Alternative {
  readonly stances: string;
  readonly acts: string;
}

/**
 * The search in FTS5's query language: each term occurs in the words, or in a name that the stance refers to. If any
 * corroboration or denial contains the term, the term here only affects the rank, and an alternative for it is added.
 */
async function stanceQuery(
  plain: PlainSql,
  { negotiation, acts, terms }: WantedStances,
): Promise<{ readonly query: string; readonly alternatives: readonly Alternative[] }> {
  const ofNegotiation = `names : ${quoted(negotiation)}`;
  const conditions: string[] = [];
  const alternatives: Alternative[] = [];
  for (const { term, names } of terms) {
    const words = `words : ${termQuery(term)}`;
    const held = names.length === 0 ? words : `${words} OR names : (${names.map(quoted).join(' OR ')})`;
    const ofActs = `names : ${quoted(acts)} AND ${words}`;
    const isInActs = await isHeld(plain, ofActs);
    conditions.push(isInActs ? `(${ofNegotiation} OR ${held})` : `(${held})`);
    if (isInActs) alternatives.push({ stances: `${ofNegotiation} AND (${held})`, acts: ofActs });
  }
  return { query: [ofNegotiation, ...conditions].join(' AND '), alternatives };
}

async function isHeld(plain: PlainSql, query: string): Promise<boolean> {
  const sql = 'SELECT 1 AS held FROM stance_search WHERE stance_search MATCH ? LIMIT 1';
  return (await plain.row(sql, [query])) !== undefined;
}

/** Its pieces as a phrase. They consist of letters, digits and marks only, so any input is safe. */
function termQuery({ pieces, isBegun }: SearchTerm): string {
  return `${quoted(pieces.join(' '))}${isBegun ? ' *' : ''}`;
}

function quoted(token: string): string {
  return `"${token}"`;
}
