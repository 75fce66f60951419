import { isolating } from '../../domain/isolation.js';
import type { DeniedReports } from '../../data/log/denied-reports.js';
import type { NegotiationCounts } from '../../data/memory/log.js';
import { buildMatrix, type Matrix } from '../../domain/cells/matrix.js';
import { type CellChange, changesBetween, isDifferent } from '../../domain/cells/changes.js';
import { isPast } from '../../domain/cells/past.js';
import { leftOutSentence } from '../../domain/cells/left-out.js';
import { isFiltered, type PositionFilter, noFilter } from '../../domain/cells/position-filter.js';
import { type Negotiation, type Party, partyRoles } from '../../domain/structure/negotiation.js';
import { positions } from '../../domain/log/position.js';
import { type Day, longDate } from '../../domain/when.js';
import { changeWords, counted } from '../../domain/cells/wording.js';
import type { Link } from '../frame/layout.js';
import { paths, queryEntries, withQuery } from '../frame/paths.js';
import { clocksLine } from '../frame/reading/reading-head.js';
import type { Reading } from '../frame/reading/reading.js';
import { reservingParties, withReservation } from './reservations.js';
import { type CellView, cellView } from './stances/cell-view.js';
import { closedStanding, type DemandStanding, demandStandings } from './demand-standing.js';
import { type SignView, signView, toneOf } from './stances/sign.js';
import { filterEntries } from '../frame/reading/position-filter.js';

/** What the address asks for besides the clocks. */
export interface MatrixAsked {
  readonly since: Day | null;
  readonly filter: PositionFilter;
}

/** What a matrix shows. */
export interface MatrixFacts {
  /** With the parties and demands that it shows, in their order. */
  readonly shown: Negotiation;
  readonly matrix: Matrix;
  readonly counts: NegotiationCounts;
  readonly denied: DeniedReports;
}

export interface LegendEntry {
  readonly sign: SignView;
  readonly tone: string;
  readonly label: string;
  readonly meaning: string;
}

export interface MatrixRowView {
  readonly proposition: string;
  readonly url: string;
  readonly standings: readonly DemandStanding[];
  readonly cells: readonly CellView[];
}

/** The matrix with everything that a screenshot of it needs: title, both clocks, counts and legend. */
export interface MatrixFigure {
  readonly title: string;
  readonly clocks: string;
  readonly parties: readonly {
    readonly name: string;
    /** Printed in its place, if it has one. */
    readonly shortName: string | null;
    readonly url: string;
    readonly role: string;
    /** When it was closed; null while it is open. */
    readonly closed: DemandStanding | null;
  }[];
  readonly columnCount: number;
  /** Past demands stand in a section of their own, after the topics. */
  readonly topics: readonly {
    readonly id: string;
    readonly name: string;
    /** True of a closed topic, on pages of now. */
    readonly isClosed: boolean;
    readonly rows: readonly MatrixRowView[];
  }[];
  readonly counts: string;
  /** “3 demands are closed”, and the way to show or to leave them out; null if there are none. */
  readonly leftOut: { readonly text: string; readonly change: Link } | null;
  /** “9 positions moved since 14 August 2025”, linked to the page that lists them; null if none are marked. */
  readonly moved: Link | null;
  readonly legend: readonly LegendEntry[];
  readonly exports: readonly Link[];
  /** True if a desktop screen shows all columns at once: then only small screens scroll inside the figure. */
  readonly fitsWideScreens: boolean;
  /** False if there are more columns than a sheet of paper holds: then each cell is printed below its party's name. */
  readonly fitsPaper: boolean;
  /** What to do first, in a negotiation without parties or demands; otherwise null. */
  readonly emptyText: string | null;
}

const [mostFitting, mostOnPaper] = [6, 8];

export function matrixFigure(
  whole: Reading,
  { shown: negotiation, matrix, counts, denied }: MatrixFacts,
  { since, filter }: MatrixAsked = { since: null, filter: noFilter },
): MatrixFigure {
  const { givenQuery } = whole;
  const reading = { ...whole, negotiation };
  const { slug, parties } = negotiation;
  const moved = since === null ? [] : movedSince(reading, since, matrix);
  return {
    title: isolating`Who wants what: ${negotiation.name}`,
    clocks: clocksLine(reading),
    parties: parties.map((party) => ({
      name: party.name,
      shortName: party.shortName,
      url: withQuery(paths.party(slug, party.slug), givenQuery),
      role: partyRoles.find(({ value }) => value === party.role)?.label ?? '',
      closed: closedStanding(whole, party),
    })),
    columnCount: parties.length + 1,
    topics: topicsOf(whole, reading, matrix, { moved, denied }),
    counts: countsLine(matrix, counts),
    leftOut: leftOutOf(whole, filter),
    moved: since === null ? null : movedLink(reading, since, moved.length),
    legend: legend(),
    exports: exportsOf(reading, filter),
    fitsWideScreens: parties.length <= mostFitting,
    fitsPaper: parties.length <= mostOnPaper,
    emptyText: emptyText(whole, reading, filter),
  };
}

