import { demandStates } from '../../domain/cells/demand.js';
import type { DemandSummary } from '../../domain/cells/demand-summary.js';
import { gaps } from '../../domain/cells/gap.js';
import type { DemandId, PartyId } from '../../domain/identifiers.js';
import { accountsUnder, isDisputed } from '../../domain/structure/compliance.js';
import { partiesNeeded } from '../../domain/structure/demand-terms.js';
import {
  type Demand,
  type Event,
  type Negotiation,
  type Party,
  partyKinds,
  partyRoles,
  type Speaker,
} from '../../domain/structure/negotiation.js';
import { outcomeOn, outcomes } from '../../domain/structure/outcome.js';

import type { Day } from '../../domain/when.js';
import { columnsOf, type Definitions, named, namedAll, scaled } from './definitions.js';

/** The end of every line in a table: where it can be seen, and at which clocks. */
export interface TableClocks {
  readonly permalink: string;
  readonly asOf: string;
  readonly knownAt: string;
}

export interface PartyRow extends TableClocks {
  readonly negotiation: Negotiation;
  readonly party: Party;
}

export interface DemandRow extends TableClocks {
  readonly negotiation: Negotiation;
  readonly demand: Demand;
  readonly summary: DemandSummary;
  /** The effective clock; null if nothing is cut off. */
  readonly day: Day | null;
  /** The raisers of whom no record on the record says so. */
  readonly saidToRaise: readonly PartyId[];
}

export interface SpeakerRow extends TableClocks {
  readonly negotiation: Negotiation;
  readonly speaker: Speaker;
}

export interface EventRow extends TableClocks {
  readonly event: Event;
}

export function clockColumns<Row extends TableClocks>(): Definitions<Row> {
  return {
    permalink: ['address', 'The page at these clocks', ({ permalink }) => permalink],
    as_of: ['date', 'The effective clock of this export', ({ asOf }) => asOf],
    known_at: ['instant', 'The recorded clock of this export (UTC)', ({ knownAt }) => knownAt],
  };
}

/** Of which cell a row is. */
export function cellColumns<
  Row extends { readonly party: Party; readonly demand: Demand },
>(): Definitions<Row> {
  return {
    party_slug: ['code', 'The party’s address', ({ party }) => party.slug],
    party: ['text', 'The party’s name', ({ party }) => party.name],
    demand_slug: ['code', 'The demand’s address', ({ demand }) => demand.slug],
    demand: ['text', 'The proposition that can be supported or rejected', ({ demand }) => demand.proposition],
    topic_slug: ['code', 'The topic’s address', ({ demand }) => demand.topic.slug],
    topic: ['text', 'The topic’s name', ({ demand }) => demand.topic.name],
  };
}

export const partiesColumns = columnsOf<PartyRow>({
  party_slug: ['code', 'The party’s address', ({ party }) => party.slug],
  party: ['text', 'The party’s name', ({ party }) => party.name],
  kind: scaled('State, bloc or organisation', partyKinds, ({ party }) => party.kind),
  role: scaled('Its role in this negotiation', partyRoles, ({ party }) => party.role),
  members: namedAll('A bloc’s members among the parties', (row) => partiesIn(row, row.party.members)),
  ...clockColumns(),
  short_name: ['text', 'Its name where a table is compact', ({ party }) => party.shortName],
  is_closed: ['number', '1 if it takes nothing new, else 0', ({ party }) => Number(party.isClosed)],
  wikidata_id: ['code', 'Its id in Wikidata, such as Q212', ({ party }) => party.externalIds.wikidata],
  iso_3166_1: [
    'code',
    'The code of the country, of two letters (ISO 3166-1)',
    ({ party }) => party.externalIds.iso3166,
  ],
  parlgov_id: ['code', 'Its id in ParlGov', ({ party }) => party.externalIds.parlgov],
});

