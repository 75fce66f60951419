import { edgeWords } from '../../../domain/attribution.js';
import { compactName, wasWords } from '../../../domain/cells/stand-words.js';
import type { StandMark } from '../../../domain/cells/stand-mark.js';
import { isolating, listed } from '../../../domain/isolation.js';
import { shortDate } from '../../../domain/when.js';
import type { SignView } from '../stances/sign.js';
import { valueView } from '../stances/value-view.js';

/** A mark as it is printed: the name of a party in the column of its position, with its sign. */
export interface MarkView {
  readonly url: string;
  readonly name: string;
  /** What the mark says by its looks alone: “European Union: Rejects, reported”. */
  readonly words: string;
  readonly sign: SignView;
  /** How it is drawn: by its position, how it is known, and whether the gap counts it. */
  readonly looks: string;
  /** “was Favours”, with where the mark came from; null for a party that has not moved since the day chosen. */
  readonly was: { readonly words: string; readonly way: 'left' | 'right' | 'within' } | null;
  /** “Aug ’25” of a position that was not said again for long. */
  readonly month: string | null;
}

const ways = new Map([
  [-1, 'left'],
  [1, 'right'],
] as const);

export function markView(mark: StandMark, url: string): MarkView {
  const { party, setting, edge, isAmong, staleDate, isReserved } = mark;
  const { label, sign, looks } = valueView(setting.stance);
  const was = wasWords(mark);
  const month = staleDate && shortDate(staleDate.slice(0, 7)).replace(/ 20(?=\d\d$)/, ' ’');
  const words = listed([label, edgeWords(edge), isReserved && 'reserves the whole']);
  const name = compactName(party);
  return {
    url,
    name,
    words: party.shortName === null ? words : isolating`${party.name}: ${words}`,
    sign: sign as SignView,
    looks: `mark ${looks}${isAmong ? ' mark-counts' : ''}`,
    was: was && { words: was.words, way: ways.get(was.way as -1 | 1) ?? 'within' },
    month,
  };
}
