import { namedTogether } from '../isolation.js';
import { type Cell, type Clocks, classOfStance } from './cell.js';
import { countedPosition, isContested } from './contested.js';
import { type DemandState, demandState } from './demand.js';
import { type FoundGap, gapBetween, gapLabel } from './gap.js';
import { partiesNeeded } from '../structure/demand-terms.js';
import type { Demand, Negotiation, Party } from '../structure/negotiation.js';
import type { NegotiationLog } from './negotiation-log.js';
import { isFinding } from '../log/position.js';

/** The state of a demand, and how far apart the parties that it needs are. */
export interface DemandSummary extends FoundGap {
  readonly state: DemandState;
  /** The parties that it needs whose position does not count, in the order of the parties. */
  readonly missing: readonly { readonly party: Party; readonly why: Missing }[];
  /** True if at least one of the positions behind the gap is not on the record. */
  readonly restsOnReports: boolean;
}

/** Why the position of a party that a demand needs does not count. */
export const missings = [
  { value: 'not_on_record', words: 'not on record' },
  { value: 'contradictory', words: 'contradictory' },
  { value: 'contested', words: 'contested' },
] as const;

export type Missing = (typeof missings)[number]['value'];

/** Derived from its cells, at the clocks (docs/rules.md, "Demand state"; docs/rules.md, "Gap on a demand"). */
export function summaryOfDemand(
  negotiation: Negotiation,
  demand: Demand,
  log: NegotiationLog,
  clocks: Clocks,
): DemandSummary {
  const cellOf = (party: number) => log.cellAt(party, demand.id, clocks);
  const needed = partiesNeeded(negotiation, demand).map((party) => ({ party, cell: cellOf(party.id) }));
  const raisers = demand.raisers.map(cellOf);
  const positions = {
    raisers: raisers.map(countedPosition),
    needed: needed.map(({ cell }) => countedPosition(cell)),
  };
  const found = gapBetween(positions);
  const isReplaced = negotiation.demands.some(({ replaces }) => replaces.includes(demand.id));
  return {
    ...found,
    state: demandState(positions, isReplaced),
    missing: needed
      .filter(({ cell }) => countedPosition(cell) === null)
      .map(({ party, cell }) => ({ party, why: whyMissing(cell) })),
    restsOnReports: cellsBehind(found, needed, raisers).some((cell) => !isOnRecord(cell)),
  };
}

/** “Aligned so far; Russia not on record”. */
export function gapWords({ gap, isSoFar, missing }: DemandSummary): string {
  const named = missings.flatMap(({ value, words }) => {
    const parties = missing.filter(({ why }) => why === value).map(({ party }) => party.name);
    return parties.length === 0 ? [] : [`${namedTogether(parties)} ${words}`];
  });
  const word = gapLabel({ gap, isSoFar });
  return isSoFar ? [word, ...named].join('; ') : word;
}

/** “rests on reports; conditions not compared”; null for neither. */
export function gapEvidence({ restsOnReports, areConditionsUncompared }: DemandSummary): string | null {
  const words = [
    ...(restsOnReports ? ['rests on reports'] : []),
    ...(areConditionsUncompared ? ['conditions not compared'] : []),
  ];
  return words.join('; ') || null;
}

function whyMissing(cell: Cell): Missing {
  if (isContested(cell)) return 'contested';
  return cell.isSet && !isFinding(cell.setting.stance.position) ? 'contradictory' : 'not_on_record';
}

function cellsBehind(
  { gap }: FoundGap,
  needed: readonly { readonly cell: Cell }[],
  raisers: readonly Cell[],
): readonly Cell[] {
  if (gap === 'not_enough_evidence') return [];
  if (gap === 'off_the_table') return raisers;
  return needed
    .map(({ cell }) => cell)
    .filter((cell) => {
      const position = countedPosition(cell);
      return position !== null && position !== 'neutral';
    });
}

function isOnRecord(cell: Cell): boolean {
  return cell.isSet && classOfStance(cell.setting.stance) === 'on_record';
}
