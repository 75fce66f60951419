import { isolated, isolating } from '../../../domain/isolation.js';
import type { Moved } from '../../../domain/cells/course.js';
import type { ContestedRun, ContestedSpans } from '../../../domain/cells/contested-spans.js';
import {
  type AskedMovements,
  directionBetween,
  endOf,
  type MovementDay,
  type MovementDays,
  movementsWithin,
  type Period,
  sideReached,
} from '../../../domain/cells/movement-days.js';
import { type CountedChanges, stepsInWords } from '../../../domain/cells/changes-counted.js';
import type { PartyId } from '../../../domain/identifiers.js';
import type { Demand, Event, Negotiation, Party } from '../../../domain/structure/negotiation.js';
import { isAsked, isAskedDemand, type PositionFilter } from '../../../domain/cells/position-filter.js';
import { type Day, dayPlus, firstDay, longDate, shortDate } from '../../../domain/when.js';
import { counted, movementWords, positionSentence } from '../../../domain/cells/wording.js';
import {
  laneLetters,
  type Direction,
  type DrawnMovement,
  isDrawnByMonths,
  type NarrowTimeline,
  narrowTimeline,
  type Side,
  type TimelineChart,
  timelineChart,
  type TimelineDrawn,
  type TimelineLink,
} from '../../../outputs/charts/timeline-chart.js';
import type { ClockControls } from '../../frame/reading/clock-controls.js';
import { clockControls } from '../../frame/reading/clock-controls.js';
import { contestView, type ContestView } from '../../parts/contests.js';
import { type EventLine, eventLines, eventsWithin, numberedEvents } from '../../parts/event-lines.js';
import type { Link, Page } from '../../frame/layout.js';
import { paths, queryEntries, recordPlace, withQuery } from '../../frame/paths.js';
import { type FilterControls, filterControls, filterEntries } from '../../frame/reading/position-filter.js';
import { aroundEvents } from '../../frame/reading/around-event.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import { type ContestedIn, contestedIn, contestRunOf } from './contested.js';

/** What a mark or some counted ones lead to, and its name. */
interface MarkLink extends Pick<TimelineLink, 'area' | 'paths' | 'counts'> {
  readonly url: string;
  readonly title: string;
}

type Linked<Drawing> = Omit<Drawing, 'links'> & { readonly links: readonly MarkLink[] };

interface TimelineRow {
  readonly date: string;
  /** “Event” or the movement. */
  readonly kind: string;
  readonly isEvent: boolean;
  /** True if nothing was on record before. */
  readonly isFirst: boolean;
  readonly text: string;
  /** The position; of an event what changed around it, if that can be said. */
  readonly url: string | null;
}

/** Events and movements on one axis: as a picture, and as a table with the same contents. */
export interface TimelinePage extends Page {
  readonly heading: string;
  readonly period: string;
  readonly action: string;
  /** “Other dates · on the record first”, which opens the choice. */
  readonly choice: string;
  readonly from: string;
  readonly to: string;
  readonly evidence: ClockControls['evidence'];
  readonly knownAt: ClockControls['knownAt'];
  readonly positionFilter: FilterControls;
  readonly spans: readonly (Link & { readonly isCurrent: boolean })[];
  readonly chart: Linked<TimelineChart>;
  readonly narrow: Omit<NarrowTimeline, 'rows'> & {
    readonly rows: readonly Linked<NarrowTimeline['rows'][number]>[];
  };
  readonly chartTitle: string;
  /** “Each mark stands in the month in which the movement was made.” */
  readonly unitText: string;
  /** The parties without a lane; null if all have one. */
  readonly stillText: string | null;
  readonly events: readonly EventLine[];
  /** The positions that were contested, oldest first; of many only the first. */
  readonly contests: readonly ContestView[];
  readonly contestedText: string;
  readonly rows: readonly TimelineRow[];
  /** Shown if the table is cut, or if something is outside the period; otherwise null. */
  readonly cutText: string | null;
  readonly emptyText: string;
}

const mostRows = 100;
const mostContests = 20;

