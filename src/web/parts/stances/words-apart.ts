import type { StanceView } from './stance-view.js';

/** What `views/parts/stance-words.ejs` prints of a stance. */
export type StanceWordsView = Pick<
  StanceView,
  | 'jointly'
  | 'told'
  | 'direction'
  | 'summary'
  | 'quote'
  | 'speaker'
  | 'labelled'
  | 'namedConditions'
  | 'declaredPriority'
>;

/** Those of a record that does not stand. */
export const noWords: StanceWordsView = {
  ...{ jointly: null, told: null, direction: null, summary: null, quote: null, speaker: null },
  ...{ labelled: [], namedConditions: [], declaredPriority: null },
};

/** The words of a stance that are still what we say, and those that are not; null if all are. */
export interface WordsApart {
  readonly kept: StanceWordsView;
  readonly gone: StanceWordsView | null;
}

/** Compares the words of a version with those of the newest one of its record. */
export function wordsApart(then: StanceWordsView, now: StanceWordsView): WordsApart {
  const isKept = (name: keyof StanceWordsView) => isSame(then[name], now[name]);
  const only = (isWanted: (isSaidStill: boolean) => boolean): StanceWordsView => ({
    jointly: isWanted(true) ? then.jointly : null,
    told: isWanted(isKept('told')) ? then.told : null,
    direction: isWanted(isKept('direction')) ? then.direction : null,
    summary: isWanted(isKept('summary')) ? then.summary : null,
    quote: isWanted(isKept('quote')) ? then.quote : null,
    speaker: isWanted(isKept('speaker')) ? then.speaker : null,
    labelled: then.labelled.filter((line) => isWanted(now.labelled.some((other) => isSame(line, other)))),
    namedConditions: isWanted(isKept('namedConditions')) ? then.namedConditions : [],
    declaredPriority: isWanted(isKept('declaredPriority')) ? then.declaredPriority : null,
  });
  const gone = only((isSaidStill) => !isSaidStill);
  return { kept: only((isSaidStill) => isSaidStill), gone: isEmpty(gone) ? null : gone };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isEmpty({ labelled, namedConditions, ...others }: StanceWordsView): boolean {
  const isSaid = labelled.some(({ text }) => text !== null) || namedConditions.length > 0;
  return !isSaid && Object.values(others).every((each) => each === null);
}
