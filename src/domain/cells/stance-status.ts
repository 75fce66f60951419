import type { Clocks } from './cell.js';
import type { Sequence } from '../identifiers.js';
import type { NegotiationLog } from './negotiation-log.js';
import { clocksOn } from './past.js';
import type { Phase } from '../log/record.js';

/** The status of a published stance. */
export const stanceStatuses = [
  { value: 'standing', label: 'Standing' },
  { value: 'superseded', label: 'Superseded' },
  { value: 'corrected', label: 'Corrected' },
  { value: 'retracted', label: 'Retracted' },
  { value: 'denied', label: 'Denied' },
] as const;

export type StanceStatus = (typeof stanceStatuses)[number]['value'];

/** `replacedBy` is the version that corrected it, or the record that superseded it. */
export interface StanceState {
  readonly status: StanceStatus;
  readonly replacedBy: Sequence | null;
  readonly deniedBy: Sequence | null;
  /** True if it was only clarified since: reworded, but nothing that a reader would call a change. */
  readonly isOnlyClarified: boolean;
}

/** The status, at the clocks, of one version of a record. */
export function stanceState(
  log: NegotiationLog,
  { record, sequence }: { readonly record: Sequence; readonly sequence: Sequence },
  clocks: Clocks,
): StanceState {
  const phases = log.phasesOf(record, clocks.known);
  const newest = phases.at(-1) as Phase;
  const later = phases.filter((phase) => phase.version > sequence);
  const { deniedBy } = newest;
  const isOnlyClarified = later.length > 0 && later.every((phase) => phase.versionKind === 'clarification');
  const common = { deniedBy, isOnlyClarified };
  if (later[0]) return { status: 'corrected', replacedBy: later[0].version, ...common };
  if (newest.status !== 'standing') return { status: newest.status, replacedBy: null, ...common };
  const { party, demand } = newest.stance;
  const successor = log.cell(party, demand).successorOf(record, clocksOn(demand, clocks));
  const status = successor ? 'superseded' : 'standing';
  return { status, replacedBy: successor?.version ?? null, ...common };
}
