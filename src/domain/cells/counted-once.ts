import type { DemandId } from '../identifiers.js';
import type { Question } from '../structure/negotiation.js';
import { questionOf } from '../structure/question.js';
import type { Gap } from './gap.js';
import { nearestToAgreement } from './question-standing.js';

/** What was found on a demand, and the gap on it. */
export interface FoundOnDemand {
  readonly demandId: DemandId;
  readonly gap: Gap;
}

/**
 * Without the alternatives of each question but the one with the gap nearest to agreement, so that counts take a
 * question once (docs/rules.md, "Two parties").
 */
export function takingQuestionsOnce<Found extends FoundOnDemand>(
  found: readonly Found[],
  questions: readonly Question[],
): Found[] {
  const asked = found.map((each) => questionOf(questions, each.demandId)?.id ?? null);
  return found.filter((each, place) => {
    const question = asked[place];
    if (question === null) return true;
    return nearestToAgreement(found.filter((_, index) => asked[index] === question)) === each;
  });
}
