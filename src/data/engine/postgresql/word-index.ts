import type { SearchTerm } from '../../../domain/search.js';
import type { RankedTerm } from '../../../domain/search-rank.js';
import type { PlainSql } from '../statements.js';
import type { FoundStance, IndexedName, WantedStances, WordIndex } from '../word-index.js';

/**
 * The index as vectors of the words that the domain has folded, with their places: no configuration of PostgreSQL’s
 * touches them. Names stand in the same vector, marked by a sign that no word has. A migration creates its tables.
 */
export function wordIndexOf(plain: PlainSql): WordIndex {
  return {
    putEntries: async (entries) => {
      const rows = entries.map(({ sequence, words, names }) => indexed(sequence, words, names));
      await plain.run(put('stance_search'), [JSON.stringify(rows)]);
    },
    putNames: async (names) => {
      const rows = names.map(({ row, words, kind }) => indexed(row, words, [kind]));
      await plain.run(put('name_search'), [JSON.stringify(rows)]);
    },
    // What is put in stands at its place in the index at once.
    join: () => Promise.resolve(),
    findStances: (wanted) => findStances(plain, wanted),
    findRecords: async (acts, term, known) => {
      const sql = `SELECT act.record FROM ${throughIndex('stance_search')} AS acts
        JOIN entries AS act ON act.sequence = acts."row" WHERE acts."row" <= ?`;
      const query = all([nameQuery(acts), termQuery(term)]);
      return (await plain.rows<{ record: number }>(sql, [query, known])).map(({ record }) => record);
    },
    textsOf: (sequences) => {
      const sql = `SELECT "row" AS sequence, words, names FROM stance_search WHERE "row" IN ${plain.dialect.numbers}`;
      return plain.rows<Omit<FoundStance, 'record'>>(sql, [sequences]);
    },
    findNames: async (kinds, terms) => {
      const sql = 'SELECT "row" FROM name_search WHERE vector @@ ?::tsquery';
      const rows = await plain.rows<{ row: number }>(sql, [namesQuery(kinds, terms)]);
      return rows.map(({ row }) => row);
    },
    findNewestNames: async (kind, terms, { last, most }) => {
      const query = namesQuery([kind], terms);
      const isWalked = await hasMany(plain, 'name_search', query);
      const sql = `SELECT "row", words FROM ${isWalked ? 'name_search' : throughIndex('name_search')} AS found
        WHERE ${isWalked ? 'found.vector @@ ?::tsquery AND' : ''} "row" <= ? ORDER BY "row" DESC LIMIT ?`;
      return plain.rows<IndexedName>(sql, [query, last, most]);
    },
  };
}

/**
 * All rows of a table that a query finds, by the index of words: the planner, who cannot know how many they are, would
 * rather walk through the whole table in the order that is wanted. OFFSET keeps all else out of this part.
 */
function throughIndex(table: 'stance_search' | 'name_search'): string {
  return `(SELECT "row", words, names FROM ${table} WHERE vector @@ ?::tsquery OFFSET 0)`;
}

function namesQuery(kinds: readonly string[], terms: readonly SearchTerm[]): string {
  return all([any(kinds.map(nameQuery)), ...terms.map(termQuery)]);
}

interface IndexedRow {
  readonly row: number;
  readonly words: string;
  readonly names: string;
  readonly vector: string;
}

function indexed(row: number, words: string, names: readonly string[]): IndexedRow {
  return { row, words, names: names.join(' '), vector: vectorOf(words, names) };
}

function put(table: 'stance_search' | 'name_search'): string {
  return `INSERT INTO ${table} ("row", words, names, vector)
    SELECT given."row", given.words, given.names, given.vector::tsvector
    FROM json_to_recordset(?::json) AS given("row" integer, words text, names text, vector text)
    ON CONFLICT ("row") DO UPDATE
      SET words = excluded.words, names = excluded.names, vector = excluded.vector`;
}

/** A word longer than this is found by its beginning; PostgreSQL takes 2,046 bytes. */
const longestWord = 500;

/** PostgreSQL counts places up to this. */
const lastPlace = 16_383;

const nameSign = '#';

function vectorOf(words: string, names: readonly string[]): string {
  const placed = words
    .split(' ')
    .filter((word) => word !== '')
    .map((word, index) => `${lexeme(word)}:${Math.min(index + 1, lastPlace)}`);
  return [...placed, ...names.map(nameQuery)].join(' ');
}

/** Words are letters, digits and marks only, so any input is safe in quotes. */
function lexeme(word: string): string {
  return `'${word.slice(0, longestWord)}'`;
}

function nameQuery(name: string): string {
  return `'${nameSign}${name}'`;
}

/** Its pieces one after the other; the last may be the beginning of a word. */
function termQuery({ pieces, isBegun }: SearchTerm): string {
  const words = pieces.flatMap((piece) => piece.split(' ')).map(lexeme);
  const phrase = words.map((word, index) => (isBegun && index === words.length - 1 ? `${word}:*` : word));
  return phrase.length === 1 ? (phrase[0] as string) : `(${phrase.join(' <-> ')})`;
}

function any(queries: readonly string[]): string {
  return `(${queries.join(' | ')})`;
}

function all(queries: readonly string[]): string {
  return queries.join(' & ');
}

/** How many hits are counted before it is decided how to walk to the newest. */
const few = 1_000;

async function hasMany(
  plain: PlainSql,
  table: 'stance_search' | 'name_search',
  query: string,
): Promise<boolean> {
  const sql = `SELECT count(*) AS count FROM (SELECT 1 FROM ${table} WHERE vector @@ ?::tsquery LIMIT ${few + 1}) AS hits`;
  return ((await plain.row<{ count: number }>(sql, [query]))?.count ?? 0) > few;
}

/**
 * If there are few hits, the index of words finds all of them, and they are sorted. If there are many, the newest are
 * found sooner by walking back from the newest stance.
 */
async function findStances(plain: PlainSql, wanted: WantedStances): Promise<FoundStance[]> {
  const query = all([nameQuery(wanted.negotiation), ...wanted.terms.map(heldQuery)]);
  const isWalked = await hasMany(plain, 'stance_search', query);
  const sql = `SELECT found."row" AS sequence, entries.record AS record,
      ${wanted.withWords ? 'found.words, found.names' : "'' AS words, '' AS names"}
    FROM ${isWalked ? 'stance_search' : throughIndex('stance_search')} AS found
    JOIN stances ON stances.sequence = found."row"
    JOIN entries ON entries.sequence = found."row"
    WHERE ${isWalked ? 'found.vector @@ ?::tsquery AND' : ''} found."row" <= ? AND stances.effective_day <= ?
    ORDER BY found."row" DESC
    LIMIT ?`;
  return plain.rows<FoundStance>(sql, [query, wanted.known, wanted.asOf, wanted.most]);
}

/** A term occurs in the words, or in a name that the stance refers to. */
function heldQuery({ term, names }: RankedTerm): string {
  return any([termQuery(term), ...names.map(nameQuery)]);
}
