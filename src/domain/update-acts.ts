import type { Sequence } from './entry.js';
import type { RecordOutcome } from './record-state.js';

/** A record that an act on its whole update passes over, and why. */
export interface SkippedRecord {
  readonly record: Sequence;
  readonly why: string;
}

export interface ActOnUpdate {
  readonly records: readonly Sequence[];
  readonly skipped: readonly SkippedRecord[];
}

/** Retracting an update passes over what was corrected or retracted already; a superseded record goes too. */
export function retractionOfUpdate(states: readonly RecordOutcome[]): ActOnUpdate {
  return split(states, ({ status, isCorrected }) => {
    if (status === 'retracted') return 'it is retracted already';
    return isCorrected ? 'it has been corrected since; retract it by itself if it is wrong' : null;
  });
}

/** Restoring an update brings back every record of it that is retracted. */
export function restorationOfUpdate(states: readonly RecordOutcome[]): ActOnUpdate {
  return split(states, ({ status }) => (status === 'retracted' ? null : 'it is not retracted'));
}

function split(
  states: readonly RecordOutcome[],
  whySkipped: (state: RecordOutcome) => string | null,
): ActOnUpdate {
  const judged = states.map((state) => ({ record: state.record, why: whySkipped(state) }));
  return {
    records: judged.filter(({ why }) => why === null).map(({ record }) => record),
    skipped: judged.flatMap(({ record, why }) => (why === null ? [] : [{ record, why }])),
  };
}
