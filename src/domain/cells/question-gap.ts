import type { Clocks } from './cell.js';
import { type DemandSummary, summaryOfDemand } from './demand-summary.js';
import type { NegotiationLog } from './negotiation-log.js';
import { isPast } from './past.js';
import { nearestToAgreement } from './question-standing.js';
import type { Negotiation } from '../structure/negotiation.js';
import type { PresentAlternative } from '../structure/question.js';

/** The gaps on the alternatives of a question, in their order. */
export interface QuestionGaps {
  /** Null for an alternative that is past, which has no gap. */
  readonly ofAlternatives: readonly (DemandSummary | null)[];
  /** The one nearest to agreement, by which the question is counted once; null if no alternative has one. */
  readonly nearest: DemandSummary | null;
}

export function gapsOnQuestion(
  negotiation: Negotiation,
  alternatives: readonly PresentAlternative[],
  log: NegotiationLog,
  clocks: Clocks,
): QuestionGaps {
  const ofAlternatives = alternatives.map(({ demand }) =>
    isPast(demand, clocks) ? null : summaryOfDemand(negotiation, demand, log, clocks),
  );
  return { ofAlternatives, nearest: nearestToAgreement(ofAlternatives.filter((gap) => gap !== null)) };
}
