import { isTermAt, type SearchTerm } from './search.js';

/** What something is found by: its words, folded and in pieces, and the names of what it is about. */
export interface SearchedText {
  readonly pieces: readonly string[];
  readonly names: readonly string[];
}

/** A word that was searched for, and the names that contain it. */
export interface RankedTerm {
  readonly term: SearchTerm;
  readonly names: readonly string[];
}

/** How little it adds that a word occurs once more, and how much it takes that a text is long: the usual values of BM25. */
const [saturation, lengthShare] = [1.2, 0.75];

/**
 * How well each of the texts fits a search, the higher the better, by the measure BM25: the more often it has the words,
 * the rarer these are and the shorter it is. Rare and short among what was found, not in the whole record: that would
 * have to be walked through for every search, and a text would rank otherwise in every database.
 */
export function* searchRanks(
  texts: readonly SearchedText[],
  terms: readonly RankedTerm[],
): Generator<undefined, number[]> {
  const times: number[][] = [];
  for (const text of texts) {
    times.push(terms.map((term) => timesIn(text, term)));
    yield;
  }
  const average = texts.reduce((sum, { pieces }) => sum + pieces.length, 0) / texts.length || 1;
  const weights = terms.map((_, place) => {
    const holding = times.filter((each) => (each[place] as number) > 0).length;
    return Math.log(1 + (texts.length - holding + 0.5) / (holding + 0.5));
  });
  return texts.map(({ pieces }, index) => {
    const length = saturation * (1 - lengthShare + (lengthShare * pieces.length) / average);
    return weights.reduce((sum, weight, place) => {
      const found = (times[index] as number[])[place] as number;
      return sum + (weight * found * (saturation + 1)) / (found + length);
    }, 0);
  });
}

/** How often a text has a term; a name that has it counts once. */
export function timesIn({ pieces, names }: SearchedText, { term, names: wanted }: RankedTerm): number {
  let times = wanted.some((name) => names.includes(name)) ? 1 : 0;
  for (let at = 0; at < pieces.length; at += 1) if (isTermAt(pieces, at, term)) times += 1;
  return times;
}
