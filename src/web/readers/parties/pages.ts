import { isolating, listed } from '../../../domain/isolation.js';
import { isFiltered } from '../../../domain/cells/position-filter.js';
import { isPast } from '../../../domain/cells/past.js';
import { externalSchemes } from '../../../domain/structure/external-ids.js';
import { type Party, partyKinds, partyRoles } from '../../../domain/structure/negotiation.js';
import { partyData } from '../../../outputs/party-data.js';
import type { ExportRow } from '../../../outputs/tables/export-columns.js';
import type { Link, Page } from '../../frame/layout.js';
import { type ClockControls, clockControls } from '../../frame/reading/clock-controls.js';
import { paths, queryEntries, withQuery } from '../../frame/paths.js';
import { filterEntries } from '../../frame/reading/position-filter.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import { type Filters, filtersOf, filterWords, nothingFits } from '../../parts/filters.js';
import { presentOutcome } from '../../parts/outcome-view.js';
import { closedStanding, type DemandStanding } from '../../parts/demand-standing.js';
import { countedFilter, type PartyAsked, partyFilter } from './asked.js';
import { partyRelations, type PartyRelations } from './relations.js';
import { type PositionView, positionView } from '../../parts/stances/position-view.js';
import { type EdgeKey, edgeKey } from '../../parts/stances/value-view.js';

/** One column of the matrix: what a party wants, topic by topic. */
export interface PartyPage extends Page {
  readonly name: string;
  /** “State · principal”. */
  readonly kindAndRole: string;
  /** When it was closed; null while it is open. */
  readonly closed: DemandStanding | null;
  /** The members of a bloc that are also parties of the negotiation. */
  readonly members: string | null;
  /** Under which ids others know it. */
  readonly ids: readonly { readonly label: string; readonly url: string | null }[];
  /** What it is for and against, and how it stands to each of the other parties. */
  readonly summary: string;
  readonly relations: Omit<PartyRelations, 'summary'>;
  readonly controls: ClockControls;
  readonly filters: Filters;
  /** Says that nothing fits the filter; null if something does. */
  readonly emptyText: string | null;
  /** The key of the edges; empty where all that is shown is on the record. */
  readonly edges: readonly EdgeKey[];
  /** The places of the topics, and of what is past. */
  readonly places: readonly Link[];
  /** What is past comes last. */
  readonly topics: readonly {
    readonly id: string;
    readonly name: string;
    readonly positions: readonly PositionView[];
    /** The demands on which nobody has assessed its position. */
    readonly unassessed: readonly Link[];
  }[];
}

export function partyPage(
  reading: Reading,
  asked: PartyAsked,
  rows: readonly ExportRow[],
  address: string,
): PartyPage {
  const { party, filter } = asked;
  const { negotiation } = reading;
  const path = paths.party(negotiation.slug, party.slug);
  const { summary: counts, ...relations } = partyRelations(reading, asked);
  const summary = `${filterWords(reading, filter, countedFilter)}${counts}`;
  const more = filterEntries(filter);
  const topics = topicsOf(reading, rows);
  return {
    head: readingHead(reading, {
      title: isolating`${party.name}: positions`,
      description: isolating`What ${party.name} wants in the ${negotiation.name}, since when, and how it is known. ${summary}`,
      path,
      more,
      feed: `${path}.atom`,
      structuredData: { '@context': 'https://schema.org/', ...partyData(party, `${address}${path}`) },
    }),
    name: party.name,
    kindAndRole: kindAndRole(party),
    closed: closedStanding(reading, party),
    members: membersText(reading, party),
    ids: idsOf(party),
    summary,
    relations,
    controls: clockControls(reading, path, { kept: [], linked: more }),
    filters: filtersOf(reading, filter, partyFilter, (other) =>
      withQuery(path, [...queryEntries(reading.givenQuery), ...filterEntries(other)]),
    ),
    emptyText: topics.length === 0 && isFiltered(filter) ? nothingFits : null,
    edges: edgeKey(topics.flatMap(({ positions }) => positions).map(({ cell }) => cell)),
    topics,
    places: placesOf(topics),
  };
}

/** The topics, then the first of what is past. */
function placesOf(topics: PartyPage['topics']): Link[] {
  const isPastGroup = ({ id }: PartyPage['topics'][number]) => id.startsWith('past-');
  const past = topics.find(isPastGroup);
  return [
    ...topics.filter((topic) => !isPastGroup(topic)).map(({ id, name }) => ({ label: name, url: `#${id}` })),
    ...(past ? [{ label: 'Past', url: `#${past.id}` }] : []),
  ];
}

function idsOf({ externalIds }: Party): PartyPage['ids'] {
  return externalSchemes.flatMap(({ name, label, page }) => {
    const value = externalIds[name];
    return value === null ? [] : [{ label: `${label} ${value}`, url: page?.(value) ?? null }];
  });
}

/** Topic by topic, then what is past; what nobody has assessed is only named. */
function topicsOf(reading: Reading, rows: readonly ExportRow[]): PartyPage['topics'] {
  const { negotiation, clocks, givenQuery } = reading;
  const isUnassessed = ({ cell }: ExportRow) =>
    cell !== null && !cell.isSet && cell.nothing === 'not_assessed';
  const group = (id: string, name: string, own: readonly ExportRow[]) => ({
    ...{ id, name },
    positions: own.filter((row) => !isUnassessed(row)).map((row) => positionView(row, reading, 'demand')),
    unassessed: own.filter(isUnassessed).map(({ demand }) => ({
      label: demand.proposition,
      url: withQuery(paths.demand(negotiation.slug, demand.slug), givenQuery),
    })),
  });
  const present = rows.filter(({ demand }) => !isPast(demand, clocks));
  const past = rows.filter(({ demand }) => isPast(demand, clocks));
  return [
    ...negotiation.topics.map(({ id, slug, name }) =>
      group(
        `topic-${slug}`,
        name,
        present.filter(({ demand }) => demand.topic.id === id),
      ),
    ),
    ...outcomesOf(reading, past).map(({ outcome, own }, index) =>
      group(`past-${index + 1}`, isolating`Past: ${outcome}`, own),
    ),
  ].filter(({ positions, unassessed }) => positions.length + unassessed.length > 0);
}

/** What is past by what became of it: its positions are those of that day. */
function outcomesOf(
  reading: Reading,
  past: readonly ExportRow[],
): { readonly outcome: string; readonly own: readonly ExportRow[] }[] {
  const outcomeOf = ({ demand }: ExportRow) => presentOutcome(reading, demand) ?? '';
  const outcomes = [...new Set(past.map(outcomeOf))];
  return outcomes.map((outcome) => ({ outcome, own: past.filter((row) => outcomeOf(row) === outcome) }));
}

function kindAndRole({ kind, role }: Party): string {
  const kindLabel = partyKinds.find(({ value }) => value === kind)?.label ?? '';
  const roleLabel = partyRoles.find(({ value }) => value === role)?.label ?? '';
  return `${kindLabel} · ${roleLabel.toLowerCase()}`;
}

function membersText({ negotiation }: Reading, { members }: Party): string | null {
  const names = negotiation.parties.filter(({ id }) => members.includes(id)).map(({ name }) => name);
  return listed(names) || null;
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/parties/party': PartyPage;
  }
}
