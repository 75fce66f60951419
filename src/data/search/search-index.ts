import { piecesOf } from '../../domain/text.js';
import {
  codes,
  entryCode,
  type NameKind,
  nameKinds,
  searchedNames,
  searchedStanceTexts,
} from '../engine/searched-texts.js';
import type { PlainSql } from '../engine/statements.js';

/*
 * The full-text index. Its words are folded by domain code, which no trigger can call: triggers note which rows are new
 * or changed, and the writing queue indexes those before it commits. Each stance has a row with its own words and the
 * ids of what it is about, so that renaming a party changes one row of names and no stance. Each corroboration and
 * denial has a row with the outlets and agencies that it cites.
 */

/** The kind and the id of a row of names. */
export function nameOfRow(row: number): { readonly kind: NameKind; readonly id: number } {
  const kind = nameKinds.find((each) => searchedNames[each].code === row % codes) as NameKind;
  return { kind, id: Math.floor(row / codes) };
}

/** How many noted rows are read at once. */
const batch = 250;

/** Indexes everything noted since the last time, within the open transaction. */
export async function indexChanges(
  plain: PlainSql,
  onProgress: (done: number, all: number) => void = () => undefined,
): Promise<void> {
  const next = 'SELECT row FROM search_changes ORDER BY row LIMIT ?';
  let rows = await plain.rows<{ row: number }>(next, [batch]);
  if (rows.length === 0) return;
  const waiting = await plain.row<{ count: number }>('SELECT count(*) AS count FROM search_changes');
  const all = waiting?.count ?? 0;
  let done = 0;
  while (rows.length > 0) {
    for (const { row } of rows) await indexRow(plain, row);
    await plain.run('DELETE FROM search_changes WHERE row <= ?', [rows.at(-1)?.row ?? 0]);
    done += rows.length;
    onProgress(done, all);
    rows = await plain.rows<{ row: number }>(next, [batch]);
  }
}

function indexRow(plain: PlainSql, row: number): Promise<void> {
  return row % codes === entryCode ? indexEntry(plain, row / codes) : indexName(plain, row);
}

async function indexName(plain: PlainSql, row: number): Promise<void> {
  const { kind, id } = nameOfRow(row);
  const { table, columns } = searchedNames[kind];
  const texts = await plain.row<Texts>(`SELECT ${columns.join(', ')} FROM ${table} WHERE id = ?`, [id]);
  if (!texts) return;
  await plain.words.putName(row, kind, indexedWords(Object.values(texts)));
}

type Texts = Readonly<Record<string, string | null>>;

interface EntryPlace {
  readonly negotiation_id: number;
  /** Null if the entry has no stance. */
  readonly party_id: number | null;
  readonly demand_id: number;
  readonly speaker_id: number | null;
}

async function indexEntry(plain: PlainSql, sequence: number): Promise<void> {
  const place = await plain.row<EntryPlace>(
    `SELECT negotiation_id, party_id, demand_id, speaker_id
     FROM entries LEFT JOIN stances ON stances.sequence = entries.sequence WHERE entries.sequence = ?`,
    [sequence],
  );
  if (!place) return;
  // All columns: a migration may index before a later one has added the newest of them.
  const stance = await plain.row<Texts>('SELECT * FROM stances WHERE sequence = ?', [sequence]);
  const own = searchedStanceTexts.map((column) => stance?.[column] ?? null);
  const cited = await plain.rows<{ outlet: string; first_reported_by: string | null }>(
    'SELECT outlet, first_reported_by FROM citations JOIN sources ON sources.id = source_id WHERE citations.sequence = ?',
    [sequence],
  );
  const words = indexedWords([
    ...own,
    ...cited.flatMap(({ outlet, first_reported_by }) => [outlet, first_reported_by]),
  ]);
  await plain.words.putEntry(sequence, words, namesOf(place));
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

/** How the row of a stance names what it is about, and the row of another act its negotiation. */
export function nameToken(kind: 'negotiation' | 'acts' | 'party' | 'demand' | 'speaker', id: number): string {
  return `${kind}${id}`;
}

/** No search can ask for this character, so that no match spans two texts. */
const betweenTexts = ' ¶ ';

function indexedWords(texts: readonly (string | null)[]): string {
  return texts
    .filter((text) => text !== null)
    .map((text) => piecesOf(text).join(' '))
    .join(betweenTexts);
}