export interface TimelineFacts {
  readonly reading: Reading;
  readonly period: Period;
  /** False for the usual period, which goes on with the record. */
  readonly isPeriodAsked: boolean;
  /** From the first thing on record to the last. */
  readonly all: Period;
  /** The movements that the filter asks for. */
  readonly movements: AskedMovements;
  readonly moved: MovementDays;
  readonly contested: ContestedSpans;
}

/** Yields between its longer parts, so that the caller can give other work its turn. */
export function* timelinePage({
  reading,
  period: { from, to },
  isPeriodAsked,
  all,
  movements,
  moved,
  contested: spans,
}: TimelineFacts): Generator<void, TimelinePage> {
  const { filter } = movements;
  const { negotiation } = reading;
  const { days } = moved;
  const contested = contestedIn(spans, { from, to }, mostContests);
  yield;
  const path = paths.timeline(negotiation.slug);
  const controls = clockControls(reading, path, { lead: 'Other dates' });
  const shownDays = days.filter(({ day }) => day >= from && day <= to);
  const [steps, allSteps] = [stepsIn(shownDays), stepsIn(days)];
  const shown = steps.moved + steps.first;
  const shownEvents = eventsWithin(reading, { from, to });
  const period = `${longDate(from)} to ${longDate(to)}`;
  const head = readingHead(reading, {
    title: isolating`Timeline, ${period}: ${negotiation.name}`,
    hasDate: true,
    description: isolating`Events and movements in the ${negotiation.name}, ${period}.`,
    path,
    more: [...queryEntries({ from, to }), ...filterEntries(filter)],
    pictureAt: path,
    embedAt: paths.embedded(path),
    embedQuery: [...queryEntries(isPeriodAsked ? { from, to } : {}), ...filterEntries(filter)],
  });
  // Oldest first: of a long list, only the end can be among the newest lines.
  const most = Math.max(mostRows, mostSingle);
  const newest = movementsWithin(movements, endOf(days, { from, to }, most)).slice(-most);
  const lines = newestFirst(linesOf(reading, newest.slice(-mostRows), shownEvents));
  yield;
  const picture = yield* drawnOf(reading, {
    movements,
    shown,
    newest,
    moved: { ...moved, days: shownDays },
    events: shownEvents,
    contested,
    period: { from, to },
  });
  return {
    head,
    heading: 'Timeline',
    period,
    action: path,
    choice: controls.summary,
    from,
    to,
    evidence: controls.evidence,
    knownAt: controls.knownAt,
    positionFilter: filterControls(negotiation, filter),
    spans: spansOf({ reading, period: { from, to }, all, filter }, path),
    ...picture,
    events: eventLines(reading, shownEvents),
    chartTitle: chartTitle(steps, shownEvents.length, contested.count, period),
    contests: contested.first.map((each) => contestOf(reading, movements, each)),
    contestedText: contestedText(
      contested.count,
      [...contested.parties.values()].some(({ begun }) => begun.length > 0),
    ),
    rows: lines.slice(0, mostRows).map((line) => line()),
    cutText: cutText(shown + shownEvents.length, {
      moved: allSteps.moved - steps.moved,
      first: allSteps.first - steps.first,
    }),
    emptyText: 'Nothing moved in this time, as far as it is recorded.',
  };
}

function chartTitle(steps: CountedChanges, events: number, contests: number, period: string): string {
  const contested = contests === 0 ? '' : `, ${counted(contests, 'position')} contested`;
  const comma = steps.moved > 0 && steps.first > 0 ? stepsInWords(steps).replace(' and ', ', ') : null;
  return `${comma ?? stepsInWords(steps)} and ${counted(events, 'event')}${contested}, ${period}`;
}

function contestOf(
  { negotiation, givenQuery }: Reading,
  asked: AskedMovements,
  contest: ContestedRun,
): ContestView {
  const { slug } = negotiation;
  const party = negotiation.parties.find(({ id }) => id === contest.party) as Party;
  const demand = negotiation.demands.find(({ id }) => id === contest.demand) as Demand;
  return contestView(contestRunOf(asked, contest), {
    label: isolating`${party.name} on: ${demand.proposition}`,
    url: withQuery(paths.position(slug, party.slug, demand.slug), givenQuery),
  });
}

function contestedText(count: number, isMarked: boolean): string {
  const mark = isMarked ? ' A thick line down the picture: from this day.' : '';
  const words = `Two positions at once: a newer report is on the other side.${mark}`;
  return count > mostContests
    ? `${words} The first ${mostContests} of ${count.toLocaleString('en-GB')}:`
    : words;
}

