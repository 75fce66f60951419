import type { Clocks } from './cell.js';
import { isContested } from './contested.js';
import { countedCourseOf } from './course.js';
import { movedWords, type OnAlternative, standing } from './question-standing.js';
import type { DemandId, PartyId } from '../identifiers.js';
import type { NegotiationLog } from './negotiation-log.js';
import type { Party, Question } from '../structure/negotiation.js';
import type { PresentAlternative } from '../structure/question.js';
import type { Day } from '../when.js';

/** The positions of a party on the alternatives, at the clocks; those on which it has none, or a contested one, are left out. */
export function positionsOnQuestion(
  log: NegotiationLog,
  party: PartyId,
  alternatives: readonly PresentAlternative[],
  clocks: Clocks,
): OnAlternative[] {
  return alternatives.flatMap((alternative) => {
    const cell = log.cellAt(party, alternative.demand.id, clocks);
    const isKnown = cell.isSet && !isContested(cell);
    return isKnown ? [{ alternative, position: cell.setting.stance.position }] : [];
  });
}

export interface Move {
  readonly day: Day;
  readonly words: string;
  /** The alternatives at which it stood, and those at which it stands from that day on. */
  readonly from: readonly DemandId[];
  readonly to: readonly DemandId[];
}

/**
 * The days on which a party moved between the alternatives, up to the clocks, oldest first. While its position on one of
 * them is contested or has no code, it is not known where it stands, and it has not moved.
 */
export function movesOnQuestion(
  log: NegotiationLog,
  { id, name }: Pick<Party, 'id' | 'name'>,
  { alternatives, unit }: Pick<Question, 'unit'> & { readonly alternatives: readonly PresentAlternative[] },
  clocks: Clocks,
): Move[] {
  const courses = alternatives.map((alternative) => ({
    alternative,
    points: countedCourseOf(log, id, alternative.demand.id, clocks),
  }));
  const days = [...new Set(courses.flatMap(({ points }) => points.map(({ day }) => day)))].sort();
  const moves: Move[] = [];
  let before: readonly OnAlternative[] = [];
  for (const day of days) {
    const present = courses.map(({ alternative, points }) => {
      const point = points.findLast((each) => each.day <= day);
      return { alternative, isUnknown: point?.position === null, position: point?.position ?? null };
    });
    if (present.some(({ isUnknown }) => isUnknown)) continue;
    const after = present.flatMap(({ alternative, position }) =>
      position === null ? [] : [{ alternative, position }],
    );
    const words = movedWords(name, before, after, unit);
    if (words !== null) moves.push({ day, words, from: placesOf(before), to: placesOf(after) });
    before = after;
  }
  return moves;
}

function placesOf(positions: readonly OnAlternative[]): DemandId[] {
  return standing(positions).map(({ alternative }) => alternative.demand.id);
}
