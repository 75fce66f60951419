import type { DemandId, Sequence } from '../identifiers.js';
import type { NamedConditions } from '../log/named-condition.js';
import { partiesNeeded } from '../structure/demand-terms.js';
import type { Demand, Negotiation, Party } from '../structure/negotiation.js';
import type { Clocks, RecordAt } from './cell.js';
import { type ConditionState, conditionReader } from './condition-state.js';
import { knotsOf, shortestCircle } from './knots.js';
import type { NegotiationLog } from './negotiation-log.js';

/** A position with the record that sets it. */
export interface SetPosition {
  readonly party: Party;
  readonly demand: Demand;
  readonly setting: RecordAt;
}

/** The cells of some demands and parties that have a position. */
export function setPositions(
  log: NegotiationLog,
  { demands, parties }: Pick<Negotiation, 'demands' | 'parties'>,
  clocks: Clocks,
): SetPosition[] {
  return demands.flatMap((demand) =>
    parties.flatMap((party): SetPosition[] => {
      const cell = log.cellAt(party.id, demand.id, clocks);
      return cell.isSet ? [{ party, demand, setting: cell.setting }] : [];
    }),
  );
}

/** “Ukraine accepts x only if y is agreed.” */
export interface Wait extends SetPosition {
  readonly condition: ConditionState;
  /** True if the demand needs the party: then the demand waits, not only the party. */
  readonly isNeeded: boolean;
}

/**
 * What these positions wait for, in their order; `named` are the conditions of the stances, by their numbers. Only one
 * that says yes, or may, waits for another demand (docs/rules.md, "Conditions that are demands").
 */
export function waitsOf(
  positions: readonly SetPosition[],
  named: ReadonlyMap<Sequence, NamedConditions>,
  negotiation: Negotiation,
  log: NegotiationLog,
  clocks: Clocks,
): Wait[] {
  const statesOf = conditionReader(negotiation, log, clocks);
  return positions.flatMap((position) => {
    const stance = named.get(position.setting.version);
    if (!stance || !saysYesOrMay(position)) return [];
    const isNeeded = partiesNeeded(negotiation, position.demand).includes(position.party);
    return statesOf(stance).map((condition) => ({ ...position, condition, isNeeded }));
  });
}

function saysYesOrMay({ setting: { stance } }: SetPosition): boolean {
  return stance.position === 'conditional' || stance.position === 'accepts';
}

/** A demand that waits for another one: all who say so. */
export interface Hop {
  readonly demand: Demand;
  readonly on: Demand;
  readonly first: ConditionState['first'];
  readonly waits: readonly Wait[];
}

/**
 * What waits for what, as far as it holds a demand up: not met, and said by a party that the demand needs. In the order
 * of the waits.
 */
export function hopsOf(waits: readonly Wait[]): Hop[] {
  const hops = new Map<string, Wait[]>();
  for (const wait of waits) {
    if (wait.condition.isMet || !wait.isNeeded) continue;
    const key = `${wait.demand.id} ${wait.condition.demand.id} ${wait.condition.first}`;
    hops.set(key, [...(hops.get(key) ?? []), wait]);
  }
  return [...hops.values()].map((all) => {
    const { demand, condition } = all[0] as Wait;
    return { demand, on: condition.demand, first: condition.first, waits: all };
  });
}

/**
 * Circles in which demands wait for one another to be agreed: each demand that is in one is in one of these, the
 * shortest. A demand that is to be dropped waits for nothing.
 */
export function circlesAmong(hops: readonly Hop[]): Hop[][] {
  const { next, hopBetween, ids } = graphOf(hops);
  const knots = knotsOf(ids, next);
  const inKnot = (id: DemandId) => next(id).filter((target) => knots.get(target) === knots.get(id));
  const told = new Set<DemandId>();
  return ids.flatMap((id) => {
    const circle = told.has(id) ? null : shortestCircle(id, inKnot);
    if (circle === null) return [];
    for (const each of circle) told.add(each);
    return [circle.map((each, place) => hopBetween(each, circle[place + 1] ?? id))];
  });
}

