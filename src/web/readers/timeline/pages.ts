import { isolating } from '../../../domain/isolation.js';
import type { Contest, Moved } from '../../../domain/cells/course.js';
import {
  type AskedMovements,
  endOf,
  type MovementDay,
  movementsWithin,
  type Period,
} from '../../../domain/cells/movement-days.js';
import type { Demand, Event, Negotiation, Party } from '../../../domain/structure/negotiation.js';
import { isAsked, isAskedDemand, type PositionFilter } from '../../../domain/cells/position-filter.js';
import { type Day, dayPlus, firstDay, longDate, shortDate } from '../../../domain/when.js';
import { counted, movementWords, positionSentence } from '../../../domain/cells/wording.js';
import {
  type DrawMark,
  type Side,
  type TimelineChart,
  timelineChart,
} from '../../../outputs/charts/timeline-chart.js';
import type { ClockControls } from '../../frame/reading/clock-controls.js';
import { clockControls } from '../../frame/reading/clock-controls.js';
import { contestView, type ContestView } from '../../parts/contests.js';
import type { Link, Page } from '../../frame/layout.js';
import { paths, queryEntries, recordPlace, withQuery } from '../../frame/paths.js';
import { type FilterControls, filterControls, filterEntries } from '../../frame/reading/position-filter.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';

interface TimelineRow {
  readonly date: string;
  /** “Event” or the movement. */
  readonly kind: string;
  readonly text: string;
  /** The position; null for an event. */
  readonly url: string | null;
}

/** Events and movements on one axis: as a picture, and as a table with the same contents. */
export interface TimelinePage extends Page {
  readonly heading: string;
  readonly period: string;
  readonly action: string;
  readonly from: string;
  readonly to: string;
  readonly evidence: ClockControls['evidence'];
  readonly knownAt: ClockControls['knownAt'];
  readonly positionFilter: FilterControls;
  readonly spans: readonly (Link & { readonly isCurrent: boolean })[];
  readonly chart: TimelineChart;
  readonly chartTitle: string;
  /** The positions that were contested, oldest first; of many only the first. */
  readonly contests: readonly ContestView[];
  readonly contestedText: string;
  readonly rows: readonly TimelineRow[];
  /** Shown if the table is cut, or if something is outside the period; otherwise null. */
  readonly cutText: string | null;
  readonly emptyText: string;
}

const mostRows = 300;
const mostContests = 20;

export interface TimelineFacts {
  readonly reading: Reading;
  readonly period: Period;
  /** From the first thing on record to the last. */
  readonly all: Period;
  /** The movements that the filter asks for. */
  readonly movements: AskedMovements;
  readonly days: readonly MovementDay[];
  readonly contests: readonly Contest[];
}

export function timelinePage({
  reading,
  period: { from, to },
  all,
  movements,
  days,
  contests,
}: TimelineFacts): TimelinePage {
  const { filter } = movements;
  const { negotiation } = reading;
  const path = paths.timeline(negotiation.slug);
  const controls = clockControls(reading, path);
  const shownDays = days.filter(({ day }) => day >= from && day <= to);
  const [shown, moved] = [countOf(shownDays), countOf(days)];
  const shownEvents = eventsWithin(reading, { from, to });
  const period = `${longDate(from)} to ${longDate(to)}`;
  const head = readingHead(reading, {
    title: isolating`Timeline, ${period}: ${negotiation.name}`,
    description: isolating`Events and movements in the ${negotiation.name}, ${period}.`,
    path,
    more: [...queryEntries({ from, to }), ...filterEntries(filter)],
  });
  // Oldest first: of a long list, only the end can be among the newest lines.
  const newest = movementsWithin(movements, endOf(days, { from, to }, mostRows)).slice(-mostRows);
  const lines = newestFirst(linesOf(reading, newest, shownEvents));
  return {
    head,
    heading: 'Timeline',
    period,
    action: path,
    from,
    to,
    evidence: controls.evidence,
    knownAt: controls.knownAt,
    positionFilter: filterControls(negotiation, filter),
    spans: spansOf({ reading, period: { from, to }, all, filter }, path),
    chart: chartOf(
      asked(negotiation, filter),
      { days: shownDays, events: shownEvents, contests },
      { from, to },
    ),
    chartTitle: chartTitle(shown, shownEvents.length, contests.length, period),
    contests: contests.slice(0, mostContests).map((each) => contestOf(reading, each)),
    contestedText: contestedText(contests.length),
    rows: lines.slice(0, mostRows).map((line) => line()),
    cutText: cutText(shown + shownEvents.length, moved - shown),
    emptyText: 'Nothing moved in this time, as far as it is recorded.',
  };
}

function chartTitle(movements: number, events: number, contests: number, period: string): string {
  const contested = contests === 0 ? '' : `, ${counted(contests, 'position')} contested`;
  return `${counted(movements, 'movement')} and ${counted(events, 'event')}${contested}, ${period}`;
}

