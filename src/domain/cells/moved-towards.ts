import { type Cell, classOfStance } from './cell.js';
import { countedPosition } from './contested.js';
import type { DemandId, PartyId } from '../identifiers.js';
import { codeOf } from '../log/position.js';
import type { Matrix } from './matrix.js';
import type { Demand, Party } from '../structure/negotiation.js';

/** A party whose stated position on a demand is nearer to another's than it was. */
export interface Approach {
  readonly demand: DemandId;
  readonly party: PartyId;
  readonly towards: PartyId;
  /** True if the other came nearer as well. */
  readonly isMutual: boolean;
}

/** The codes of one party on the record, before and after. */
interface Step {
  readonly from: number;
  readonly to: number;
}

/**
 * Who moved towards whom between two matrices of these demands and parties (docs/rules.md, "Who moved towards whom").
 * Where both moved, each of the two is told.
 */
export function approachesBetween(
  before: Matrix,
  after: Matrix,
  demands: readonly Pick<Demand, 'id'>[],
  parties: readonly Pick<Party, 'id' | 'role'>[],
): Approach[] {
  return demands.flatMap(({ id: demand }, row) => {
    const steps = parties.map((_, column) =>
      stepOf(before[row]?.[column] as Cell, after[row]?.[column] as Cell),
    );
    return parties.flatMap(({ id: party }, own) => {
      const step = steps[own];
      // Most have not moved.
      if (!step || step.from === step.to) return [];
      return parties.flatMap(({ id: towards, role }, goal) => {
        const other = steps[goal];
        if (own === goal || role === 'mediator' || !other) return [];
        const approach = approachOf(step, other);
        return approach === null ? [] : [{ demand, party, towards, isMutual: approach === 'both' }];
      });
    });
  });
}

/** Whether the first moved towards the second, alone or both towards one another; null if not. */
export function approachOf(own: Step, other: Step): 'alone' | 'both' | null {
  if (own.from === own.to) return null;
  if (other.from === other.to) return isTowards(own, other.from) ? 'alone' : null;
  const havePassed = (own.from - other.from) * (own.to - other.to) < 0;
  return !havePassed && isTowards(own, other.from) && isTowards(other, own.from) ? 'both' : null;
}

/** The new code lies between the old one and the goal, or is the first on the side of the goal. */
function isTowards({ from, to }: Step, goal: number): boolean {
  const isBetween = from < goal ? to > from && to <= goal : to < from && to >= goal;
  const isFirstOnItsSide = to * goal > 0 && from * goal <= 0;
  return isBetween || isFirstOnItsSide;
}

/** The parties that did not move and that one moved away from, in a row of two matrices; each has been on the record. */
export function recededFrom(
  before: readonly Cell[],
  after: readonly Cell[],
  own: number,
  parties: readonly Pick<Party, 'id' | 'role'>[],
): PartyId[] {
  const step = stepOf(before[own] as Cell, after[own] as Cell);
  if (step === null) return [];
  return parties.flatMap(({ id, role }, column) => {
    const other = stepOf(before[column] as Cell, after[column] as Cell);
    if (column === own || role === 'mediator' || other === null || other.from !== other.to) return [];
    return isAway(step, other.from) ? [id] : [];
  });
}

/** The old code lies between the new one and the other, or is the other. */
function isAway({ from, to }: Step, other: number): boolean {
  return (other <= from && to > from) || (other >= from && to < from);
}

/** Null unless the party is on the record before and after, with codes that count. */
function stepOf(before: Cell, after: Cell): Step | null {
  const [from, to] = [codeOnRecord(before), codeOnRecord(after)];
  return from === null || to === null ? null : { from, to };
}

function codeOnRecord(cell: Cell): number | null {
  const position = countedPosition(cell);
  if (!cell.isSet || position === null || classOfStance(cell.setting.stance) !== 'on_record') return null;
  return codeOf(position);
}