/** One step of a chain: the depth at which it is told, and how it goes on. */
export interface ChainStep {
  readonly hop: Hop;
  /** 0 for what the chain begins with. */
  readonly depth: number;
  /**
   * `ends`: what it waits for waits for nothing; `goes_on`: for the steps below it; `circle`: for a demand from which
   * the chain came; `told`: for what stands above, in this chain or in one before.
   */
  readonly onward: 'ends' | 'goes_on' | 'circle' | 'told';
}

/**
 * Chains in which a demand waits for one that itself waits, each from a demand for which nothing outside its circles
 * waits. Each step is told once. Circles alone are no chains.
 */
export function chainsAmong(hops: readonly Hop[]): ChainStep[][] {
  const { next, hopsFrom, ids } = graphOf(hops);
  const knots = knotsOf(ids, next);
  const awaited = new Set(ids.flatMap((id) => next(id).flatMap((target) => knotIfOther(knots, id, target))));
  const begun = new Set<number>();
  const told = new Set<DemandId>();
  return ids.flatMap((id) => {
    const knot = knots.get(id) as number;
    if (awaited.has(knot) || begun.has(knot)) return [];
    begun.add(knot);
    const steps = stepsFrom(id, hopsFrom, told);
    const isChain = steps.some(({ depth, onward }) => depth > 0 || onward === 'told');
    const isMore = steps.some(({ hop }) => knots.get(hop.demand.id) !== knots.get(hop.on.id));
    return isChain && isMore ? [steps] : [];
  });
}

function knotIfOther(knots: ReadonlyMap<DemandId, number>, from: DemandId, to: DemandId): number[] {
  const knot = knots.get(to);
  return knot === undefined || knot === knots.get(from) ? [] : [knot];
}

function stepsFrom(
  start: DemandId,
  hopsFrom: (id: DemandId) => readonly Hop[],
  told: Set<DemandId>,
): ChainStep[] {
  const steps: ChainStep[] = [];
  const path: { readonly id: DemandId; next: number }[] = [{ id: start, next: 0 }];
  told.add(start);
  for (let at = path.at(-1); at; at = path.at(-1)) {
    const hop = hopsFrom(at.id)[at.next];
    at.next += 1;
    if (!hop) {
      path.pop();
      continue;
    }
    const onward = howItGoesOn(hop, path, hopsFrom, told);
    steps.push({ hop, depth: path.length - 1, onward });
    if (onward !== 'goes_on') continue;
    told.add(hop.on.id);
    path.push({ id: hop.on.id, next: 0 });
  }
  return steps;
}

function howItGoesOn(
  { on, first }: Hop,
  path: readonly { readonly id: DemandId }[],
  hopsFrom: (id: DemandId) => readonly Hop[],
  told: ReadonlySet<DemandId>,
): ChainStep['onward'] {
  if (first === 'dropped' || hopsFrom(on.id).length === 0) return 'ends';
  if (path.some(({ id }) => id === on.id)) return 'circle';
  return told.has(on.id) ? 'told' : 'goes_on';
}

/** The demands that wait, in the order of the hops, and what each waits for. */
function graphOf(hops: readonly Hop[]) {
  const from = new Map<DemandId, Hop[]>();
  for (const hop of hops) {
    const others = from.get(hop.demand.id);
    if (others) others.push(hop);
    else from.set(hop.demand.id, [hop]);
  }
  const hopsFrom = (id: DemandId): readonly Hop[] => from.get(id) ?? [];
  const agreedFrom = (id: DemandId) => hopsFrom(id).filter(({ first }) => first === 'agreed');
  const targets = new Map([...from.keys()].map((id) => [id, agreedFrom(id).map(({ on }) => on.id)]));
  return {
    ids: [...from.keys()],
    hopsFrom,
    next: (id: DemandId): readonly DemandId[] => targets.get(id) ?? [],
    hopBetween: (one: DemandId, other: DemandId) => agreedFrom(one).find(({ on }) => on.id === other) as Hop,
  };
}