function compareDays(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function stepsIn(days: readonly MovementDay[]): CountedChanges {
  const first = days.reduce((sum, day) => sum + day.first, 0);
  return { moved: days.reduce((sum, { count }) => sum + count, 0) - first, first };
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

/** More movements than this are counted, by party, day and kind, and not drawn one by one. */
const mostSingle = 200;

interface ToDraw extends Pick<TimelineFacts, 'movements' | 'moved' | 'period'> {
  readonly contested: ContestedIn;
  readonly shown: number;
  /** The newest of the period: all, if there are few. */
  readonly newest: readonly Moved[];
  readonly events: readonly Event[];
}

function* drawnOf(
  reading: Reading,
  { movements: { filter }, shown, newest, moved: counts, events, contested, period }: ToDraw,
): Generator<void, Pick<TimelinePage, 'chart' | 'narrow' | 'unitText' | 'stillText'>> {
  const isCounted = shown > mostSingle;
  const singles = isCounted ? [] : newest;
  const movements = isCounted ? countedMovements(counts, period) : singles.map(drawnMovement);
  // What was contested before and still is has no mark: of 38 parties half would have an empty lane.
  const moved = new Set(movements.map(({ party }) => party));
  for (const [party, { begun }] of contested.parties) if (begun.length > 0) moved.add(party);
  const all = asked(reading.negotiation, filter).parties;
  const parties = all.filter(({ id }) => moved.has(id));
  const still = all.filter(({ id }) => !moved.has(id));
  const places = new Map(parties.map(({ id }, lane) => [id, lane]));
  const laneOf = (party: number) => places.get(party) as number;
  const drawing: TimelineDrawn = {
    lanes: parties.map(({ name, shortName }) =>
      name.length > laneLetters && shortName !== null ? shortName : name,
    ),
    // Written out: there may be thousands, and copying them with “...” took most of the time.
    movements: movements.map(({ party, day, date, side, direction, count }) => ({
      lane: laneOf(party),
      day,
      date,
      side,
      direction,
      count,
    })),
    events: numberedEvents(events),
    ...{ period, isCounted },
    contests: [...contested.parties]
      .filter(([party]) => moved.has(party))
      .map(([party, own]) => ({ ...own, lane: laneOf(party) })),
  };
  const link = linkTo(reading, filter, parties, { singles, counts });
  yield;
  const wide = timelineChart(drawing);
  yield;
  const chart = { ...wide, links: wide.links.map(link) };
  yield;
  const lanes = parties.map(({ name, shortName }) => shortName ?? name);
  const narrow = narrowTimeline({ ...drawing, lanes });
  yield;
  return {
    chart,
    narrow: { ...narrow, rows: narrow.rows.map((row) => ({ ...row, links: row.links.map(link) })) },
    stillText: stillText(still, contested),
    unitText: unitText([wide.unit, narrow.unit], isCounted),
  };
}

/** “Neither moved nor first recorded: Belgium, France (2 contested).”; null for nobody. */
function stillText(still: readonly Party[], contested: ContestedIn): string | null {
  if (still.length === 0) return null;
  const named = still.map(({ id, name }) => {
    const count = contested.parties.get(id)?.count ?? 0;
    return count === 0 ? isolated(name) : isolating`${name} (${count}\u00a0contested)`;
  });
  return `Neither moved nor first recorded: ${named.join(', ')}.`;
}

/** Not yet in the lane of its party: only those that moved have one. */
type MovementOfParty = Omit<DrawnMovement, 'lane'> & { readonly party: PartyId };

function drawnMovement({ party, record, from }: Moved): MovementOfParty {
  const { day, date, position } = record.stance;
  const [side, direction] = [
    sideName(sideReached(position)),
    directionName(directionBetween(from, position)),
  ];
  return { party, day, date, side, direction, count: 1 };
}

/** By day, or by month where no chart tells days apart: of four years there are ten times as many days with movements. */
function countedMovements({ days, movesOf }: MovementDays, period: Period): MovementOfParty[] {
  const spans = new Map<string, { from: Day; to: Day }>();
  const isByMonths = isDrawnByMonths(period);
  for (const { day } of days) {
    const name = isByMonths ? day.slice(0, 7) : day;
    const span = spans.get(name);
    if (span) span.to = day;
    else spans.set(name, { from: day, to: day });
  }
  return [...spans.values()].flatMap((span) =>
    movesOf(span).map(({ party, side, direction, count }) => ({
      party,
      day: span.from,
      date: null,
      side: sideName(side),
      direction: directionName(direction),
      count,
    })),
  );
}

/** A movement leads to its record; counted ones to the timeline of their days or, of a single day, to what changed on it. */
function linkTo(
  reading: Reading,
  filter: PositionFilter,
  parties: Asked['parties'],
  { singles, counts }: { readonly singles: readonly Moved[]; readonly counts: MovementDays },
): (link: TimelineLink) => MarkLink {
  const { negotiation, givenQuery } = reading;
  const { known_at = null, evidence = null } = givenQuery;
  const demands = new Map(negotiation.demands.map((demand) => [demand.id, demand]));
  return ({ movement, lane, column, count, area, paths: outlines, counts: numbers }) => {
    const drawn = { area, paths: outlines, counts: numbers };
    const party = parties[lane] as Party;
    const single = movement === null ? undefined : singles[movement];
    if (single) {
      const demand = demands.get(single.demand) as Demand;
      const { stance } = single.record;
      const sentence = positionSentence(party.name, stance.position, demand.proposition);
      const words = movementWords(single.movement, single.evidenceChange).toLowerCase();
      const place = paths.position(negotiation.slug, party.slug, demand.slug);
      const title = isolating`${sentence} (${words}, ${shortDate(stance.date)})`;
      return { url: recordPlace(place, single.record.record, givenQuery), title, ...drawn };
    }
    const isDay = column.from === column.to;
    const first = counts.firstOf(party.id, column);
    const path = isDay ? paths.changes(negotiation.slug) : paths.timeline(negotiation.slug);
    const ends = { from: isDay ? dayPlus(column.from, -1) : column.from, to: column.to };
    const own = filterEntries({ ...filter, parties: [party.slug] });
    const url = withQuery(path, [...queryEntries({ ...ends, known_at, evidence }), ...own]);
    return {
      url,
      title: isolating`${party.name}: ${stepsInWords({ moved: count - first, first })}, ${column.label}`,
      ...drawn,
    };
  };
}

function unitText([wide, narrow]: readonly [string, string], isCounted: boolean): string {
  const onPhones = wide === narrow ? '' : `, on a narrow screen by the ${narrow}`;
  const gathered = wide === 'day' && onPhones === '' ? '' : ` Gathered by the ${wide}${onPhones}.`;
  return isCounted ? `${gathered} With their number, where there are many.` : gathered;
}

function sideName(side: number): Side {
  if (side === 0) return 'middle';
  return side > 0 ? 'for' : 'against';
}

function directionName(direction: number): Direction {
  if (direction === 0) return 'neither';
  return direction > 0 ? 'towards' : 'away';
}

/** Newest first; within a day, events are below what they led to. */
function linesOf(
  reading: Reading,
  moved: readonly Moved[],
  events: readonly Event[],
): { readonly day: Day; readonly row: () => TimelineRow }[] {
  const { negotiation, givenQuery } = reading;
  const around = aroundEvents(reading);
  return [
    ...events.map((event) => ({
      day: firstDay(event.date),
      row: () => ({
        date: shortDate(event.date),
        kind: 'Event',
        isEvent: true,
        isFirst: false,
        text: event.name,
        url: around(event),
      }),
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
      isEvent: false,
      isFirst: movement === 'new',
      text: positionSentence(party.name, record.stance.position, demand.proposition),
      url: recordPlace(path, record.record, givenQuery),
    };
  }
}

function cutText(rows: number, outside: CountedChanges): string | null {
  const parts = [
    rows > mostRows ? `The newest ${mostRows} of ${rows.toLocaleString('en-GB')} lines` : null,
    outside.moved + outside.first > 0 ? `${stepsInWords(outside)} outside this period` : null,
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
    readonly 'readers/timeline/embedded': TimelinePage;
    readonly 'readers/timeline/timeline': TimelinePage;
  }
}
