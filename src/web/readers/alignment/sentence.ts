import type { Alignment } from '../../../domain/cells/alignment.js';
import type { Comparison } from '../../../domain/cells/comparison.js';
import { counted } from '../../../domain/cells/wording.js';
import { isolating, namedTogether } from '../../../domain/isolation.js';
import type { Party } from '../../../domain/structure/negotiation.js';

/** A share is told of two parties only where so many demands are known of both. */
const leastKnown = 10;
/** Of more pairs with the same numbers these are named. */
const mostNamed = 6;

/**
 * “Most often on opposite sides: Russia and Ukraine (on 11 of 17 demands known of both); largest share where 10 or more
 * are known: …”, and the same of both for. The most is not the largest share: both are said. Units are said once.
 */
export function alignmentSentence(pairs: readonly Alignment[]): string {
  const sentences = [
    mostOften(pairs, 'opposite_sides', 'on opposite sides'),
    mostOften(pairs, 'both_for', 'both for'),
  ].filter((sentence) => sentence !== null);
  const [first] = sentences;
  if (!first) return 'On no demand is it known of two parties where both stand.';
  const withUnits = sentences.find(({ share }) => share !== null);
  return sentences
    .map((sentence) => {
      const most = namesOf(sentence.leading, ({ count, known }, isFirst) =>
        isFirst && sentence === first
          ? `on ${count} of ${known} demands known of both`
          : `${count} of ${known}`,
      );
      return `Most often ${sentence.words}: ${most}${shareWords(sentence, sentence === withUnits)}.`;
    })
    .join(' ');
}

interface Counted {
  readonly parties: Alignment['parties'];
  readonly count: number;
  readonly known: number;
}

interface MostOften {
  readonly words: string;
  /** All pairs with the largest number. */
  readonly leading: readonly Counted[];
  /** All with the largest share, where enough is known; null where it is not known of any. */
  readonly share: readonly Counted[] | null;
}

function mostOften(pairs: readonly Alignment[], wanted: Comparison, words: string): MostOften | null {
  const all = pairs.map((pair): Counted => {
    const known = pair.counted.length - pair.counts.not_known;
    return { parties: pair.parties, count: pair.counts[wanted], known };
  });
  const most = all.reduce((highest, { count }) => Math.max(highest, count), 0);
  if (most === 0) return null;
  return { words, leading: all.filter(({ count }) => count === most), share: largestShare(all) };
}

function largestShare(all: readonly Counted[]): readonly Counted[] | null {
  const known = all.filter((pair) => pair.known >= leastKnown);
  const [first, ...others] = known;
  if (!first) return null;
  const highest = others.reduce((best, pair) => (compareShares(pair, best) > 0 ? pair : best), first);
  return known.filter((pair) => compareShares(pair, highest) === 0);
}

function shareWords({ leading, share }: MostOften, isFirst: boolean): string {
  if (!share) return '';
  const words = `largest share${isFirst ? ` where ${leastKnown} or more are known` : ''}`;
  if (share.length === leading.length && share.every((pair) => leading.includes(pair)))
    return `, also the ${words}`;
  return `; ${words}: ${namesOf(share, ({ count, known }) => `${count} of ${known}`)}`;
}

function compareShares(one: Counted, other: Counted): number {
  return one.count * other.known - other.count * one.known;
}

/** “Russia and Ukraine (11)”; of three or more parties that all stand so to one another their names once. */
function namesOf(pairs: readonly Counted[], numbers: (pair: Counted, isFirst: boolean) => string): string {
  const [first, ...others] = pairs as [Counted, ...Counted[]];
  const parties = [...new Set(pairs.flatMap((pair) => pair.parties))];
  const isSame = others.every(({ count, known }) => count === first.count && known === first.known);
  const isEachTwo = isSame && pairs.length === (parties.length * (parties.length - 1)) / 2;
  if (isEachTwo && parties.length > 2 && parties.length <= mostNamed)
    return `any two of ${namedTogether(parties.map(nameOf))} (${numbers(first, true)})`;
  const named = pairs.slice(0, mostNamed).map((pair, index) => {
    const [one, other] = pair.parties;
    return isolating`${one.name} and ${other.name} (${numbers(pair, index === 0)})`;
  });
  const rest = pairs.length - named.length;
  return `${named.join(', ')}${rest > 0 ? `, and ${counted(rest, 'more pair')}` : ''}`;
}

function nameOf({ name }: Party): string {
  return name;
}
