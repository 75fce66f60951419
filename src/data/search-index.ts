import { setImmediate as giveWay } from 'node:timers/promises';
import { piecesOf } from '../domain/text.js';
import type { Trigger } from './append-only.js';
import type { PlainSql } from './plain-sql.js';

/**
 * The full-text indexes (SQLite FTS5, created by a migration). Their words are folded by the domain, which no trigger
 * can do: triggers note what is new or changed, and the writing queue indexes that before it commits. `stance_search`
 * has a row for each stance: its own words, and by their numbers what it is about, so that a new name of a party
 * changes one row of `name_search` and no stance; and one for each corroboration and denial, with whom it cites.
 */
const indexes = ['stance_search', 'name_search'];

/** Tables that Prisma's schema does not know: the indexes, what SQLite keeps behind them, and what is to be indexed. */
export const searchTables: readonly string[] = [
  'search_changes',
  ...indexes.flatMap((index) => [
    index,
    ...['config', 'content', 'data', 'docsize', 'idx'].map((part) => `${index}_${part}`),
  ]),
];

interface Named {
  readonly code: number;
  readonly table: string;
  readonly columns: readonly string[];
}

const named = {
  party: { code: 1, table: 'parties', columns: ['name'] },
  topic: { code: 2, table: 'topics', columns: ['name'] },
  demand: { code: 3, table: 'demands', columns: ['proposition'] },
  speaker: { code: 4, table: 'speakers', columns: ['name'] },
  source: { code: 5, table: 'sources', columns: ['outlet', 'title', 'author'] },
} as const satisfies Readonly<Record<string, Named>>;

export type NameKind = keyof typeof named;

const kinds = Object.keys(named) as NameKind[];

/** What a row is of: eight times the id of what is named and the code of its kind; 0 is an entry's. */
function rowOf(id: string, code: number): string {
  return `${id} * 8 + ${code}`;
}

/** The kind and the id of a row of `name_search`. */
export function nameOfRow(row: number): { readonly kind: NameKind; readonly id: number } {
  return { kind: kinds.find((kind) => named[kind].code === row % 8) as NameKind, id: Math.floor(row / 8) };
}

const stanceTexts = ['summary', 'quote', 'quote_translation', 'conditions', 'note'];

export const searchTriggers: readonly Trigger[] = [
  ...noting({ table: 'stances', columns: stanceTexts, code: 0 }, 'sequence'),
  ...kinds.flatMap((kind) => noting(named[kind], 'id')),
  {
    name: 'citations_search_insert',
    table: 'citations',
    sql: `CREATE TRIGGER citations_search_insert AFTER INSERT ON citations BEGIN INSERT OR IGNORE INTO search_changes VALUES (${rowOf('NEW.sequence', 0)}); END`,
  },
  {
    name: 'sources_search_outlet',
    table: 'sources',
    sql: `CREATE TRIGGER sources_search_outlet AFTER UPDATE OF outlet ON sources BEGIN INSERT OR IGNORE INTO search_changes SELECT ${rowOf('sequence', 0)} FROM citations WHERE source_id = NEW.id; END`,
  },
];

function noting({ table, columns, code }: Named, key: string): Trigger[] {
  const body = `BEGIN INSERT OR IGNORE INTO search_changes VALUES (${rowOf(`NEW.${key}`, code)}); END`;
  return [
    { event: 'insert', on: 'INSERT' },
    { event: 'update', on: `UPDATE OF ${columns.join(', ')}` },
  ].map(({ event, on }) => ({
    name: `${table}_search_${event}`,
    table,
    sql: `CREATE TRIGGER ${table}_search_${event} AFTER ${on} ON ${table} ${body}`,
  }));
}

/** So many rows are indexed before others get their turn. */
const batch = 250;

/** Indexes everything noted since the last time, inside the transaction open on the connection. */
export async function indexChanges(
  plain: PlainSql,
  onProgress: (done: number, all: number) => void = () => undefined,
): Promise<void> {
  const next = 'SELECT row FROM search_changes ORDER BY row LIMIT ?';
  let rows = plain.rows<{ row: number }>(next, [batch]);
  if (rows.length === 0) return;
  const all = plain.row<{ count: number }>('SELECT count(*) AS count FROM search_changes')?.count ?? 0;
  let done = 0;
  while (rows.length > 0) {
    for (const { row } of rows) indexRow(plain, row);
    plain.run('DELETE FROM search_changes WHERE row <= ?', [rows.at(-1)?.row ?? 0]);
    done += rows.length;
    onProgress(done, all);
    if (rows.length === batch) await giveWay();
    rows = plain.rows<{ row: number }>(next, [batch]);
  }
}

function indexRow(plain: PlainSql, row: number): void {
  if (row % 8 === 0) indexEntry(plain, row / 8);
  else indexName(plain, row);
}

function indexName(plain: PlainSql, row: number): void {
  const { kind, id } = nameOfRow(row);
  const { table, columns } = named[kind];
  const texts = plain.row<Texts>(`SELECT ${columns.join(', ')} FROM ${table} WHERE id = ?`, [id]);
  if (!texts) return;
  const sql = 'INSERT OR REPLACE INTO name_search (rowid, kind, words) VALUES (?, ?, ?)';
  plain.run(sql, [row, kind, indexedWords(Object.values(texts))]);
}

type Texts = Readonly<Record<string, string | null>>;

interface EntryPlace {
  readonly negotiation_id: number;
  /** Null of an entry that is no version of a record. */
  readonly party_id: number | null;
  readonly demand_id: number;
  readonly speaker_id: number | null;
}

function indexEntry(plain: PlainSql, sequence: number): void {
  const place = plain.row<EntryPlace>(
    `SELECT negotiation_id, party_id, demand_id, speaker_id
     FROM entries LEFT JOIN stances ON stances.sequence = entries.sequence WHERE entries.sequence = ?`,
    [sequence],
  );
  if (!place) return;
  const texts = `SELECT ${stanceTexts.join(', ')} FROM stances WHERE sequence = ?`;
  const own = Object.values(plain.row<Texts>(texts, [sequence]) ?? {});
  const cited = plain.rows<{ outlet: string; first_reported_by: string | null }>(
    'SELECT outlet, first_reported_by FROM citations JOIN sources ON sources.id = source_id WHERE citations.sequence = ?',
    [sequence],
  );
  const words = indexedWords([
    ...own,
    ...cited.flatMap(({ outlet, first_reported_by }) => [outlet, first_reported_by]),
  ]);
  const sql = 'INSERT OR REPLACE INTO stance_search (rowid, words, names) VALUES (?, ?, ?)';
  plain.run(sql, [sequence, words, namesOf(place).join(' ')]);
}

function namesOf({ negotiation_id, party_id, demand_id, speaker_id }: EntryPlace): string[] {
  if (party_id === null) return [nameToken('acts', negotiation_id)];
  return [
    nameToken('negotiation', negotiation_id),
    nameToken('party', party_id),
    nameToken('demand', demand_id),
    ...(speaker_id === null ? [] : [nameToken('speaker', speaker_id)]),
  ];
}

/** How a stance's row names what it is about, and that of another act the negotiation that it is in. */
export function nameToken(kind: 'negotiation' | 'acts' | 'party' | 'demand' | 'speaker', id: number): string {
  return `${kind}${id}`;
}

/** No search can ask for this sign, so that nothing is found across two texts. */
const betweenTexts = ' ¶ ';

function indexedWords(texts: readonly (string | null)[]): string {
  return texts
    .filter((text) => text !== null)
    .map((text) => piecesOf(text).join(' '))
    .join(betweenTexts);
}
