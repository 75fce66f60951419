import type { Sequence } from '../../domain/identifiers.js';
import type { SearchTerm } from '../../domain/search.js';
import { type RankedTerm, type SearchedText, searchRanks, timesIn } from '../../domain/search-rank.js';
import type { Demand } from '../../domain/structure/negotiation.js';
import { piecesOf } from '../../domain/text.js';
import type { Day, EdtfDate } from '../../domain/when.js';
import type { Reader } from '../engine/database.js';
import { codes, greatestRow, kindToken, type NameKind } from '../engine/searched-texts.js';
import { plainSql } from '../engine/statements.js';
import { inTurns } from '../engine/in-turns.js';
import type { IndexedName } from '../engine/word-index.js';
import { lastUpdate, newestSourceOf } from '../log/updates.js';
import { betweenTexts, nameOfRow, nameToken } from './search-index.js';
import { searchedText, stanceHits } from './stance-hits.js';

export interface StanceSearch {
  readonly negotiationId: number;
  /** The demands of the negotiation as they are known, each with its topic and its words. */
  readonly demands: readonly SearchedDemand[];
  readonly terms: readonly SearchTerm[];
  readonly known: Sequence;
  /** Null for no limit. */
  readonly asOf: Day | null;
  /** The most stances to find: the newest ones, which are then shown newest first or best first. */
  readonly most: number;
  readonly order: 'newest' | 'best';
}

export type SearchedDemand = Pick<Demand, 'id' | 'proposition' | 'wordings'> & {
  readonly topic: { readonly id: number };
};

export interface StanceHit {
  readonly sequence: Sequence;
  readonly record: Sequence;
}

/**
 * The stances that contain every word: in their own texts, in outlets and agencies, in those of the corroborations and
 * denials of their record, or in the name of their party, demand, topic or speaker. Every matching version of a record
 * is a hit of its own.
 */
export async function searchStances(read: Reader, search: StanceSearch): Promise<StanceHit[]> {
  const { negotiationId, demands, known, asOf, order, most } = search;
  const terms: RankedTerm[] = [];
  for (const term of search.terms) terms.push({ term, names: await namedBy(read, demands, term) });
  const newest = await stanceHits(plainSql(read), {
    negotiation: nameToken('negotiation', negotiationId),
    acts: nameToken('acts', negotiationId),
    terms,
    known,
    asOf: asOf ?? '9999-12-31',
    most,
    withWords: order === 'best',
  });
  if (order === 'newest') return newest;
  return bestFirst(newest, newest.map(searchedText), terms);
}

/** What was found, the best first; of what fits alike, as it was found. */
async function bestFirst<Found>(
  found: readonly Found[],
  texts: readonly SearchedText[],
  terms: readonly RankedTerm[],
): Promise<Found[]> {
  const ranks = await inTurns(searchRanks(texts, terms));
  const ranked = found.map((each, index) => ({ each, rank: ranks[index] as number }));
  return ranked.sort((a, b) => b.rank - a.rank).map(({ each }) => each);
}

/**
 * What has the term in its name, as the index names it; demands only those of the negotiation, also by their topic's
 * name.
 */
async function namedBy(read: Reader, demands: StanceSearch['demands'], term: SearchTerm): Promise<string[]> {
  const rows = await plainSql(read).words.findNames(['party', 'topic', 'demand', 'speaker'], [term]);
  const found = rows.map(nameOfRow);
  const idsOf = (kind: NameKind) => new Set(found.filter((name) => name.kind === kind).map(({ id }) => id));
  const [ofTopics, ofDemands] = [idsOf('topic'), idsOf('demand')];
  return [
    ...[...idsOf('party')].map((id) => nameToken('party', id)),
    ...[...idsOf('speaker')].map((id) => nameToken('speaker', id)),
    ...demands
      .filter(
        (demand) =>
          (ofDemands.has(demand.id) && holdsAll(wordingsOf(demand), [term])) || ofTopics.has(demand.topic.id),
      )
      .map(({ id }) => nameToken('demand', id)),
  ];
}

/** Every wording of a demand that is known: the index has all that there are. */
export function wordingsOf({ proposition, wordings }: Omit<SearchedDemand, 'topic'>): string[] {
  return [...wordings.map(({ before }) => before), proposition];
}

/** Whether texts hold every word, as the index would say of them. */
export function holdsAll(texts: readonly string[], terms: readonly SearchTerm[]): boolean {
  const pieces = texts.flatMap((text) => [...piecesOf(text), betweenTexts]);
  return terms.every((term) => timesIn({ pieces, names: [] }, { term, names: [] }) > 0);
}

/** Something whose name contains all words; what is published by itself by its number. */
export interface NameHit {
  readonly kind: (typeof namesFound)[number];
  readonly id: number;
}

const namesFound = ['demand', 'speaker', 'source', 'update', 'own'] as const;

/**
 * The newest of each kind, at most so many, the best first. What has been published since a sequence number is left out
 * before they are counted, and so are sources that are newer than the newest cited by then: they would take the room of
 * those that could be known.
 */
export async function searchNames(
  read: Reader,
  terms: readonly SearchTerm[],
  {
    negotiationId,
    known,
    most,
    ownSources,
  }: {
    readonly negotiationId: number;
    readonly known: Sequence;
    readonly most: number;
    /** Those that are cited by what is published by itself. */
    readonly ownSources: Iterable<number>;
  },
): Promise<NameHit[]> {
  const plain = plainSql(read);
  const update = await lastUpdate(plain, known);
  const source = Math.max(await newestSourceOf(plain, update), ...ownSources);
  const newest = { source, update, own: known };
  const found: IndexedName[] = [];
  for (const kind of namesFound) {
    const last = kind in newest ? (newest[kind as keyof typeof newest] + 1) * codes : greatestRow;
    const token = kindToken(kind, negotiationId);
    found.push(...(await plain.words.findNewestNames(token, terms, { last, most })));
  }
  const texts = found.map((name) => ({ pieces: name.words.split(' '), names: [] }));
  const asked = terms.map((term) => ({ term, names: [] }));
  return (await bestFirst(found, texts, asked)).map(({ row }) => nameOfRow(row) as NameHit);
}

/** The sources whose outlet, title and author together contain all words. */
export async function searchSources(read: Reader, terms: readonly SearchTerm[]): Promise<number[]> {
  const rows = await plainSql(read).words.findNames(['source'], terms);
  return rows.map((row) => nameOfRow(row).id);
}

/** The names by which sources are found, by id: outlet, title and author. */
export async function namesOfSources(
  read: Reader,
  sources: readonly number[],
): Promise<ReadonlyMap<number, { readonly words: string; readonly publishedDate: EdtfDate | null }>> {
  const plain = plainSql(read);
  const sql = `SELECT id, outlet, title, author, published_date AS publishedDate FROM sources WHERE id IN ${plain.dialect.numbers}`;
  const rows = await plain.rows<SourceNames>(sql, [sources]);
  return new Map(
    rows.map(({ id, outlet, title, author, publishedDate }) => {
      const words = [outlet, title, author].filter((name) => name !== null).join('\n');
      return [id, { words, publishedDate }];
    }),
  );
}

interface SourceNames {
  readonly id: number;
  readonly outlet: string;
  readonly title: string;
  readonly author: string | null;
  readonly publishedDate: EdtfDate | null;
}
