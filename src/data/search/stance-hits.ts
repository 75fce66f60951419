import type { Sequence } from '../../domain/identifiers.js';
import { type RankedTerm, type SearchedText, timesIn } from '../../domain/search-rank.js';
import { inLists } from '../engine/key-lists.js';
import type { PlainSql } from '../engine/statements.js';
import type { FoundStance, WantedStances } from '../engine/word-index.js';

/** Which stances are wanted; the terms may also stand in acts, under the name that these have in the index. */
export interface WantedHits extends WantedStances {
  readonly acts: string;
}

/** How many stances are looked at at once. */
const batch = 250;

/**
 * The newest stances that match, newest first. Each term must occur in the words of the stance, in the name of something
 * it is about, or in a corroboration or denial of its record. There are few of these, so what they make a hit is found
 * from them, and tested by us: the index would go through all stances that have the word.
 */
export async function stanceHits(plain: PlainSql, wanted: WantedHits): Promise<FoundStance[]> {
  const own = await plain.words.findStances(wanted);
  const after = own.length < wanted.most ? 0 : (own.at(-1)?.sequence ?? 0);
  const found = new Map(own.map((hit) => [hit.sequence, hit]));
  for (const hit of await citedHits(plain, wanted, after)) found.set(hit.sequence, hit);
  return [...found.values()].sort((a, b) => b.sequence - a.sequence).slice(0, wanted.most);
}

/** The newest hits after a sequence number of which an act has a term; of some, no act would have been needed. */
async function citedHits(plain: PlainSql, wanted: WantedHits, after: Sequence): Promise<FoundStance[]> {
  const { terms, acts, known, most } = wanted;
  const cited: ReadonlySet<Sequence>[] = [];
  for (const { term } of terms) cited.push(new Set(await plain.words.findRecords(acts, term, known)));
  const versions = await versionsOf(plain, new Set(cited.flatMap((records) => [...records])), wanted, after);
  const hits: FoundStance[] = [];
  for (let start = 0; start < versions.length && hits.length < most; start += batch) {
    const some = versions.slice(start, start + batch);
    const texts = await plain.words.textsOf(some.map(({ sequence }) => sequence));
    const recordOf = new Map(some.map(({ sequence, record }) => [sequence, record]));
    for (const text of texts) {
      const record = recordOf.get(text.sequence) as Sequence;
      const searched = searchedText(text);
      const isHeld = (term: RankedTerm, place: number) =>
        cited[place]?.has(record) || timesIn(searched, term) > 0;
      if (terms.every(isHeld)) hits.push({ ...text, record });
    }
  }
  return hits;
}

/** The stances of records, after a sequence number, that are known and count; newest first. */
async function versionsOf(
  plain: PlainSql,
  records: ReadonlySet<Sequence>,
  { known, asOf }: WantedHits,
  after: Sequence,
): Promise<{ readonly sequence: Sequence; readonly record: Sequence }[]> {
  const sql = `SELECT entries.sequence, entries.record FROM entries
    CROSS JOIN stances
    WHERE entries.record IN ${plain.dialect.numbers} AND stances.sequence = entries.sequence
      AND entries.sequence > ? AND entries.sequence <= ? AND stances.effective_day <= ?`;
  const versions = await inLists(records, (list) =>
    plain.rows<{ sequence: Sequence; record: Sequence }>(sql, [list, after, known, asOf]),
  );
  return versions.sort((a, b) => b.sequence - a.sequence);
}

/** What was indexed, in pieces. */
export function searchedText({ words, names }: Pick<FoundStance, 'words' | 'names'>): SearchedText {
  return { pieces: words.split(' '), names: names.split(' ') };
}
