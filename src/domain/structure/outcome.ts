import type { Sequence } from '../identifiers.js';
import type { Day, EdtfDate } from '../when.js';

/** What became of a demand in the end, as an editor reports it (docs/rules.md, "Outcome"); never derived. */
export const outcomes = [
  { value: 'carried_out', label: 'Carried out', meaning: 'what it asks for was done' },
  {
    value: 'ended',
    label: 'Ended',
    meaning: 'a measure limited in time took effect and ran out; this says nothing on whether it was kept',
  },
  { value: 'lapsed', label: 'Lapsed', meaning: 'its day or occasion passed without it' },
  { value: 'overtaken', label: 'Overtaken', meaning: 'an event has taken its place' },
] as const;

export type Outcome = (typeof outcomes)[number]['value'];

export const outcomeKinds = [
  { value: 'report', label: 'Outcome' },
  { value: 'correction', label: 'Correction' },
  { value: 'retraction', label: 'Retraction' },
  { value: 'restoration', label: 'Restoration' },
] as const;

export type OutcomeKind = (typeof outcomeKinds)[number]['value'];

/** What a report or a correction says. */
export interface OutcomeWords {
  readonly outcome: Outcome;
  /** The event that has overtaken the demand; null for any other outcome. */
  readonly event: number | null;
  readonly date: EdtfDate;
  /** From which it counts. */
  readonly day: Day;
  /** Why it is so, in the tracker’s words. */
  readonly summary: string;
  readonly sources: readonly CitedSource[];
}

export interface CitedSource {
  readonly id: number;
  readonly outlet: string;
  readonly title: string;
  readonly url: string | null;
  readonly publishedDate: string | null;
  readonly locator: string | null;
}

/** True if readers would see the same sources at the same places. */
export function isSameCited(one: readonly CitedSource[], other: readonly CitedSource[]): boolean {
  return citedText(one) === citedText(other);
}

function citedText(sources: readonly CitedSource[]): string {
  return JSON.stringify(
    sources.map(({ outlet, title, url, publishedDate, locator }) => {
      return [outlet, title, url, publishedDate, locator];
    }),
  );
}

/** An entry about an outcome. `record` is the number of the report that began it, as in the log of stances. */
export interface OutcomeEntry {
  readonly sequence: Sequence;
  readonly record: Sequence;
  readonly kind: OutcomeKind;
  /** RFC 3339, UTC. */
  readonly recordedAt: string;
  /** Null for a retraction and a restoration. */
  readonly words: OutcomeWords | null;
  readonly reason: string | null;
}

/** A report with everything done to it since: its newest words, and whether they stand. */
export interface OutcomeRecord {
  readonly record: Sequence;
  readonly words: OutcomeWords;
  readonly isRetracted: boolean;
  /** In the order of the log. */
  readonly entries: readonly OutcomeEntry[];
}

/** The records among the entries of one demand, in the order of the log; entries that are not known are left out before. */
export function outcomeRecords(entries: readonly OutcomeEntry[]): OutcomeRecord[] {
  const reports = entries.filter(({ kind }) => kind === 'report');
  return reports.map(({ record, words }) => {
    const own = entries.filter((entry) => entry.record === record);
    const decision = own.findLast(({ kind }) => kind === 'retraction' || kind === 'restoration');
    return {
      record,
      words: own.findLast((entry) => entry.words !== null)?.words ?? (words as OutcomeWords),
      isRetracted: decision?.kind === 'retraction',
      entries: own,
    };
  });
}

/** The outcome of a demand on a day: among those that stand, the newest by its day, then by its place in the log. */
export function outcomeOn(entries: readonly OutcomeEntry[], asOf: Day | null): OutcomeRecord | null {
  const counting = standing(entries).filter(({ words }) => asOf === null || words.day <= asOf);
  return counting.sort(byDay).at(-1) ?? null;
}

/** The day from which a demand is past, which is that of its first standing outcome; null if it has none. */
export function pastFrom(entries: readonly OutcomeEntry[]): Day | null {
  return standing(entries).sort(byDay)[0]?.words.day ?? null;
}

function standing(entries: readonly OutcomeEntry[]): OutcomeRecord[] {
  return outcomeRecords(entries).filter(({ isRetracted }) => !isRetracted);
}

function byDay(one: OutcomeRecord, other: OutcomeRecord): number {
  if (one.words.day === other.words.day) return one.record - other.record;
  return one.words.day < other.words.day ? -1 : 1;
}
