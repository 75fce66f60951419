import type { SearchTerm } from '../../domain/search.js';
import type { NameKind } from './searched-texts.js';

/** The full-text index of a database: what it holds, and what a search asks of it. */
export interface WordIndex {
  /** Puts the words of an entry in the place of those that it had, with the names of what it is about. */
  readonly putEntry: (sequence: number, words: string, names: readonly string[]) => Promise<void>;
  /** The same of something that is found by its name. */
  readonly putName: (row: number, kind: NameKind, words: string) => Promise<void>;
  /** The newest stances that fit, newest first. */
  readonly findStances: (wanted: WantedStances) => Promise<FoundStance[]>;
  /** The rows of names that hold all terms: so many of the best at most; all of them, in any order, without `most`. */
  readonly findNames: (
    kinds: readonly NameKind[],
    terms: readonly SearchTerm[],
    most?: number,
  ) => Promise<number[]>;
}

export interface WantedStances {
  /** The name of the negotiation that they are about, and that of its corroborations and denials. */
  readonly negotiation: string;
  readonly acts: string;
  /**
   * Each has to stand in the words of the stance, or one of the names with it among its names, or in the words of an act
   * on its record.
   */
  readonly terms: readonly WantedTerm[];
  /** The newest sequence number, and the newest day that they count from. */
  readonly known: number;
  readonly asOf: string;
  readonly most: number;
  readonly isRanked: boolean;
}

export interface WantedTerm {
  readonly term: SearchTerm;
  readonly names: readonly string[];
}

export interface FoundStance {
  readonly sequence: number;
  readonly record: number;
  /** The lower the better; 0 where nobody asked. */
  readonly rank: number;
}
