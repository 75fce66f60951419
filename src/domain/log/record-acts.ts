import { type Attribution, evidenceClassOf } from './attribution.js';
import type { EntryKind } from './entry.js';
import type { Sequence } from '../identifiers.js';

/** The status of a record (docs/rules.md, "One log"). Only a standing one takes part in the cell rule. */
export type RecordStatus = 'standing' | 'denied' | 'retracted';

/** What the entries of a record so far have done to it, apart from its wording. */
export interface RecordActs {
  /** The retraction in force; null if there is none, or if the record was restored. */
  withdrawnBy: Sequence | null;
  /** The denial of the record, whatever its status; null if there is none. */
  deniedBy: Sequence | null;
  /** True if it has been corrected, not only clarified. */
  isCorrected: boolean;
}

/** What an entry of each kind does to its record; null if nothing, not even its wording, changes. */
export type Effects<Kind extends string> = Readonly<
  Record<Kind, ((acts: RecordActs, sequence: Sequence) => void) | null>
>;

const otherWords = () => undefined;

/** The only place that defines this: a kind without an effect here does not compile. */
export const effects: Effects<EntryKind> = {
  report: otherWords,
  corroboration: null,
  correction: (acts) => {
    acts.isCorrected = true;
  },
  clarification: otherWords,
  retraction: (acts, sequence) => {
    acts.withdrawnBy = sequence;
  },
  restoration: (acts) => {
    acts.withdrawnBy = null;
  },
  denial: (acts, sequence) => {
    acts.deniedBy = sequence;
  },
};

export function nothingDone(): RecordActs {
  return { withdrawnBy: null, deniedBy: null, isCorrected: false };
}

/** What all entries of one record, in the order of the log, have done to it. */
export function actsOf(
  entries: readonly { readonly kind: EntryKind; readonly sequence: Sequence }[],
): RecordActs {
  const acts = nothingDone();
  for (const entry of entries) takeEntry(acts, entry);
  return acts;
}

/** Takes the next entry of the record; false if it changes nothing. */
export function takeEntry(
  acts: RecordActs,
  { kind, sequence }: { readonly kind: EntryKind; readonly sequence: Sequence },
): boolean {
  const effect = effects[kind];
  effect?.(acts, sequence);
  return effect !== null;
}

/** A denial counts only while the record is not on the record; a correction can put it there. */
export function statusOf(
  { withdrawnBy, deniedBy }: RecordActs,
  attribution: Attribution | null,
): RecordStatus {
  if (withdrawnBy !== null) return 'retracted';
  const isOnRecord = attribution !== null && evidenceClassOf(attribution) === 'on_record';
  return deniedBy !== null && !isOnRecord ? 'denied' : 'standing';
}
