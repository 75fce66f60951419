import { evidenceClassLabel, evidenceClassOf } from '../../domain/attribution.js';
import { contestsIn, courseOf, type CourseStep } from '../../domain/cells/course.js';
import { isolated, isolating, listed } from '../../domain/isolation.js';
import { lastDayOf } from '../../domain/cells/past.js';
import { counted } from '../../domain/cells/wording.js';
import { type Position, positions, positionScale } from '../../domain/log/position.js';
import type { Demand, Event, Party } from '../../domain/structure/negotiation.js';
import { type Day, longDate } from '../../domain/when.js';
import {
  type Course,
  type CourseChart,
  courseChart,
  type CoursesDrawn,
  periodOfCourse,
  stepCount,
} from '../../outputs/charts/course-chart.js';
import type { Stretch } from '../../outputs/charts/course-foot.js';
import { type CourseRows, courseRows } from '../../outputs/charts/course-rows.js';
import type { ValueHeld } from '../../outputs/pictures/values-list.js';
import { toneOf } from '../../outputs/tone.js';
import type { Link } from '../frame/layout.js';
import { paths, withQuery } from '../frame/paths.js';
import type { Reading } from '../frame/reading/reading.js';
import { contestRuns, type ContestRun, contestView, type ContestView } from './contests.js';
import { type EventLine, eventLines, eventsWithin, isNearStep, numberedEvents } from './event-lines.js';
import { type SignView, signView } from './stances/sign.js';

/** Positions over time: drawn for a screen and for a phone, with all that is said below the picture. */
export interface CourseFigure {
  /** For those who do not see it. */
  readonly title: string;
  readonly charts: readonly (CourseChart | CourseRows)[];
  /** Whether each party has a row of its own: of many, lines could not be told apart. */
  readonly isInRows: boolean;
  readonly signs: Readonly<Record<Position, SignView>>;
  readonly contests: readonly ContestView[];
  /** Said of them if there are more; otherwise null. */
  readonly contestsCut: string | null;
  /** Those that are numbered in it. */
  readonly events: readonly EventLine[];
  /** Those that are only ticks, with their numbers among all; null without any. */
  readonly otherEvents: { readonly title: string; readonly events: readonly EventLine[] } | null;
  /** What the ways of drawing mean, as far as they occur. */
  readonly key: {
    readonly hasReported: boolean;
    readonly hasInferred: boolean;
    readonly hasBars: boolean;
    readonly hasReaffirmed: boolean;
    readonly hasContests: boolean;
    /** At the end of the picture. */
    readonly hasContested: boolean;
  };
  readonly upTo: string;
  /** Who has no course; null if each party has one. */
  readonly silent: string | null;
  /** Whether it is of several parties, so that the table names them. */
  readonly isOfSeveral: boolean;
  readonly rows: readonly {
    readonly date: string;
    readonly party: Link | null;
    readonly sign: SignView;
    readonly position: string;
    readonly how: string;
  }[];
  /** Shown if the table is cut; otherwise null. */
  readonly cutText: string | null;
}

/** What one party said over time of one demand. */
export interface CourseOfCell {
  readonly party: Party;
  readonly link: Link;
  readonly steps: readonly CourseStep[];
  readonly course: Course;
  readonly contests: readonly ContestRun[];
}

const [mostRows, mostContests] = [100, 20];

/** Alone on the page of its position, which says whose it is; there, what was said again is drawn as well. */
export function courseOfCell(
  reading: Reading,
  party: Party,
  demand: Demand,
  { isAlone }: { readonly isAlone: boolean },
): CourseOfCell {
  const { negotiation, log, clocks, givenQuery } = reading;
  const steps = courseOf(log, party.id, demand.id, clocks, isAlone ? Infinity : 0);
  const contests = contestsIn(log, party.id, demand.id, clocks);
  const url = withQuery(paths.position(negotiation.slug, party.slug, demand.slug), givenQuery);
  const link = { label: party.name, url };
  const drawn = contests.map(({ from, to, read }) => {
    const { date, position, attribution } = read().contest.stance;
    const evidence = attribution && evidenceClassOf(attribution);
    return { from, to, step: { day: from, date, position, evidence } };
  });
  return {
    ...{ party, link, steps },
    course: {
      label: isAlone ? '' : party.name,
      shortLabel: isAlone ? '' : (party.shortName ?? party.name),
      ...{ steps, contests: drawn },
    },
    contests: contestRuns(contests),
  };
}

