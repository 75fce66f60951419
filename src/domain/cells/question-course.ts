import type { Clocks } from './cell.js';
import { isContested } from './contested.js';
import { type CoursePoint, courseOf } from './course.js';
import { movedWords, type OnAlternative } from './question-standing.js';
import type { PartyId } from '../identifiers.js';
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

interface Move {
  readonly day: Day;
  readonly words: string;
}

/** The days on which a party moved between the alternatives, up to the clocks, oldest first. */
export function movesOnQuestion(
  log: NegotiationLog,
  { id, name }: Pick<Party, 'id' | 'name'>,
  { alternatives, unit }: Pick<Question, 'unit'> & { readonly alternatives: readonly PresentAlternative[] },
  clocks: Clocks,
): Move[] {
  const courses = alternatives.map((alternative) => ({
    alternative,
    points: courseOf(log, id, alternative.demand.id, clocks),
  }));
  const days = [...new Set(courses.flatMap(({ points }) => points.map(({ day }) => day)))].sort();
  const standings = days.map((day) =>
    courses.flatMap(({ alternative, points }): OnAlternative[] => {
      const point = points.findLast((each: CoursePoint) => each.day <= day);
      return point ? [{ alternative, position: point.position }] : [];
    }),
  );
  return days.flatMap((day, index) => {
    const words = movedWords(name, standings[index - 1] ?? [], standings[index] ?? [], unit);
    return words === null ? [] : [{ day, words }];
  });
}
