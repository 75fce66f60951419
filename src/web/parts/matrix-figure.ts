import { nothingFits } from './filters.js';
import { isolated, isolating } from '../../domain/isolation.js';
import type { DeniedReports } from '../../data/memory/denied-reports.js';
import type { NegotiationCounts } from '../../data/memory/log.js';
import type { Cell, MovedSince } from '../../domain/cells/cell.js';
import { isFinding } from '../../domain/log/position.js';
import type { Matrix } from '../../domain/cells/matrix.js';
import { movedSince } from '../../domain/cells/changes.js';
import {
  anyMovement,
  type AskedMovement,
  type CountedChanges,
  countedMoves,
} from '../../domain/cells/changes-counted.js';
import type { NegotiationLog } from '../../domain/cells/negotiation-log.js';
import { isPast } from '../../domain/cells/past.js';
import { leftOutSentence } from '../../domain/cells/left-out.js';
import {
  asksOfCells,
  fits,
  isAsked,
  isAskedDemand,
  isFiltered,
  type PositionFilter,
  noFilter,
} from '../../domain/cells/position-filter.js';
import { isReservedIn } from '../../domain/cells/reserved.js';
import { isStale, type Staleness, stalenessAt, usualStaleMonths } from '../../domain/cells/stale.js';
import type { DemandId, PartyId, Sequence } from '../../domain/identifiers.js';
import {
  type Demand,
  type Event,
  type Negotiation,
  type Party,
  partyRoles,
} from '../../domain/structure/negotiation.js';
import { type Day, longDate, shortDate } from '../../domain/when.js';
import { changeWords, counted } from '../../domain/cells/wording.js';
import { EscapedText } from '../frame/isolation.js';
import type { Link } from '../frame/layout.js';
import { paths, queryEntries, withQuery } from '../frame/paths.js';
import { detailsName } from '../frame/reading/details.js';
import { clocksLine } from '../frame/reading/reading-head.js';
import type { Reading } from '../frame/reading/reading.js';
import { staleEntries } from '../frame/reading/stale-months.js';
import { type MatrixLegend, matrixLegend } from './matrix-legend.js';
import { reservingParties, withReservation } from './reservations.js';
import { cellView } from './stances/cell-view.js';
import { usualSince } from './since-event.js';
import { isSince, type MatrixCellView, matrixCell } from './stances/matrix-cell.js';
import { closedStanding, type DemandStanding, demandStandings } from './demand-standing.js';
import { filterEntries } from '../frame/reading/position-filter.js';

/** Makes the table one stop of the keyboard, and shows what is behind a cell. */
export const matrixScript = 'matrix.js';

/** What the address asks for besides the clocks. */
export interface MatrixAsked {
  /** The day since which movements are marked; null for the eve of the newest event that is over. */
  readonly since: Day | null;
  readonly filter: PositionFilter;
  /** True if each cell says how it is known, and since when. */
  readonly hasDetails: boolean;
  /** After how many months without a word a position is stale. */
  readonly staleMonths: number;
  /** True if the page has the same as a plain HTML table to copy; links to other matrices do not ask for it. */
  readonly hasPlainTable: boolean;
}

export const nothingAsked: MatrixAsked = {
  since: null,
  filter: noFilter,
  hasDetails: false,
  staleMonths: usualStaleMonths,
  hasPlainTable: false,
};

/** As parameters of an address. */
export function askedEntries({ since, filter, hasDetails, staleMonths }: MatrixAsked): [string, string][] {
  return [
    ...queryEntries({ since }),
    ...filterEntries(filter),
    ...queryEntries({ [detailsName]: hasDetails ? '1' : null }),
    ...staleEntries(staleMonths),
  ];
}

/** What a matrix shows. */
export interface MatrixFacts {
  /** With the parties and demands that it shows, in their order. */
  readonly shown: Negotiation;
  readonly matrix: Matrix;
  readonly counts: NegotiationCounts;
  readonly denied: DeniedReports;
}

export interface MatrixRowView {
  readonly proposition: string;
  readonly url: string;
  readonly standings: readonly DemandStanding[];
  /** In the links of its cells: the proposition, and the end of their addresses. */
  readonly spoken: EscapedText;
  readonly path: EscapedText;
  /** One for each party, in their order. */
  readonly cells: readonly MatrixCellView[];
}