/** What differs from the end of the day `since`; a reaffirmation is not a movement. */
function movedSince({ negotiation, log, clocks }: Reading, since: Day, matrix: Matrix): CellChange[] {
  const [demands, parties] = [idsOf(negotiation.demands), idsOf(negotiation.parties)];
  const before = buildMatrix(log, demands, parties, { ...clocks, asOf: since });
  const compared = { from: since, clocks, before, after: matrix };
  return changesBetween(log, compared, demands, parties).filter(isDifferent);
}

export function idsOf(rows: readonly { readonly id: number }[]): number[] {
  return rows.map(({ id }) => id);
}

function movedLink({ negotiation, givenQuery, asOf }: Reading, since: Day, count: number): Link {
  const { known_at, evidence } = givenQuery;
  const query = { from: since, to: asOf, known_at: known_at ?? null, evidence: evidence ?? null };
  return {
    label: `${counted(count, 'position')} moved since ${longDate(since)}`,
    url: withQuery(paths.changes(negotiation.slug), query),
  };
}

function topicsOf(
  whole: Reading,
  reading: Reading,
  matrix: Matrix,
  { moved, denied }: { readonly moved: readonly CellChange[]; readonly denied: DeniedReports },
): MatrixFigure['topics'] {
  const { negotiation, givenQuery, clocks } = reading;
  const { slug, demands, parties, topics } = negotiation;
  const reserving = reservingParties(reading);
  const words = new Map(moved.map((change) => [placeOf(change.party, change.demand), changeWords(change)]));
  const rows = demands.map((demand, row) => ({
    topic: demand.topic.id,
    proposition: demand.proposition,
    url: withQuery(paths.demand(slug, demand.slug), givenQuery),
    isPast: isPast(demand, clocks),
    standings: demandStandings(whole, demand, { isUnderPast: isPast(demand, clocks) }),
    cells: (matrix[row] ?? []).map((cell, index) => {
      const party = parties[index] as Party;
      const inTable = {
        moved: words.size === 0 ? null : (words.get(placeOf(party.id, demand.id)) ?? null),
        column: parties.length <= mostOnPaper ? null : party.name,
      };
      const url = withQuery(paths.position(slug, party.slug, demand.slug), givenQuery);
      const view = cellView(cell, url, inTable, denied);
      return withReservation(view, { cell, party: party.id, reserving });
    }),
  }));
  const groups = topics.map(({ id, slug: topic, name, isClosed }) => ({
    id: `topic-${topic}`,
    name,
    isClosed: isClosed && !whole.isAnotherTime,
    rows: rows.filter((row) => row.topic === id && !row.isPast),
  }));
  const past = { id: 'past', name: 'Past', isClosed: false, rows: rows.filter((row) => row.isPast) };
  return [...groups, past].filter((group) => group.rows.length > 0);
}

function leftOutOf(
  { negotiation, log, clocks, givenQuery }: Reading,
  filter: PositionFilter,
): MatrixFigure['leftOut'] {
  const text = leftOutSentence(negotiation, log, clocks);
  if (text === null) return null;
  const { withClosed } = filter;
  const query = [...queryEntries(givenQuery), ...filterEntries({ ...filter, withClosed: !withClosed })];
  const label = withClosed ? 'Leave them out' : 'Show them too';
  return { text, change: { label, url: withQuery(paths.negotiation(negotiation.slug), query) } };
}

function placeOf(party: number, demand: number): string {
  return `${party} ${demand}`;
}

function countsLine(matrix: Matrix, { records, sources }: NegotiationCounts): string {
  const cells = matrix.length * (matrix[0]?.length ?? 0);
  const set = matrix.reduce((sum, row) => sum + row.filter(({ isSet }) => isSet).length, 0);
  return `${set.toLocaleString('en-GB')} of ${counted(cells, 'position')} recorded, from ${counted(records, 'record')} and ${counted(sources, 'source')}`;
}

/** The whole scale, strongest support first. */
export function legend(): LegendEntry[] {
  return positions.map(({ value, label, meaning }) => ({
    sign: signView(value),
    tone: toneOf(value),
    label,
    meaning,
  }));
}

/** The downloads of a negotiation at the page's clocks; with a byte-order mark for Excel. */
function exportsOf({ negotiation, givenQuery }: Reading, filter: PositionFilter): Link[] {
  const [query, stances] = [filter, { ...filter, withClosed: false }].map((asked) => [
    ...queryEntries({ ...givenQuery, bom: '1' }),
    ...filterEntries(asked),
  ]) as [[string, string][], [string, string][]];
  return [
    { label: 'Matrix', url: withQuery(paths.matrixCsv(negotiation.slug), query) },
    { label: 'Positions', url: withQuery(paths.positionsCsv(negotiation.slug), query) },
    { label: 'All stances', url: withQuery(paths.stancesCsv(negotiation.slug), stances) },
  ];
}

function emptyText(whole: Reading, { negotiation }: Reading, filter: PositionFilter): string | null {
  if (negotiation.parties.length > 0 && negotiation.demands.length > 0) return null;
  if (whole.negotiation.demands.length > 0 && whole.negotiation.parties.length > 0)
    return isFiltered(filter)
      ? 'Nothing fits this filter. Take one of its conditions away.'
      : 'Everything here is closed or replaced.';
  if (whole.isAnotherTime) return 'At this time nothing had been recorded.';
  return 'No parties or demands have been set up yet. An admin adds them at the desk; then positions can be logged.';
}
