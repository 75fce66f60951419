import { piecesOf } from '../../domain/text.js';
import { codes, entryCode, type NameKind, nameKinds, searchedNames } from '../engine/searched-texts.js';
import type { PlainSql } from '../engine/statements.js';
import type { NewName } from '../engine/word-index.js';
import { type EntryPlace, SearchedTexts } from './noted-texts.js';

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

/** How many noted rows are indexed at once. */
const batch = 250;

/** More than any publication has: only what nobody waits for, a migration or a full import, indexes so many rows. */
const many = 100_000;

/** From a row on: some databases pass by all that the same transaction has taken before. */
const takeNext = `DELETE FROM search_changes
  WHERE row IN (SELECT row FROM search_changes WHERE row > ? ORDER BY row LIMIT ${batch}) RETURNING row`;

/** Indexes everything noted since the last time, within the open transaction. */
export async function indexChanges(
  plain: PlainSql,
  onProgress: (done: number, all: number) => void = () => undefined,
  joinedFrom = many,
): Promise<void> {
  const texts = new SearchedTexts(plain);
  let done = 0;
  const index = async ({ rows, all }: Noted) => {
    await plain.together(
      () => indexEntries(plain, texts, rows),
      () => indexNames(plain, texts, rows),
    );
    done += rows.length;
    onProgress(done, all);
  };
  async function* indexing() {
    for await (const noted of notedRows(plain)) yield () => index(noted);
  }
  await plain.inSuccession(indexing());
  // Otherwise it would be a later publication that has to join hundreds of parts.
  if (done >= joinedFrom) await plain.words.join();
}

interface Noted {
  readonly rows: readonly number[];
  /** How many were noted when the first were taken. */
  readonly all: number;
}

/** What is noted, in batches; while one is indexed, the next is taken. */
async function* notedRows(plain: PlainSql): AsyncGenerator<Noted> {
  const takeAfter = async (last: number) =>
    (await plain.rows<{ row: number }>(takeNext, [last])).map(({ row }) => row);
  let rows = await takeAfter(0);
  const all = rows.length + (rows.length < batch ? 0 : await countWaiting(plain));
  while (rows.length > 0) {
    const taking = rows.length < batch ? Promise.resolve([]) : takeAfter(Math.max(...rows));
    taking.catch(() => undefined);
    yield { rows, all };
    rows = await taking;
  }
}

async function countWaiting(plain: PlainSql): Promise<number> {
  const waiting = await plain.row<{ count: number }>('SELECT count(*) AS count FROM search_changes');
  return Number(waiting?.count ?? 0);
}

/** The ids of the noted rows of one code. */
function idsOf(rows: readonly number[], code: number): number[] {
  return rows.filter((row) => row % codes === code).map((row) => Math.floor(row / codes));
}

async function indexNames(plain: PlainSql, texts: SearchedTexts, rows: readonly number[]): Promise<void> {
  const names: NewName[] = [];
  for (const kind of nameKinds) {
    const { code } = searchedNames[kind];
    for (const { id, kind: token, words } of await texts.ofNames(kind, idsOf(rows, code)))
      names.push({ row: id * codes + code, kind: token, words: indexedWords(words) });
  }
  if (names.length > 0) await plain.words.putNames(names);
}

async function indexEntries(plain: PlainSql, texts: SearchedTexts, rows: readonly number[]): Promise<void> {
  const sequences = idsOf(rows, entryCode);
  if (sequences.length === 0) return;
  const entries = await texts.ofEntries(sequences);
  await plain.words.putEntries(
    entries.map(({ sequence, words, about }) => ({
      sequence,
      words: indexedWords(words),
      names: namesOf(about),
    })),
  );
}

function namesOf({ negotiation_id, party_id, demand_id, speaker_id }: EntryPlace): string[] {
  if (party_id === null || demand_id === null) return [nameToken('acts', negotiation_id)];
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
export const betweenTexts = '¶';

function indexedWords(texts: readonly (string | null)[]): string {
  return texts
    .filter((text) => text !== null)
    .map((text) => piecesOf(text).join(' '))
    .join(` ${betweenTexts} `);
}
