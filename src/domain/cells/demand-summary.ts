import { isolating, namedTogether } from '../isolation.js';
import { type Cell, type Clocks, classOfStance } from './cell.js';
import { countedPosition, isContested } from './contested.js';
import { type DemandState, demandState } from './demand.js';
import { type FoundGap, gapBetween, gapLabel, gapScale } from './gap.js';
import { partiesNeeded } from '../structure/demand-terms.js';
import type { Demand, Negotiation, Party } from '../structure/negotiation.js';
import type { NegotiationLog } from './negotiation-log.js';
import { codeOf, isFinding, type Position, positionScale } from '../log/position.js';

/** A party as it counts for a gap. */
export interface CountedParty {
  readonly party: Party;
  /** Null where it does not count; then `why`. */
  readonly position: Position | null;
  readonly why: Missing;
  readonly isOnRecord: boolean;
}

/** A gap, between whom it is, and what it rests on. */
export interface GapAmong extends FoundGap {
  /** The parties that the demand needs whose position counts, in the order of the parties. */
  readonly counted: readonly CountedParty[];
  /** The others. */
  readonly missing: readonly CountedParty[];
  /** True if at least one of the positions behind the gap is not on the record. */
  readonly restsOnReports: boolean;
}

/** The state of a demand, and how far apart the parties that it needs are. */
export interface DemandSummary extends GapAmong {
  readonly state: DemandState;
  /** The parties that it would need, but for an editor, in the same order. */
  readonly leftOut: readonly CountedParty[];
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
  const countedIn = (party: Party) => countedParty(party, log.cellAt(party.id, demand.id, clocks));
  const needed = partiesNeeded(negotiation, demand);
  const usual = partiesNeeded(negotiation, { ...demand, alsoNeeds: [], needsNot: [] });
  const raisers = negotiation.parties.filter(({ id }) => demand.raisers.includes(id)).map(countedIn);
  const counted = needed.map(countedIn);
  const isReplaced = negotiation.demands.some(({ replaces }) => replaces.includes(demand.id));
  const positions = { raisers: raisers.map(positionOf), needed: counted.map(positionOf) };
  return {
    ...gapAmong(raisers, counted),
    state: demandState(positions, isReplaced),
    leftOut: usual.filter((party) => !needed.includes(party)).map(countedIn),
  };
}

/** The gap between some parties alone, and whom the demand needs besides them: what could these agree on? */
export function gapAmongOnly(
  negotiation: Negotiation,
  demand: Demand,
  among: readonly Party[],
  log: NegotiationLog,
  clocks: Clocks,
): { readonly gap: GapAmong; readonly alsoNeeded: readonly CountedParty[] } {
  const countedIn = (party: Party) => countedParty(party, log.cellAt(party.id, demand.id, clocks));
  const raisers = negotiation.parties.filter(({ id }) => demand.raisers.includes(id));
  const others = partiesNeeded(negotiation, demand).filter((party) => !among.includes(party));
  return {
    gap: gapAmong(raisers.map(countedIn), among.map(countedIn)),
    alsoNeeded: others.map(countedIn),
  };
}

/** The gap between the parties that a demand needs; `raisers` are those who raised it. */
export function gapAmong(raisers: readonly CountedParty[], needed: readonly CountedParty[]): GapAmong {
  const found = gapBetween({ raisers: raisers.map(positionOf), needed: needed.map(positionOf) });
  return {
    ...found,
    counted: needed.filter(({ position }) => position !== null),
    missing: needed.filter(({ position }) => position === null),
    restsOnReports: partiesBehind(found, needed, raisers).some(({ isOnRecord }) => !isOnRecord),
  };
}

function positionOf({ position }: CountedParty): Position | null {
  return position;
}

/** How the cell of a party counts. */
export function countedParty(party: Party, cell: Cell): CountedParty {
  return { party, position: countedPosition(cell), why: whyMissing(cell), isOnRecord: isOnRecord(cell) };
}

/** “Aligned so far; Russia not on record”. */
export function gapWords({ gap, isSoFar, missing }: GapAmong): string {
  const named = missings.flatMap(({ value, words }) => {
    const parties = missing.filter(({ why }) => why === value).map(({ party }) => party.name);
    return parties.length === 0 ? [] : [`${namedTogether(parties)} ${words}`];
  });
  const word = gapLabel({ gap, isSoFar });
  return isSoFar ? [word, ...named].join('; ') : word;
}

/** The rule that the gap fits; of room, by whom it is signalled and by whom not. */
export function gapRuleWords({ gap, isSoFar, counted }: GapAmong): string {
  const { rule } = gapScale(gap);
  if (gap !== 'room_signalled')
    return isSoFar ? rule.replace('all of them', 'all whose position is known') : rule;
  const sides = counted.filter(({ position }) => position !== 'neutral');
  const isRoom = ({ position }: CountedParty) =>
    position !== null && Math.abs(codeOf(position) as number) <= 1;
  const by = `by ${partiesWithPositions(sides.filter(isRoom))}`;
  const others = sides.filter((each) => !isRoom(each));
  return others.length === 0 ? by : `${by}, not by ${partiesWithPositions(others)}`;
}

/** “not needed: Russia (rejects)”: whom an editor has left out, and what they say; null for nobody. */
export function leftOutWords({ leftOut }: DemandSummary): string | null {
  if (leftOut.length === 0) return null;
  return `not needed: ${partiesWithPositions(leftOut)}`;
}

/** “Ukraine (open, with conditions) and Russia (rejects)”. */
export function partiesWithPositions(parties: readonly CountedParty[]): string {
  return namedTogether(parties.map((each) => isolating`${each.party.name} (${countedWords(each)})`));
}

/** “open, with conditions”, “not on record”. */
export function countedWords({ position, why }: CountedParty): string {
  const missing = missings.find(({ value }) => value === why)?.words as string;
  return position === null ? missing : positionScale(position).label.toLowerCase();
}

/** “rests on reports; conditions not compared”; null for neither. */
export function gapEvidence({ restsOnReports, areConditionsUncompared }: GapAmong): string | null {
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

function partiesBehind(
  { gap }: FoundGap,
  needed: readonly CountedParty[],
  raisers: readonly CountedParty[],
): readonly CountedParty[] {
  if (gap === 'not_enough_evidence') return [];
  if (gap === 'off_the_table') return raisers;
  return needed.filter(({ position }) => position !== null && position !== 'neutral');
}

function isOnRecord(cell: Cell): boolean {
  return cell.isSet && classOfStance(cell.setting.stance) === 'on_record';
}