/** What a figure is drawn from, which no page prints. */
const drawnFrom = new WeakMap<CourseFigure, CoursesDrawn>();

/** The same with all events as ticks, for where there is no room for their names. */
export function withoutNumbers(figure: CourseFigure): CourseChart {
  const { events, otherEvents, ...drawn } = drawnFrom.get(figure) as CoursesDrawn;
  const ticks = [...events.map(({ date }) => date), ...otherEvents];
  return courseChart({ ...drawn, events: [], otherEvents: ticks }, 'wide');
}

/** More lines than this cannot be told apart. */
const mostLines = 10;

/** Who stands where at the end of the picture, in the order of the scale; null where a card has room for the lines. */
export function endsOf(figure: CourseFigure): ValueHeld[] | null {
  const { courses } = drawnFrom.get(figure) as CoursesDrawn;
  if (courses.length <= mostLines) return null;
  return positions.flatMap(({ value, label }) => {
    const own = courses.filter(({ steps }) => steps.at(-1)?.position === value);
    const names = own.map(({ shortLabel, contests }) =>
      contests.at(-1)?.to === null ? isolating`${shortLabel} (contested)` : isolated(shortLabel),
    );
    return own.length === 0 ? [] : [{ label, sign: signView(value), looks: `tone-${toneOf(value)}`, names }];
  });
}

export interface FigureFacts {
  readonly title: string;
  readonly stretches?: readonly Stretch[];
  readonly stretchesLabel?: string;
  /** Those of whom nothing can be drawn. */
  readonly silent?: readonly Party[];
}

/**
 * Null where there are fewer than two steps: then a sentence says as much. Yields between its longer parts: of a demand
 * with ten thousand steps each takes some milliseconds.
 */
export function* courseFigure(
  reading: Reading,
  demand: Demand,
  cells: readonly CourseOfCell[],
  { title, stretches = [], stretchesLabel = '', silent = [] }: FigureFacts,
): Generator<void, CourseFigure | null> {
  const drawn = cells.filter(({ course }) => stepCount(course) > 0);
  const courses = drawn.map(({ course }) => course);
  if (courses.reduce((sum, course) => sum + stepCount(course), 0) < 2) return null;
  const period = periodOfCourse(courses, lastDayOf(demand.id, reading.clocks, reading.asOf));
  const events = eventsWithin(reading, period);
  const isNear = isNearStep(events, () => daysOfSteps(courses));
  const numbered = numberedEvents(events);
  const picture = {
    ...{ courses, stretches, stretchesLabel, period },
    events: numbered.filter((_event, index) => isNear(events[index] as Event)),
    otherEvents: events.filter((event) => !isNear(event)).map(({ date }) => date),
  };
  const lines = eventLines(reading, events);
  const near = lines.filter((_line, index) => isNear(events[index] as Event));
  const others = lines.filter((line) => !near.includes(line));
  yield;
  const isAny = (isMeant: (step: Said) => boolean) =>
    courses.some(({ steps, contests }) => steps.some(isMeant) || contests.some(({ step }) => isMeant(step)));
  const rows = drawn.flatMap(({ link, steps }) =>
    steps.filter(({ isReaffirmed }) => !isReaffirmed).map((step) => ({ link, step })),
  );
  rows.sort((one, other) => (one.step.day < other.step.day ? 1 : one.step.day > other.step.day ? -1 : 0));
  yield;
  const isOfSeveral = cells.length > 1;
  const isInRows = courses.length > mostLines;
  const draw = isInRows ? courseRows : courseChart;
  const charts: (CourseChart | CourseRows)[] = [];
  for (const kind of ['wide', 'narrow'] as const) {
    charts.push(draw(picture, kind));
    yield;
  }
  const figure: CourseFigure = {
    title,
    charts,
    isInRows,
    signs,
    ...contestsOf(drawn, isOfSeveral),
    events: near,
    otherEvents:
      others.length === 0 ? null : { title: counted(others.length, 'other event'), events: others },
    key: {
      hasReported: isAny(({ evidence }) => evidence === 'reported'),
      hasInferred: isAny(({ evidence }) => evidence === 'inferred'),
      hasBars: isAny(({ date }) => date.length < 10),
      hasReaffirmed: courses.some(({ steps }) => steps.some(({ isReaffirmed }) => isReaffirmed)),
      hasContests: courses.some(({ contests }) => contests.length > 0),
      hasContested: courses.some(({ contests }) => contests.some(({ to }) => to === null)),
    },
    upTo: longDate(period.to),
    silent: silentWords(silent),
    isOfSeveral,
    rows: rows.slice(0, mostRows).map(({ link, step }) => ({
      date: dateWords(step),
      party: isOfSeveral ? link : null,
      sign: signView(step.position),
      position: positionScale(step.position).label,
      how: step.evidence === null ? '' : evidenceClassLabel(step.evidence),
    })),
    cutText: rows.length > mostRows ? `The newest ${mostRows} of ${counted(rows.length, 'step')}.` : null,
  };
  drawnFrom.set(figure, picture);
  return figure;
}

