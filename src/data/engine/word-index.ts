import type { SearchTerm } from '../../domain/search.js';
import type { RankedTerm } from '../../domain/search-rank.js';

/** The full-text index of a database: what is put into it, and how it is searched. */
export interface WordIndex {
  /** Replaces the words indexed for entries, and the names of what the entries are about. */
  readonly putEntries: (entries: readonly IndexedEntry[]) => Promise<void>;
  /** The same for things that are found by their name. */
  readonly putNames: (names: readonly NewName[]) => Promise<void>;
  /** Makes one of all the parts that were put in, after very many at once. */
  readonly join: () => Promise<void>;
  /** The newest stances that match, newest first. */
  readonly findStances: (wanted: WantedStances) => Promise<FoundStance[]>;
  /** The records whose corroborations and denials, under a name, contain a term; as of a sequence number. */
  readonly findRecords: (acts: string, term: SearchTerm, known: number) => Promise<number[]>;
  /** What was indexed for entries, in any order. */
  readonly textsOf: (sequences: readonly number[]) => Promise<Omit<FoundStance, 'record'>[]>;
  /** The rows of names that contain all terms, in any order; kinds as they were put in. */
  readonly findNames: (kinds: readonly string[], terms: readonly SearchTerm[]) => Promise<number[]>;
  /** The newest of one kind up to a row, newest first, with what was indexed. */
  readonly findNewestNames: (
    kind: string,
    terms: readonly SearchTerm[],
    asked: { readonly last: number; readonly most: number },
  ) => Promise<IndexedName[]>;
}

export interface IndexedEntry {
  readonly sequence: number;
  readonly words: string;
  readonly names: readonly string[];
}

export interface IndexedName {
  readonly row: number;
  readonly words: string;
}

export interface NewName extends IndexedName {
  readonly kind: string;
}

export interface WantedStances {
  /** The negotiation of the stances, as the index names it. */
  readonly negotiation: string;
  /** Each must occur in the words of the stance, or in the name of something it is about. */
  readonly terms: readonly RankedTerm[];
  /** The newest sequence number, and the latest day from which they may count. */
  readonly known: number;
  readonly asOf: string;
  readonly most: number;
  /** Whether what was indexed is asked for as well. */
  readonly withWords: boolean;
}

export interface FoundStance {
  readonly sequence: number;
  readonly record: number;
  /** As indexed, the names with spaces between; they may be empty if they were not asked for. */
  readonly words: string;
  readonly names: string;
}