export const demandsColumns = columnsOf<DemandRow>({
  demand_slug: ['code', 'The demand’s address', ({ demand }) => demand.slug],
  demand: ['text', 'The proposition that can be supported or rejected', ({ demand }) => demand.proposition],
  topic_slug: ['code', 'The topic’s address', ({ demand }) => demand.topic.slug],
  topic: ['text', 'The topic’s name', ({ demand }) => demand.topic.name],
  raised_by: namedAll('The parties that raised it', (row) => partiesIn(row, row.demand.raisers)),
  addressed_to: namedAll('The parties that it is asked of', (row) => partiesIn(row, row.demand.addressees)),
  other_addressees: ['text', 'Others that it is asked of', ({ demand }) => demand.otherAddressees || null],
  replaces: namedAll('The older demands that it replaces', (row) => demandsIn(row, row.demand.replaces)),
  state: scaled(
    'What has become of it: its outcome, else where its parties stand',
    [...demandStates, ...outcomes],
    (row) => outcomeOfRow(row) ?? row.summary.state,
  ),
  gap: scaled('How far apart the parties that it needs stand', gaps, (row) =>
    outcomeIn(row) ? null : row.summary.gap,
  ),
  gap_rests_on_reports: [
    'number',
    '1 if the gap is not known from words on the record alone, else 0',
    (row) => (outcomeIn(row) ? null : Number(row.summary.restsOnReports)),
  ],
  ...clockColumns(),
  said_to_be_raised_by: namedAll(
    'Of those that raised it, the ones of whom no record on the record says so',
    (row) => partiesIn(row, row.saidToRaise),
  ),
  needs: namedAll('The parties whose consent or act carries it out', (row) =>
    partiesNeeded(row.negotiation, row.demand),
  ),
  until: ['date', 'The last day of a measure that is limited in time', ({ demand }) => demand.until],
  gap_missing: namedAll(
    'The parties that it needs whose position is not known or contested: the gap is that of the others so far',
    (row) => (outcomeIn(row) ? null : row.summary.missing.map(({ party }) => party)),
  ),
  gap_conditions_not_compared: [
    'number',
    '1 if there is room but two or more have conditions that nobody has compared, else 0',
    (row) => (outcomeIn(row) ? null : Number(row.summary.areConditionsUncompared)),
  ],
  part_of: named('The demand that it is part of', (row) => demandsIn(row, [row.demand.partOf])[0]),
  is_closed: ['number', '1 if it takes nothing new, else 0', ({ demand }) => Number(demand.isClosed)],
  outcome: scaled('What became of it; then it is past and has no gap', outcomes, outcomeOfRow),
  outcome_date: ['date', 'Since when, as given', (row) => outcomeIn(row)?.words.date ?? null],
  outcome_summary: ['text', 'Why it is so', (row) => outcomeIn(row)?.words.summary ?? null],
  outcome_id: ['number', 'The number of the report of the outcome', (row) => outcomeIn(row)?.record ?? null],
  outcome_disputed: [
    'number',
    '1 if principals contradict one another on the record on whether it was kept, else 0; empty without an outcome',
    isDisputedIn,
  ],
});

export const speakersColumns = columnsOf<SpeakerRow>({
  speaker_id: ['number', 'The speaker’s number', ({ speaker }) => speaker.id],
  speaker: ['text', 'The speaker’s name', ({ speaker }) => speaker.name],
  role: ['text', 'The office now; each stance has the office as it was then', ({ speaker }) => speaker.role],
  party_slug: named('The party spoken for', (row) => partiesIn(row, [row.speaker.party])[0]),
  ...clockColumns(),
});

export const eventsColumns = columnsOf<EventRow>({
  event_id: ['number', 'The event’s number', ({ event }) => event.id],
  date: ['date', 'When it happens, as given', ({ event }) => event.date],
  event: ['text', 'What happens', ({ event }) => event.name],
  description: ['text', 'More about it', ({ event }) => event.description || null],
  ...clockColumns(),
});

function outcomeIn({ demand, day }: DemandRow) {
  return outcomeOn(demand.outcomes, day);
}

function isDisputedIn(row: DemandRow): number | null {
  const outcome = outcomeIn(row);
  if (!outcome) return null;
  const accounts = accountsUnder(row.demand.compliance, outcome.record, row.day);
  return Number(isDisputed(accounts, row.negotiation.parties));
}

function outcomeOfRow(row: DemandRow): string | null {
  return outcomeIn(row)?.words.outcome ?? null;
}

/** In the order of the parties. */
function partiesIn({ negotiation }: Pick<PartyRow, 'negotiation'>, ids: readonly number[]): Party[] {
  return negotiation.parties.filter(({ id }) => ids.includes(id));
}

function demandsIn({ negotiation }: DemandRow, ids: readonly (DemandId | null)[]): Demand[] {
  return negotiation.demands.filter(({ id }) => ids.includes(id));
}
