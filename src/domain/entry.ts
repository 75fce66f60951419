import type { Attribution } from './attribution.js';
import type { Position } from './position.js';
import type { Day, EdtfDate } from './when.js';

/** The kinds of entry in the one log (docs/rules.md, "One log"). */
export const entryKinds = [
  { value: 'report', label: 'Report' },
  { value: 'corroboration', label: 'Corroboration' },
  { value: 'correction', label: 'Correction' },
  { value: 'clarification', label: 'Clarification' },
  { value: 'retraction', label: 'Retraction' },
  { value: 'restoration', label: 'Restoration' },
  { value: 'denial', label: 'Denial' },
] as const;

export type EntryKind = (typeof entryKinds)[number]['value'];

/** A number of the log: everything published takes the next one. */
export type Sequence = number;
export type PartyId = number;
export type DemandId = number;

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
}

/** A report begins a record; a correction or clarification is its next version. */
export interface VersionEntry extends EntryBase {
  readonly kind: 'report' | 'correction' | 'clarification';
  readonly stance: StanceCore;
}

export interface ActEntry extends EntryBase {
  readonly kind: 'corroboration' | 'retraction' | 'restoration' | 'denial';
}

export type Entry = VersionEntry | ActEntry;

export function isVersion(entry: Entry): entry is VersionEntry {
  return entry.kind === 'report' || entry.kind === 'correction' || entry.kind === 'clarification';
}
