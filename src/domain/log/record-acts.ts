import { type Attribution, evidenceClassOf } from './attribution.js';
import type { EntryKind } from './entry.js';
import type { Sequence } from '../identifiers.js';

/** What became of a record (docs/rules.md, "One log"). Only a standing one takes part in the cell rule. */
export type RecordStatus = 'standing' | 'denied' | 'retracted';

/** What the entries of a record, so far, have made of it besides its words. */
export interface RecordActs {
  /** The retraction that holds; null while it stands, or stands again. */
  withdrawnBy: Sequence | null;
  /** The denial under the record, whatever its status; null if there is none. */
  deniedBy: Sequence | null;
  /** True if its words have been corrected, not only clarified. */
  isCorrected: boolean;
}

/** What an entry of each kind makes of its record; null for what leaves it as it is. */
export type Effects<Kind extends string> = Readonly<
  Record<Kind, ((acts: RecordActs, sequence: Sequence) => void) | null>
>;

const otherWords = () => undefined;

/** The one place that says it: a kind that is added and not handled here does not compile. */
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

/** Takes the next entry of the record; false if that leaves everything as it is. */
export function takeEntry(
  acts: RecordActs,
  { kind, sequence }: { readonly kind: EntryKind; readonly sequence: Sequence },
): boolean {
  const effect = effects[kind];
  effect?.(acts, sequence);
  return effect !== null;
}

/** A denial counts only against words that are not on the record; a correction can take them there. */
export function statusOf(
  { withdrawnBy, deniedBy }: RecordActs,
  attribution: Attribution | null,
): RecordStatus {
  if (withdrawnBy !== null) return 'retracted';
  const isOnRecord = attribution !== null && evidenceClassOf(attribution) === 'on_record';
  return deniedBy !== null && !isOnRecord ? 'denied' : 'standing';
}
