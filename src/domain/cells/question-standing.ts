import { isolating, listed } from '../isolation.js';
import { codeOf, type Position, positionScale } from '../log/position.js';
import { numberWords } from '../structure/amount.js';
import type { PresentAlternative } from '../structure/question.js';
import type { Gap } from './gap.js';

/** A party’s position on one alternative of a question. */
export interface OnAlternative {
  readonly alternative: PresentAlternative;
  readonly position: Position;
}

/** Where a party stands: at the alternatives with its highest code, if that is above 0 (docs/rules.md, "Questions"). */
export function standing(positions: readonly OnAlternative[]): OnAlternative[] {
  const highest = Math.max(...positions.map(({ position }) => codeOf(position) ?? 0));
  return highest > 0 ? positions.filter(({ position }) => codeOf(position) === highest) : [];
}

/** The groups in which the page of a question shows what a party has said of its alternatives. */
export interface Answers {
  readonly asksFor: readonly OnAlternative[];
  /** Bound to it, or calls it better, without asking for it. */
  readonly agreedOrPrefers: readonly OnAlternative[];
  readonly wouldAccept: readonly OnAlternative[];
  /** Open or neutral, no longer asked for, or contradictory. */
  readonly undecided: readonly OnAlternative[];
  readonly rejects: readonly OnAlternative[];
}

export function answersOf(positions: readonly OnAlternative[]): Answers {
  const among = (isMeant: (code: number, position: Position) => boolean) =>
    positions.filter(({ position }) => isMeant(codeOf(position) ?? 0, position));
  return {
    asksFor: among((_, position) => position === 'insists' || position === 'demands'),
    agreedOrPrefers: among((_, position) => position === 'agreed' || position === 'favours'),
    wouldAccept: among((_, position) => position === 'accepts'),
    undecided: among((code) => code === 0),
    rejects: among((code) => code < 0),
  };
}

/**
 * “Ukraine: from 800,000 (demands) to 600,000 (would accept)”; null if the party stands where it stood, or had no
 * position before.
 */
export function movedWords(
  party: string,
  before: readonly OnAlternative[],
  after: readonly OnAlternative[],
  unit: string | null,
): string | null {
  if (before.every(({ position }) => codeOf(position) === null)) return null;
  const [from, to] = [standing(before), standing(after)];
  if (demandsOf(from) === demandsOf(to)) return null;
  return isolating`${party}: from ${placesWords(from, unit)} to ${placesWords(to, unit)}`;
}

function demandsOf(places: readonly OnAlternative[]): string {
  return places
    .map(({ alternative }) => alternative.demand.id)
    .sort((one, other) => one - other)
    .join();
}

function placesWords(places: readonly OnAlternative[], unit: string | null): string {
  if (places.length === 0) return 'none of the alternatives';
  return listed(
    places.map(({ alternative, position }) => {
      const label = positionScale(position).label.toLowerCase();
      return isolating`${placeWords(alternative, unit)} (${label})`;
    }),
  );
}

/** “800,000”: the amount without its sense and unit, which the question says. */
function placeWords({ demand, amount }: PresentAlternative, unit: string | null): string {
  if (!amount) return isolating`“${demand.proposition}”`;
  return amount.number === null ? 'no limit' : numberWords(amount.number, unit);
}

/** Nearest to agreement first. */
export const byNearness: readonly Gap[] = [
  'agreed',
  'aligned_for',
  'aligned_against',
  'room_signalled',
  'opposed',
  'blocked_by_red_line',
  'off_the_table',
  'not_enough_evidence',
];

/**
 * Of what was found on the alternatives of a question, the one with the gap nearest to agreement: by it the question is
 * counted once. Null for a question without alternatives.
 */
export function nearestToAgreement<Found extends { readonly gap: Gap }>(
  found: readonly Found[],
): Found | null {
  const [nearest = null] = found.toSorted(
    (one, other) => byNearness.indexOf(one.gap) - byNearness.indexOf(other.gap),
  );
  return nearest;
}
