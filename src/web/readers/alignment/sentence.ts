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
 * “On opposite sides on the largest number of demands: Russia and Ukraine (11; both positions are known on 17). Largest
 * share where 10 or more are known: …”, and the same of both for. The most is not the largest share: both are said.
 */
export function alignmentSentence(pairs: readonly Alignment[]): string {
  const sentences = [
    mostOften(pairs, 'opposite_sides', 'On opposite sides'),
    mostOften(pairs, 'both_for', 'Both for'),
  ].filter((words) => words !== '');
  return sentences.join(' ') || 'On no demand is it known of two parties where both stand.';
}

interface Counted {
  readonly parties: Alignment['parties'];
  readonly count: number;
  readonly known: number;
}

function mostOften(pairs: readonly Alignment[], wanted: Comparison, words: string): string {
  const all = pairs.map((pair): Counted => {
    const known = pair.counted.length - pair.counts.not_known;
    return { parties: pair.parties, count: pair.counts[wanted], known };
  });
  const most = all.reduce((highest, { count }) => Math.max(highest, count), 0);
  if (most === 0) return '';
  const leading = all.filter(({ count }) => count === most);
  const number = namesOf(leading, ({ count, known }, isFirst) =>
    isFirst ? `${count}; both positions are known on ${known}` : `${count}; known on ${known}`,
  );
  return `${words} on the largest number of demands: ${number}.${shareWords(all, leading)}`;
}

function shareWords(all: readonly Counted[], leading: readonly Counted[]): string {
  const known = all.filter((pair) => pair.known >= leastKnown);
  const [first, ...others] = known;
  if (!first) return '';
  const highest = others.reduce((best, pair) => (compareShares(pair, best) > 0 ? pair : best), first);
  const largest = known.filter((pair) => compareShares(pair, highest) === 0);
  const where = `where ${leastKnown} or more are known`;
  if (largest.length === leading.length && largest.every((pair) => leading.includes(pair)))
    return ` That is also the largest share ${where}.`;
  return ` Largest share ${where}: ${namesOf(largest, ({ count, known: of }) => `${count} of ${of}`)}.`;
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