/** The matrix with everything that a screenshot of it needs: title, both clocks, counts and legend. */
export interface MatrixFigure {
  readonly title: string;
  readonly clocks: string;
  /** “7 of 27 positions rest on unnamed sources only; 5 were not reaffirmed for three months”; empty without positions. */
  readonly known: readonly { readonly label: string; readonly url: string | null; readonly end: string }[];
  readonly parties: readonly {
    readonly name: string;
    /** Printed in its place, if it has one. */
    readonly shortName: string | null;
    readonly url: string;
    readonly role: string;
    /** When it was closed; null while it is open. */
    readonly closed: DemandStanding | null;
    /** What its cells print where the table is no table: on a phone, and on paper if it is wide. */
    readonly column: EscapedText;
    /** In the links of its cells: its name, and the beginning of their addresses. */
    readonly spoken: EscapedText;
    readonly path: EscapedText;
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
  /** “9 positions moved since 14 August 2025”, “12 first recorded”, each with the way to as many; empty if none are marked. */
  readonly moved: readonly Link[];
  readonly legend: MatrixLegend;
  readonly exports: readonly Link[];
  readonly hasDetails: boolean;
  /** The same matrix with details, or without. */
  readonly otherDetails: Link;
  /** How wide a screen must be to show all columns at once: a class; narrower ones scroll inside the figure. */
  readonly fits: string;
  /** False if there are more columns than a sheet of paper holds: then each cell is printed below its party's name. */
  readonly fitsPaper: boolean;
  /** What to do first, in a negotiation without parties or demands; otherwise null. */
  readonly emptyText: string | null;
}

const mostOnPaper = 8;

export function matrixFigure(
  whole: Reading,
  { shown: negotiation, matrix, counts, denied }: MatrixFacts,
  asked: MatrixAsked = nothingAsked,
): MatrixFigure {
  const { givenQuery } = whole;
  const reading = { ...whole, negotiation };
  const { slug, parties } = negotiation;
  const { filter, hasDetails, staleMonths } = asked;
  const period = markedSince(whole, asked.since);
  const moves = period && movesSince(whole, period.since, filter);
  const staleness = stalenessAt(whole.clocks, whole.asOf, staleMonths);
  const known = knownPositions(matrix, negotiation.demands, staleness);
  const marksStale = known.stale < known.positions;
  const topics = topicsOf(whole, reading, matrix, { moves, denied, asked, staleness, marksStale });
  const cells = topics.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  return {
    title: isolating`Who wants what: ${negotiation.name}`,
    clocks: clocksLine(reading),
    known: knownLine(whole, asked, known),
    parties: parties.map((party) => ({
      name: party.name,
      shortName: party.shortName,
      url: withQuery(paths.party(slug, party.slug), givenQuery),
      role: partyRoles.find(({ value }) => value === party.role)?.label ?? '',
      closed: closedStanding(whole, party),
      column: new EscapedText(party.shortName ?? party.name),
      spoken: new EscapedText(isolated(party.name)),
      path: new EscapedText(paths.position(slug, party.slug, '')),
    })),
    columnCount: parties.length + 1,
    topics,
    counts: countsLine(matrix, known, counts),
    leftOut: leftOutOf(whole, asked),
    moved: period && moves ? movedLinks(whole, { ...period, moves }, filter) : [],
    legend: matrixLegend(whole, cells, (kind, words) => {
      if (kind === 'stale') return `${words} for ${monthsInWords(staleMonths)}`;
      return isSince(kind) && period ? `${words} since ${shortDate(period.since)}` : words;
    }),
    exports: exportsOf(reading, filter),
    hasDetails,
    otherDetails: {
      label: hasDetails ? 'Without details' : 'Details',
      url: withQuery(paths.negotiation(slug), [
        ...queryEntries(givenQuery),
        ...askedEntries({ ...asked, hasDetails: !hasDetails }),
      ]),
    },
    fits: fitsOf(parties.length),
    fitsPaper: parties.length <= mostOnPaper,
    emptyText: emptyText(whole, reading, filter),
  };
}

/** The most columns that fit each width. Details take more lines, and no more width. */
function fitsOf(columns: number): string {
  const most = [6, 8, 12].find((count) => columns <= count);
  return most === undefined ? '' : ` matrix-fits-${most}`;
}

/** Since when movements are marked, and the event by which that was chosen; null if there is neither. */
function markedSince(
  { events, asOf }: Reading,
  since: Day | null,
): { readonly since: Day; readonly event: Event | null } | null {
  if (since !== null) return { since, event: null };
  const usual = usualSince({ events, asOf });
  return usual && { since: usual.day, event: usual.event };
}

/** How many positions there are, how many of them are hearsay, and how many are old; and how many cells hold a finding. */
interface KnownPositions {
  readonly positions: number;
  readonly findings: number;
  readonly unnamed: number;
  readonly stale: number;
}

function knownPositions(matrix: Matrix, demands: readonly Demand[], staleness: Staleness): KnownPositions {
  let [positions, findings, unnamed, stale] = [0, 0, 0, 0];
  matrix.forEach((row, index) => {
    for (const cell of row) {
      if (!cell.isSet) continue;
      if (isFinding(cell.setting.stance.position)) {
        findings += 1;
        continue;
      }
      positions += 1;
      if (cell.setting.stance.attribution === 'unnamed_sources') unnamed += 1;
      if (isStale(cell, demands[index] as Demand, staleness)) stale += 1;
    }
  });
  return { positions, findings, unnamed, stale };
}

function knownLine(
  { negotiation, givenQuery }: Reading,
  asked: MatrixAsked,
  { positions, unnamed, stale }: KnownPositions,
): MatrixFigure['known'] {
  if (positions === 0) return [];
  const filter: PositionFilter = { ...asked.filter, attributions: ['unnamed_sources'] };
  const onlyUnnamed = withQuery(paths.negotiation(negotiation.slug), [
    ...queryEntries(givenQuery),
    ...askedEntries({ ...asked, filter }),
  ]);
  const onlyStale = withQuery(paths.evidence(negotiation.slug), [
    ...queryEntries({ ...givenQuery, cells: 'stale' }),
    ...staleEntries(asked.staleMonths),
    ...filterEntries(asked.filter),
  ]);
  const length = monthsInWords(asked.staleMonths);
  return [
    unnamed === 0
      ? {
          label: `None of ${counted(positions, 'position')} rests on unnamed sources only`,
          url: null,
          end: '; ',
        }
      : {
          label: `${unnamed.toLocaleString('en-GB')} of ${counted(positions, 'position')} ${unnamed === 1 ? 'rests' : 'rest'} on unnamed sources only`,
          url: onlyUnnamed,
          end: '; ',
        },
    stale === 0
      ? { label: `all were said or reaffirmed within ${length}`, url: null, end: '.' }
      : {
          label:
            stale === positions
              ? `none was reaffirmed within ${length}`
              : `${stale.toLocaleString('en-GB')} ${stale === 1 ? 'was' : 'were'} not reaffirmed for ${length}`,
          url: onlyStale,
          end: '.',
        },
  ];
}

const smallNumbers = [
  '',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** “three months”. */
export function monthsInWords(months: number): string {
  return `${smallNumbers[months] ?? months} month${months === 1 ? '' : 's'}`;
}

/** How the cells moved that a filter asks for, closed and past ones too. */
interface Moves {
  /** Null for a cell that did not; a reaffirmation is not a movement. */
  readonly of: (demand: DemandId, party: PartyId) => MovedSince | null;
  /** As the page of changes counts them. */
  readonly counted: CountedChanges;
}

/** What differs from the end of the day `since`. */
function movesSince({ negotiation, log, clocks }: Reading, since: Day, filter: PositionFilter): Moves {
  const demands = idsOf(negotiation.demands.filter((demand) => isAskedDemand(demand, filter)));
  const parties = idsOf(negotiation.parties.filter((party) => isAsked(party, filter)));
  const moves = movedSince(log, { from: since, clocks }, demands, parties);
  const [rows, columns] = [placesOf(demands), placesOf(parties)];
  const isCounted = (party: PartyId, demand: DemandId) =>
    !asksOfCells(filter) || fits(log.cellAt(party, demand, clocks), filter);
  return {
    of: (demand, party) => moves[rows.get(demand) ?? -1]?.[columns.get(party) ?? -1] ?? null,
    counted: countedMoves(
      moves.flatMap((row, index) =>
        row.filter(
          (each, column) =>
            each !== null && isCounted(parties[column] as PartyId, demands[index] as DemandId),
        ),
      ),
    ),
  };
}

function placesOf(ids: readonly number[]): ReadonlyMap<number, number> {
  return new Map(ids.map((id, place) => [id, place]));
}

export function idsOf(rows: readonly { readonly id: number }[]): number[] {
  return rows.map(({ id }) => id);
}

function movedLinks(
  { negotiation, givenQuery, asOf }: Reading,
  { since, event, moves }: { readonly since: Day; readonly event: Event | null; readonly moves: Moves },
  filter: PositionFilter,
): Link[] {
  const { known_at, evidence } = givenQuery;
  const query = { from: since, to: asOf, known_at: known_at ?? null, evidence: evidence ?? null };
  const linkTo = (label: string, movement: AskedMovement): Link => ({
    label,
    url: withQuery(paths.changes(negotiation.slug), [
      ...queryEntries(query),
      ...filterEntries({ ...filter, withClosed: false }),
      ['movement', movement],
    ]),
  });
  const eve = event === null ? '' : isolating`, the eve of “${event.name}”`;
  const { moved, first } = moves.counted;
  return [
    linkTo(
      `${moved === 0 ? 'No position' : counted(moved, 'position')} moved since ${longDate(since)}${eve}`,
      anyMovement,
    ),
    ...(first > 0 ? [linkTo(`${first.toLocaleString('en-GB')} first recorded`, 'new')] : []),
  ];
}

function topicsOf(
  whole: Reading,
  reading: Reading,
  matrix: Matrix,
  {
    moves,
    denied,
    asked: { filter, hasDetails, since },
    staleness,
    marksStale,
  }: {
    /** Null without a day since which movements are marked. */
    readonly moves: Moves | null;
    readonly denied: DeniedReports;
    readonly asked: MatrixAsked;
    readonly staleness: Staleness;
    /** False where it holds for every position: the sentence above says so, and marks would tell nothing apart. */
    readonly marksStale: boolean;
  },
): MatrixFigure['topics'] {
  const { negotiation, givenQuery, clocks, log } = reading;
  const { slug, demands, parties, topics } = negotiation;
  const reserving = reservingParties(reading);
  const isFilteredByCell = asksOfCells(filter);
  const rows = demands.map((demand, row) => {
    return {
      topic: demand.topic.id,
      proposition: demand.proposition,
      url: withQuery(paths.demand(slug, demand.slug), givenQuery),
      isPast: isPast(demand, clocks),
      standings: demandStandings(whole, demand, { isUnderPast: isPast(demand, clocks) }),
      spoken: new EscapedText(isolated(demand.proposition)),
      path: new EscapedText(withQuery(demand.slug, givenQuery)),
      cells: (matrix[row] ?? []).map((cell, index) => {
        const party = parties[index] as Party;
        const change = moves?.of(demand.id, party.id) ?? null;
        const words = since === null || change === null ? null : changeWords(change);
        return matrixCell({
          cell,
          change,
          isReserved: isReservedIn(cell, party.id, reserving),
          isCorrected: isCorrected(log, cell, clocks.known),
          isStale: marksStale && isStale(cell, demand, staleness),
          isDimmed: isFilteredByCell && !fits(cell, filter),
          details: hasDetails
            ? withReservation(
                cellView(
                  cell,
                  withQuery(paths.position(slug, party.slug, demand.slug), givenQuery),
                  { moved: words, column: null },
                  denied,
                ),
                {
                  ...{ cell, party: party.id, reserving },
                },
              )
            : null,
        });
      }),
    };
  });
  const groups = topics.map(({ id, slug: topic, name, isClosed }) => ({
    id: `topic-${topic}`,
    name,
    isClosed: isClosed && !whole.isAnotherTime,
    rows: rows.filter((row) => row.topic === id && !row.isPast),
  }));
  const past = { id: 'past', name: 'Past', isClosed: false, rows: rows.filter((row) => row.isPast) };
  return [...groups, past].filter((group) => group.rows.length > 0);
}

/** True if the record that sets the cell was corrected, not only clarified. */
function isCorrected(log: NegotiationLog, cell: Cell, known: Sequence): boolean {
  if (!cell.isSet || cell.setting.version === cell.setting.record) return false;
  return log.phasesOf(cell.setting.record, known).some(({ versionKind }) => versionKind === 'correction');
}

function leftOutOf(
  { negotiation, log, clocks, givenQuery }: Reading,
  asked: MatrixAsked,
): MatrixFigure['leftOut'] {
  const text = leftOutSentence(negotiation, log, clocks);
  if (text === null) return null;
  const { filter } = asked;
  const { withClosed } = filter;
  const query = [
    ...queryEntries(givenQuery),
    ...askedEntries({ ...asked, filter: { ...filter, withClosed: !withClosed } }),
  ];
  const label = withClosed ? 'Leave them out' : 'Show them too';
  return { text, change: { label, url: withQuery(paths.negotiation(negotiation.slug), query) } };
}

function countsLine(
  matrix: Matrix,
  { positions, findings }: KnownPositions,
  { records, sources }: NegotiationCounts,
): string {
  const cells = matrix.length * (matrix[0]?.length ?? 0);
  const found =
    findings === 0
      ? ''
      : `, ${findings.toLocaleString('en-GB')} more a finding (none found, or not applicable)`;
  return `${positions.toLocaleString('en-GB')} of the ${counted(cells, 'cell')} shown hold a position${found}; from ${counted(records, 'record')} and ${counted(sources, 'source')}`;
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
    return isFiltered(filter) ? nothingFits : 'Everything here is closed or replaced.';
  if (whole.isAnotherTime) return 'At this time nothing had been recorded.';
  return 'No parties or demands have been set up yet. An admin adds them at the desk; then positions can be logged.';
}