function contestOf({ negotiation, givenQuery }: Reading, contest: Contest): ContestView {
  const { slug } = negotiation;
  const party = negotiation.parties.find(({ id }) => id === contest.party) as Party;
  const demand = negotiation.demands.find(({ id }) => id === contest.demand) as Demand;
  return contestView(contest, {
    label: isolating`${party.name} on: ${demand.proposition}`,
    url: withQuery(paths.position(slug, party.slug, demand.slug), givenQuery),
  });
}

function contestedText(count: number): string {
  const words = 'Two positions at once: a newer report is on the other side.';
  return count > mostContests
    ? `${words} The first ${mostContests} of ${count.toLocaleString('en-GB')}:`
    : words;
}

/** The events of a period. */
export function eventsWithin({ events }: Pick<Reading, 'events'>, { from, to }: Period): Event[] {
  return events.filter(({ date }) => firstDay(date) >= from && firstDay(date) <= to);
}

function compareDays(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function countOf(days: readonly MovementDay[]): number {
  return days.reduce((sum, { count }) => sum + count, 0);
}

/** By day, newest first; within a day in reverse, so that events are below what they led to. */
export function newestFirst<Row>(rows: readonly { readonly day: Day; readonly row: Row }[]): Row[] {
  // The events and the movements are each sorted already, so sorting merges them in one pass.
  const sorted = [...rows].sort((a, b) => compareDays(a.day, b.day));
  return sorted.reverse().map(({ row }) => row);
}

function asked({ parties, demands }: Negotiation, filter: PositionFilter): Asked {
  return {
    parties: parties.filter((party) => isAsked(party, filter)),
    demands: demands.filter((demand) => isAskedDemand(demand, filter)),
  };
}

type Asked = Pick<Negotiation, 'parties' | 'demands'>;

function chartOf(
  { parties }: Asked,
  {
    days,
    events,
    contests,
  }: Pick<TimelineFacts, 'days' | 'contests'> & { readonly events: readonly Event[] },
  period: Period,
): TimelineChart {
  const lanes = parties.map(({ name }) => name);
  const places = new Map(parties.map(({ id }, lane) => [id, lane]));
  const laneOf = (party: number) => places.get(party) as number;
  const drawMarks = (draw: DrawMark) => {
    for (const { day, moves } of days)
      for (const { party, side } of moves) draw(laneOf(party), day, nameOf(side));
  };
  return timelineChart(
    lanes,
    drawMarks,
    events.map(({ date, name }) => ({ day: firstDay(date), name })),
    period,
    contests.map(({ party, from, to }) => ({ lane: laneOf(party), from, to })),
  );
}

function nameOf(side: number): Side {
  if (side === 0) return 'middle';
  return side > 0 ? 'for' : 'against';
}

/** Newest first; within a day, events are below what they led to. */
function linesOf(
  { negotiation, givenQuery }: Reading,
  moved: readonly Moved[],
  events: readonly Event[],
): { readonly day: Day; readonly row: () => TimelineRow }[] {
  return [
    ...events.map(({ date, name }) => ({
      day: firstDay(date),
      row: () => ({ date: shortDate(date), kind: 'Event', text: name, url: null }),
    })),
    ...moved.map((each) => ({ day: each.record.stance.day, row: () => movedRow(each) })),
  ];

  function movedRow({
    party: partyId,
    demand: demandId,
    record,
    movement,
    evidenceChange,
  }: Moved): TimelineRow {
    const party = negotiation.parties.find(({ id }) => id === partyId) as Party;
    const demand = negotiation.demands.find(({ id }) => id === demandId) as Demand;
    const path = paths.position(negotiation.slug, party.slug, demand.slug);
    return {
      date: shortDate(record.stance.date),
      kind: movementWords(movement, evidenceChange),
      text: positionSentence(party.name, record.stance.position, demand.proposition),
      url: recordPlace(path, record.record, givenQuery),
    };
  }
}

function cutText(rows: number, outside: number): string | null {
  const parts = [
    rows > mostRows ? `The newest ${mostRows} of ${rows.toLocaleString('en-GB')} lines` : null,
    outside > 0 ? `${counted(outside, 'movement')} outside this period` : null,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : `${parts.join('; ')}.`;
}

type Spans = Pick<TimelineFacts, 'reading' | 'period' | 'all'> & { readonly filter: PositionFilter };

/** Periods to jump to, each ending where the record does. */
function spansOf({ reading, period: { from, to }, all, filter }: Spans, path: string): TimelinePage['spans'] {
  const { known_at, evidence } = reading.givenQuery;
  const spans = [
    { label: 'A month', from: dayPlus(all.to, -30) },
    { label: 'A year', from: dayPlus(all.to, -365) },
    { label: 'Everything', from: all.from },
  ];
  return spans.map((span) => ({
    label: span.label,
    url: withQuery(path, [
      ...queryEntries({
        from: span.from,
        to: all.to,
        known_at: known_at ?? null,
        evidence: evidence ?? null,
      }),
      ...filterEntries(filter),
    ]),
    isCurrent: span.from === from && all.to === to,
  }));
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/timeline/timeline': TimelinePage;
  }
}
