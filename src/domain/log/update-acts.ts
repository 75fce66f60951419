import type { Sequence } from '../identifiers.js';
import type { PublishedEntry } from './published-entry.js';
import type { RecordOutcome } from './record-state.js';

/** A record that an act on its update leaves out, and why. */
export interface SkippedRecord {
  readonly record: Sequence;
  readonly why: string;
}

export interface ActOnUpdate {
  readonly records: readonly Sequence[];
  readonly skipped: readonly SkippedRecord[];
}

/** Retracting an update leaves out what was already corrected or retracted; superseded records are retracted too. */
export function retractionOfUpdate(states: readonly RecordOutcome[]): ActOnUpdate {
  return split(states, ({ status, isCorrected }) => {
    if (status === 'retracted') return 'it is retracted already';
    return isCorrected ? 'it has been corrected since; retract it by itself if it is wrong' : null;
  });
}

/** Restoring an update restores every retracted record of it. */
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

/** The update that published all of these reports; null if it was not one. */
export function updateOfAll(reports: readonly (PublishedEntry | undefined)[]): PublishedEntry['update'] {
  const update = reports[0]?.update ?? null;
  return reports.every((report) => report?.update?.id === update?.id) ? update : null;
}
