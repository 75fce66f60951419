import { type Attribution, type Edge, edgeOf, type EvidenceClass } from '../attribution.js';
import type { PartyId } from '../identifiers.js';
import { codeOf, type Position } from '../log/position.js';
import type { Demand, Party } from '../structure/negotiation.js';
import type { Day, EdtfDate } from '../when.js';
import { type Clocks, classOfStance, type EmptyCell, type RecordAt, type SetCell } from './cell.js';
import { hasMoved } from './changes-counted.js';
import { contestsOf } from './contested.js';
import type { NegotiationLog } from './negotiation-log.js';
import { clocksOn } from './past.js';
import { isReservedIn } from './reserved.js';
import { isStale, type Staleness } from './stale.js';

/** The columns of the strip on which marks stand: the codes of the scale. Their order says something, their distance nothing. */
export const standColumns = [-3, -2, -1, 0, 1, 2, 3] as const;

/** One party’s position on a demand, as it is marked where they stand (docs/rules.md, “Where they stand”). */
export interface StandMark {
  readonly party: Party;
  readonly setting: RecordAt;
  readonly position: Position;
  readonly evidence: EvidenceClass;
  /** How it is drawn by what is known of it. */
  readonly edge: Edge;
  /** True if the gap is about this party too; of a demand that is past there is none. */
  readonly isAmong: boolean;
  /** If it moved since the day chosen: what it was at its end or, if that was no other value, what it left; else null. */
  readonly was: Position | null;
  /** When it was last said, if that is stale; else null. */
  readonly staleDate: EdtfDate | null;
  /** Newer reports on the other side of 0: then it is contested, and stands beside the strip. */
  readonly contests: readonly RecordAt[];
  /** True of an agreement of a party that reserves the whole. */
  readonly isReserved: boolean;
}

/** A party without a coded position, which is not neutrality: nothing sets its cell, or a finding does. */
export interface Unmarked {
  readonly party: Party;
  readonly cell: EmptyCell | SetCell;
  readonly isAmong: boolean;
}

/** What is asked of each cell of a demand. */
export interface AskedMarks {
  readonly log: NegotiationLog;
  readonly clocks: Clocks;
  /** Stale positions are dated. */
  readonly staleness: Staleness;
  /** Moves are marked that came after the end of this day; null marks none. */
  readonly since: Day | null;
  readonly reserving: ReadonlySet<PartyId>;
}

/** The mark of a party or, without a coded position, that it has none. */
export function markOf(
  party: Party,
  demand: Pick<Demand, 'id'>,
  isAmong: boolean,
  { log, clocks, staleness, since, reserving }: AskedMarks,
): StandMark | Unmarked {
  const cell = log.cellAt(party.id, demand.id, clocks);
  const evidence = cell.isSet ? classOfStance(cell.setting.stance) : null;
  if (!cell.isSet || evidence === null) return { party, cell, isAmong };
  const { setting } = cell;
  const { position, attribution, date } = setting.stance;
  return {
    party,
    setting,
    position,
    evidence,
    edge: edgeOf(attribution as Attribution),
    isAmong,
    was: since === null ? null : positionLeft(log, party, demand, { clocks, since }),
    staleDate: isStale(cell, demand, staleness) ? date : null,
    contests: contestsOf(cell),
    isReserved: isReservedIn(cell, party.id, reserving),
  };
}

export function isMarked(each: StandMark | Unmarked): each is StandMark {
  return 'setting' in each;
}

export function isUnmarked(each: StandMark | Unmarked): each is Unmarked {
  return !isMarked(each);
}

/** The column in which a mark stands; null for one beside the strip, contradictory or contested. */
export function columnOf({ position, contests }: Pick<StandMark, 'position' | 'contests'>): number | null {
  return contests.length > 0 ? null : codeOf(position);
}

/**
 * From where a party moved since the end of a day: what it held then, if that is another value than now; else what it left
 * last, having moved and come back, or having been recorded since. Null if it has not moved: a first record is no movement.
 */
export function positionLeft(
  log: NegotiationLog,
  party: Party,
  demand: Pick<Demand, 'id'>,
  { clocks, since }: { readonly clocks: Clocks; readonly since: Day },
): Position | null {
  const moved = log.cell(party.id, demand.id).movedSince(since, clocksOn(demand.id, clocks));
  if (moved === null || !hasMoved(moved)) return null;
  const { before, left, after } = moved;
  return before === null || before === after ? left : before;
}
