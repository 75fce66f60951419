import type { Attribution } from '../attribution.js';
import type { Cell, Clocks } from './cell.js';
import { withoutLeftOut } from './left-out.js';
import type { Demand, Negotiation, Party } from '../structure/negotiation.js';
import type { NegotiationLog } from './negotiation-log.js';
import type { Position } from '../log/position.js';
import { fold } from '../text.js';
import type { DemandId, PartyId } from '../identifiers.js';

/** What a reader wants to see of a matrix. An empty list or text does not restrict anything. */
export interface PositionFilter {
  /** Slugs of parties and topics. */
  readonly parties: readonly string[];
  readonly topics: readonly string[];
  readonly positions: readonly Position[];
  readonly attributions: readonly Attribution[];
  /** Text to find in the proposition or its topic, ignoring case and diacritics. */
  readonly text: string;
  /** Whether closed and replaced demands, and closed parties and questions are shown too (docs/rules.md, "Closing"). */
  readonly withClosed: boolean;
}

export const noFilter: PositionFilter = {
  parties: [],
  topics: [],
  positions: [],
  attributions: [],
  text: '',
  withClosed: false,
};

export function isFiltered({ parties, topics, positions, attributions, text }: PositionFilter): boolean {
  return parties.length + topics.length + positions.length + attributions.length > 0 || text !== '';
}

/**
 * The negotiation, reduced to the parties and demands that a matrix shows and the filter asks for. With positions or attributions it keeps
 * each demand on which one of those parties fits, as a whole row, so that positions can be compared.
 */
export function filteredNegotiation(
  whole: Negotiation,
  filter: PositionFilter,
  log: NegotiationLog,
  clocks: Clocks,
): Negotiation {
  const negotiation = filter.withClosed ? whole : withoutLeftOut(whole, clocks);
  if (!isFiltered(filter)) return negotiation;
  const parties = negotiation.parties.filter((party) => isAsked(party, filter));
  const demands = askedDemands({ parties, demands: negotiation.demands }, filter, log, clocks);
  return { ...negotiation, parties, demands };
}

/** Those of some demands that the filter asks for, and on which one of some parties fits. */
export function askedDemands(
  { parties, demands }: Pick<Negotiation, 'parties' | 'demands'>,
  filter: PositionFilter,
  log: NegotiationLog,
  clocks: Clocks,
): Demand[] {
  return demands.filter(
    (demand) =>
      isAskedDemand(demand, filter) &&
      parties.some((party) => isFitting(log, { party, demand, clocks }, filter)),
  );
}

/** Those of some parties that the filter asks for, and that fit on one of some demands. */
export function askedParties(
  { parties, demands }: Pick<Negotiation, 'parties' | 'demands'>,
  filter: PositionFilter,
  log: NegotiationLog,
  clocks: Clocks,
): Party[] {
  return parties.filter(
    (party) =>
      isAsked(party, filter) && demands.some((demand) => isFitting(log, { party, demand, clocks }, filter)),
  );
}

/** The same as `fits`, without looking for the cell if every one does. */
function isFitting(
  log: NegotiationLog,
  { party, demand, clocks }: { readonly party: Party; readonly demand: Demand; readonly clocks: Clocks },
  filter: PositionFilter,
): boolean {
  return !asksOfCells(filter) || fits(log.cellAt(party.id, demand.id, clocks), filter);
}

/** True if it asks for what cells hold. */
export function asksOfCells({ positions, attributions }: PositionFilter): boolean {
  return positions.length + attributions.length > 0;
}

export function isAsked({ slug }: Party, { parties }: PositionFilter): boolean {
  return parties.length === 0 || parties.includes(slug);
}

export function isAskedDemand({ proposition, topic }: Demand, { topics, text }: PositionFilter): boolean {
  const isInTopic = topics.length === 0 || topics.includes(topic.slug);
  return isInTopic && (text === '' || fold(`${topic.name} ${proposition}`).includes(fold(text)));
}

/** Tells the cells of the parties and topics that a filter asks for. */
export function askedCells(
  negotiation: Pick<Negotiation, 'parties' | 'demands'>,
  { parties, topics }: Pick<PositionFilter, 'parties' | 'topics'>,
): (party: PartyId, demand: DemandId) => boolean {
  const asked = { ...noFilter, parties, topics };
  const columns = new Set(negotiation.parties.filter((each) => isAsked(each, asked)).map(({ id }) => id));
  const rows = new Set(negotiation.demands.filter((each) => isAskedDemand(each, asked)).map(({ id }) => id));
  return (party, demand) => columns.has(party) && rows.has(demand);
}

/** True for a cell of the parties and demands that the filter asks for, if what it came to fits. */
export function isAskedChange(
  { parties, demands }: Pick<Negotiation, 'parties' | 'demands'>,
  { party, demand, after }: { readonly party: PartyId; readonly demand: DemandId; readonly after: Cell },
  filter: PositionFilter,
): boolean {
  const own = parties.find(({ id }) => id === party) as Party;
  const asked = demands.find(({ id }) => id === demand) as Demand;
  return isAsked(own, filter) && isAskedDemand(asked, filter) && fits(after, filter);
}

/** True for a cell that fits the filter; every cell does if it asks for no position or attribution. */
export function fits(cell: Cell, filter: PositionFilter): boolean {
  return !asksOfCells(filter) || (cell.isSet && fitsStance(cell.setting.stance, filter));
}

export function fitsStance(
  { position, attribution }: { readonly position: Position; readonly attribution: Attribution | null },
  { positions, attributions }: Pick<PositionFilter, 'positions' | 'attributions'>,
): boolean {
  const hasPosition = positions.length === 0 || positions.includes(position);
  const isKnownSo = attributions.length === 0 || (attribution !== null && attributions.includes(attribution));
  return hasPosition && isKnownSo;
}
