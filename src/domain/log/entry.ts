import type { DemandId, PartyId, Sequence } from '../identifiers.js';
import type { Attribution } from '../attribution.js';
import type { Position } from './position.js';
import type { Day, EdtfDate } from '../when.js';

interface KindOfEntry {
  readonly value: string;
  readonly label: string;
  /** Carries a whole version of its record. */
  readonly hasWords: boolean;
  /** Moves every cell in which its record ever stood. A report is not among these: it moves only its own cell. */
  readonly movesCells: boolean;
  /** Whether the list of corrections shows it, as in a newspaper: always, if asked for, or never. */
  readonly isListed: 'always' | 'asked' | 'never';
}

/**
 * The kinds of entry in the one log (docs/rules.md, "One log"), with everything that depends on the kind alone. What a
 * kind does to its record is in `effects` (record-acts.ts).
 */
export const entryKinds = [
  { value: 'report', label: 'Report', hasWords: true, movesCells: false, isListed: 'never' },
  { value: 'corroboration', label: 'Corroboration', hasWords: false, movesCells: false, isListed: 'never' },
  { value: 'correction', label: 'Correction', hasWords: true, movesCells: true, isListed: 'always' },
  { value: 'clarification', label: 'Clarification', hasWords: true, movesCells: false, isListed: 'asked' },
  { value: 'retraction', label: 'Retraction', hasWords: false, movesCells: true, isListed: 'always' },
  { value: 'restoration', label: 'Restoration', hasWords: false, movesCells: true, isListed: 'always' },
  { value: 'denial', label: 'Denial', hasWords: false, movesCells: true, isListed: 'asked' },
] as const satisfies readonly KindOfEntry[];

type AnyKind = (typeof entryKinds)[number];
export type EntryKind = AnyKind['value'];
/** A report begins a record; the others are its next versions. */
export type VersionKind = Extract<AnyKind, { readonly hasWords: true }>['value'];
export type ActKind = Exclude<EntryKind, VersionKind>;

/** The kinds for which something holds, in their order. */
export function kindsThat(holds: (kind: KindOfEntry) => boolean): EntryKind[] {
  return entryKinds.filter(holds).map(({ value }) => value);
}

const versionKinds: ReadonlySet<EntryKind> = new Set(kindsThat(({ hasWords }) => hasWords));

export function isVersionKind(kind: EntryKind): kind is VersionKind {
  return versionKinds.has(kind);
}

export function kindLabel(kind: EntryKind): string {
  return entryKinds.find(({ value }) => value === kind)?.label as string;
}

/** As much of a stance as the cell rule needs. `day` is the day it counts from, `date` the date as given. */
export interface StanceCore {
  readonly party: PartyId;
  readonly demand: DemandId;
  readonly position: Position;
  readonly attribution: Attribution | null;
  readonly date: EdtfDate;
  readonly day: Day;
  readonly time: string | null;
}

interface EntryBase {
  readonly sequence: Sequence;
  /** The sequence number of the report that began the record. */
  readonly record: Sequence;
  /** The first entry of what was done to many records in one step. */
  readonly batch?: Sequence | null;
}

export interface VersionEntry extends EntryBase {
  readonly kind: VersionKind;
  readonly stance: StanceCore;
  /** The joint statement that it is part of. */
  readonly joint?: Sequence | null;
  /** The first entry of the same correction of many records. */
  readonly batch?: Sequence | null;
}

/** An act on the record or, with a target, on one of its corroborations and denials. */
export interface ActEntry extends EntryBase {
  readonly kind: ActKind | 'clarification';
  readonly target?: Sequence | null;
}

export type Entry = VersionEntry | ActEntry;

export function isVersion(entry: Entry): entry is VersionEntry {
  return 'stance' in entry;
}

/** The same of an entry whose words are not at hand: a clarification of another entry’s sources is no version. */
export function beginsVersion({
  kind,
  target,
}: {
  readonly kind: EntryKind;
  readonly target: Sequence | null;
}): boolean {
  return isVersionKind(kind) && target === null;
}
