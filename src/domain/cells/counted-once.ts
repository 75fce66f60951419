import type { DemandId } from '../identifiers.js';
import type { Question } from '../structure/negotiation.js';
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
  const taken = new Set<Found | null>();
  const asked = new Set<Found>();
  for (const { alternatives } of questions) {
    const present = new Set(alternatives.filter(({ left }) => left === null).map(({ demand }) => demand));
    if (present.size === 0) continue;
    const answers = found.filter(({ demandId }) => present.has(demandId));
    for (const answer of answers) asked.add(answer);
    taken.add(nearestToAgreement(answers));
  }
  return found.filter((each) => !asked.has(each) || taken.has(each));
}
