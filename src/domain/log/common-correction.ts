import { type Attribution, confidenceOf } from '../attribution.js';
import type { NewStance } from './new-stance.js';
import type { RecordState } from './record-state.js';
import { valuesOfStance } from './stance.js';
import type { EdtfDate } from '../when.js';

/** What was wrong in several records in the same way; null for what stays as it is in each. */
export interface CommonCorrection {
  readonly date: EdtfDate | null;
  readonly attribution: Attribution | null;
  readonly firstReportedBy: string | null;
}

export function changesNothing({ date, attribution, firstReportedBy }: CommonCorrection): boolean {
  return date === null && attribution === null && firstReportedBy === null;
}

/**
 * The record as it is to be now: with its own words and sources, and what is corrected in all. The usual confidence of
 * an attribution changes with it, another stays.
 */
export function correctedVersion(
  { stance, ownCitations }: Pick<RecordState, 'stance' | 'ownCitations'>,
  { date, attribution, firstReportedBy }: CommonCorrection,
): { readonly sources: readonly number[]; readonly stance: NewStance } {
  const sources = [...new Set(ownCitations.map(({ source }) => source.id))];
  const present = valuesOfStance(stance);
  const isUsual = stance.attribution !== null && stance.confidence === confidenceOf(stance.attribution);
  return {
    sources,
    stance: {
      ...present,
      ...(date !== null && { date }),
      ...(attribution !== null && { attribution }),
      ...(isUsual && { confidence: null }),
      citations: ownCitations.map((citation) => ({
        source: sources.indexOf(citation.source.id),
        locator: citation.locator,
        firstReportedBy: firstReportedBy ?? citation.firstReportedBy,
      })),
    },
  };
}