type Said = Pick<CourseStep, 'date' | 'evidence'>;

function silentWords(parties: readonly Party[]): string | null {
  if (parties.length === 0) return null;
  return `No position on record, which is not neutrality: ${listed(parties.map(({ name }) => name))}.`;
}

/** The newest, each with its party if there are several. */
function contestsOf(
  cells: readonly CourseOfCell[],
  isOfSeveral: boolean,
): Pick<CourseFigure, 'contests' | 'contestsCut'> {
  const all = cells.flatMap(({ contests, link }) => contests.map((run) => ({ run, link })));
  const newest = all.toSorted((one, other) => (one.run.from < other.run.from ? -1 : 1)).slice(-mostContests);
  return {
    contests: newest.map(({ run, link }) => contestView(run, isOfSeveral ? link : null)),
    contestsCut:
      all.length > mostContests
        ? `The newest ${mostContests} of ${counted(all.length, 'span')} in which something was contested.`
        : null,
  };
}

/** On which a position was taken or contested; what was said again is no step. */
function daysOfSteps(courses: readonly Course[]): Day[] {
  return courses.flatMap(({ steps, contests }) => [
    ...steps.filter(({ isReaffirmed }) => !isReaffirmed).map(({ day }) => day),
    ...contests.map(({ from }) => from),
  ]);
}

const signs = Object.fromEntries(
  positions.map(({ value }) => [value, signView(value)]),
) as CourseFigure['signs'];

function dateWords({ date, day }: Pick<CourseStep, 'date' | 'day'>): string {
  return date === day ? longDate(date) : `${longDate(date)} (counts from ${longDate(day)})`;
}

/** What is read aloud of a picture: of very many only how many there are, as the table says them. */
const mostWords = 20;

/** “contested since 15 August 2025 (reported: Demands, 15 Aug 2025)”. */
export function contestedWords(runs: readonly ContestRun[]): string[] {
  if (runs.length > mostWords) return [`${runs.length.toLocaleString('en-GB')} times contested`];
  return runs.map((run) => `contested ${contestView(run, null).span}`);
}

/** “Demands from 10 August 2025; Reluctant from 16 August 2025”. */
export function courseWords(steps: readonly CourseStep[]): string {
  const changes = steps.filter(({ position }, index) => steps[index - 1]?.position !== position);
  const [first, last] = [changes[0], changes.at(-1)];
  if (first && last && changes.length > mostWords) {
    const [from, to] = [first, last].map(
      ({ date, position }) => `${positionScale(position).label} on ${longDate(date)}`,
    );
    return `${counted(changes.length, 'step')} from ${from} to ${to}`;
  }
  const words = changes.map(
    ({ date, position }) => `${positionScale(position).label} from ${longDate(date)}`,
  );
  return words.join('; ');
}
