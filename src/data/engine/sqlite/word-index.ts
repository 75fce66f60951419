import type { SearchTerm } from '../../../domain/search.js';
import type { RankedTerm } from '../../../domain/search-rank.js';
import type { PlainSql } from '../statements.js';
import { dialect } from './values.js';
import type { FoundStance, IndexedName, WantedStances, WordIndex } from '../word-index.js';

/** The index in SQLite’s FTS5. A migration creates its tables. */
export function wordIndexOf(plain: PlainSql): WordIndex {
  return {
    putEntries: async (entries) => {
      const rows = entries.map(({ sequence, words, names }) => ({ sequence, words, names: names.join(' ') }));
      await plain.run(putEntries, [JSON.stringify(rows)]);
    },
    putNames: async (names) => {
      await plain.run(putNames, [JSON.stringify(names)]);
    },
    join: async () => {
      for (const index of ['stance_search', 'name_search'])
        await plain.run(`INSERT INTO ${index} (${index}) VALUES ('optimize')`);
    },
    findStances: (wanted) => findStances(plain, wanted),
    findRecords: (acts, term, known) => findRecords(plain, acts, term, known),
    textsOf: (sequences) => {
      const sql = `SELECT rowid AS sequence, words, names FROM stance_search WHERE rowid IN ${dialect.numbers}`;
      return plain.rows<Omit<FoundStance, 'record'>>(sql, [sequences]);
    },
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

function nameQuery(kinds: readonly string[], terms: readonly SearchTerm[]): string {
  const words = terms.map((term) => `words : ${termQuery(term)}`);
  return [`kind : (${kinds.join(' OR ')})`, ...words].join(' AND ');
}

const putEntries = `INSERT OR REPLACE INTO stance_search (rowid, words, names)
  ${dialect.givenRows('stance_search', ['sequence', 'words', 'names'])}`;
const putNames = `INSERT OR REPLACE INTO name_search (rowid, kind, words)
  ${dialect.givenRows('name_search', ['row', 'kind', 'words'])}`;

/** How many entries are found in one statement. */
const mostInStatement = 2_500;

async function findStances(plain: PlainSql, wanted: WantedStances): Promise<FoundStance[]> {
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
    ORDER BY stance_search.rowid DESC
    LIMIT CAST(? AS INTEGER)`;
  const query = [`names : ${quoted(wanted.negotiation)}`, ...wanted.terms.map(heldQuery)].join(' AND ');
  return inSlices(wanted, (last, most) => plain.rows<FoundStance>(sql, [query, last, wanted.asOf, most]));
}

async function findRecords(
  plain: PlainSql,
  acts: string,
  term: SearchTerm,
  known: number,
): Promise<number[]> {
  const sql = `SELECT acts.rowid AS sequence, act.record
    FROM stance_search AS acts CROSS JOIN entries AS act ON act.sequence = acts.rowid
    WHERE acts.stance_search MATCH ? AND acts.rowid <= CAST(? AS INTEGER)
    ORDER BY acts.rowid DESC LIMIT CAST(? AS INTEGER)`;
  const query = `names : ${quoted(acts)} AND words : ${termQuery(term)}`;
  const found = await inSlices({ known, most: Infinity }, (last, most) =>
    plain.rows<{ sequence: number; record: number }>(sql, [query, last, most]),
  );
  return found.map(({ record }) => record);
}

/** Loads rows newest first, in as many statements as it takes: one for all would make others wait too long. */
async function inSlices<Row extends { readonly sequence: number }>(
  { known, most }: Pick<WantedStances, 'known' | 'most'>,
  load: (last: number, most: number) => Promise<Row[]>,
): Promise<Row[]> {
  const found: Row[] = [];
  for (let last = known; found.length < most; last = (found.at(-1)?.sequence ?? 1) - 1) {
    const asked = Math.min(mostInStatement, most - found.length);
    const rows = await load(last, asked);
    found.push(...rows);
    if (rows.length < asked) break;
  }
  return found;
}

/** In FTS5’s query language: a term occurs in the words, or in a name that the stance refers to. */
function heldQuery({ term, names }: RankedTerm): string {
  const words = `words : ${termQuery(term)}`;
  return names.length === 0 ? `(${words})` : `(${words} OR names : (${names.map(quoted).join(' OR ')}))`;
}

/** Its pieces as a phrase. They consist of letters, digits and marks only, so any input is safe. */
function termQuery({ pieces, isBegun }: SearchTerm): string {
  return `${quoted(pieces.join(' '))}${isBegun ? ' *' : ''}`;
}

function quoted(token: string): string {
  return `"${token}"`;
}
