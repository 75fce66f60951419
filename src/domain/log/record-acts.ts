import { type Attribution, evidenceClassOf } from '../attribution.js';
import type { EntryKind } from './entry.js';
import type { Sequence } from '../identifiers.js';

/** The status of a record (docs/rules.md, "One log"). Only a standing one takes part in the cell rule. */
export type RecordStatus = 'standing' | 'denied' | 'retracted';

/** What the entries of a record so far have done to it, apart from its wording. */
export interface RecordActs {
  /** The retraction in force; null if there is none, or if the record was restored. */
  withdrawnBy: Sequence | null;
  /** The denials of the record, whatever its status, oldest first; retracted ones too. */
  denials: readonly Sequence[];
  /** The corroborations and denials that are retracted, each by itself. */
  undone: readonly Sequence[];
  /** True if it has been corrected, not only clarified. */
  isCorrected: boolean;
}

/** As much of an entry as tells what it does to its record. */
export interface EntryMeaning {
  readonly kind: EntryKind;
  readonly sequence: Sequence;
  /** Absent or null for what is done to the record itself. */
  readonly target?: Sequence | null;
}

type Effect = (acts: RecordActs, entry: EntryMeaning) => void;

/** What an entry of each kind does to its record; null if nothing, not even its wording, changes. */
export type Effects<Kind extends string> = Readonly<Record<Kind, Effect | null>>;

const otherWords = () => undefined;

/** The only place that defines this: a kind without an effect here does not compile. */
export const effects: Effects<EntryKind> = {
  report: otherWords,
  corroboration: null,
  correction: (acts) => {
    acts.isCorrected = true;
  },
  clarification: otherWords,
  retraction: (acts, { sequence, target = null }) => {
    if (target === null) acts.withdrawnBy = sequence;
    else acts.undone = [...acts.undone, target];
  },
  restoration: (acts, { target = null }) => {
    if (target === null) acts.withdrawnBy = null;
    else acts.undone = acts.undone.filter((undone) => undone !== target);
  },
  denial: (acts, { sequence }) => {
    acts.denials = [...acts.denials, sequence];
  },
};

const none: readonly Sequence[] = [];

export function nothingDone(): RecordActs {
  return { withdrawnBy: null, denials: none, undone: none, isCorrected: false };
}

export function isAnythingDone({ withdrawnBy, denials, undone, isCorrected }: RecordActs): boolean {
  return withdrawnBy !== null || isCorrected || denials.length > 0 || undone.length > 0;
}

/** The newest denial that is not retracted, whatever the record’s status; null if there is none. */
export function denialOf({ denials, undone }: RecordActs): Sequence | null {
  return denials.findLast((denial) => !undone.includes(denial)) ?? null;
}

/** What all entries of one record, in the order of the log, have done to it. */
export function actsOf(entries: readonly EntryMeaning[]): RecordActs {
  const acts = nothingDone();
  for (const entry of entries) takeEntry(acts, entry);
  return acts;
}

/** Takes the next entry of the record; false if it changes nothing. */
export function takeEntry(acts: RecordActs, entry: EntryMeaning): boolean {
  const effect = effects[entry.kind];
  effect?.(acts, entry);
  return effect !== null;
}

/** A denial counts only while the record is not on the record; a correction can put it there. */
export function statusOf(acts: RecordActs, attribution: Attribution | null): RecordStatus {
  if (acts.withdrawnBy !== null) return 'retracted';
  const isOnRecord = attribution !== null && evidenceClassOf(attribution) === 'on_record';
  return denialOf(acts) !== null && !isOnRecord ? 'denied' : 'standing';
}
