import { evidenceClassLabel, evidenceClassOf } from '../../domain/attribution.js';
import { contestsIn, courseOf, type CourseStep } from '../../domain/cells/course.js';
import { lastDayOf } from '../../domain/cells/past.js';
import { counted } from '../../domain/cells/wording.js';
import { isolating, listed } from '../../domain/isolation.js';
import { type Position, positions, positionScale } from '../../domain/log/position.js';
import type { Demand, Party } from '../../domain/structure/negotiation.js';
import { longDate } from '../../domain/when.js';
import {
  type Course,
  type CourseChart,
  courseChart,
  periodOfCourse,
  stepCount,
  type Stretch,
} from '../../outputs/charts/course-chart.js';
import type { Link } from '../frame/layout.js';
import { paths, withQuery } from '../frame/paths.js';
import type { Reading } from '../frame/reading/reading.js';
import { contestView, type ContestView } from './contests.js';
import { type EventLine, eventLines, eventsWithin, numberedEvents } from './event-lines.js';
import { type SignView, signView } from './stances/sign.js';

/** Positions over time: drawn for a screen and for a phone, with all that is said below the picture. */
export interface CourseFigure {
  /** For those who do not see it. */
  readonly title: string;
  readonly charts: readonly CourseChart[];
  readonly signs: Readonly<Record<Position, SignView>>;
  readonly contests: readonly ContestView[];
  readonly events: readonly EventLine[];
  /** What the ways of drawing mean, as far as they occur. */
  readonly key: {
    readonly hasReported: boolean;
    readonly hasInferred: boolean;
    readonly hasBars: boolean;
    readonly hasReaffirmed: boolean;
  };
  readonly upTo: string;
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
  readonly contests: readonly ContestView[];
}

const [mostRows, mostReaffirmed] = [100, 300];

/** Alone on the page of its position, which says whose it is; there, what was said again is drawn as well. */
export function courseOfCell(
  reading: Reading,
  party: Party,
  demand: Demand,
  { isAlone }: { readonly isAlone: boolean },
): CourseOfCell {
  const { negotiation, log, clocks, givenQuery } = reading;
  const steps = courseOf(log, party.id, demand.id, clocks, isAlone ? mostReaffirmed : 0);
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
    contests: contests.map((each) => contestView(each, isAlone ? null : link)),
  };
}

export interface FigureFacts {
  readonly title: string;
  readonly stretches?: readonly Stretch[];
  readonly stretchesLabel?: string;
}

/** Null where there are fewer than two steps: then a sentence says as much. */
export function courseFigure(
  reading: Reading,
  demand: Demand,
  cells: readonly CourseOfCell[],
  { title, stretches = [], stretchesLabel = '' }: FigureFacts,
): CourseFigure | null {
  const drawn = cells.filter(({ course }) => stepCount(course) > 0);
  const courses = drawn.map(({ course }) => course);
  if (courses.reduce((sum, course) => sum + stepCount(course), 0) < 2) return null;
  const period = periodOfCourse(courses, lastDayOf(demand.id, reading.clocks, reading.asOf));
  const events = eventsWithin(reading, period);
  const picture = { courses, events: numberedEvents(events), stretches, stretchesLabel, period };
  const all = courses.flatMap(({ steps, contests }) => [...steps, ...contests.map(({ step }) => step)]);
  const rows = drawn.flatMap(({ link, steps }) =>
    steps.filter(({ isReaffirmed }) => !isReaffirmed).map((step) => ({ link, step })),
  );
  rows.sort((one, other) => (one.step.day < other.step.day ? 1 : one.step.day > other.step.day ? -1 : 0));
  const isOfSeveral = cells.length > 1;
  return {
    title,
    charts: [courseChart(picture, 'wide'), courseChart(picture, 'narrow')],
    signs,
    contests: drawn.flatMap(({ contests }) => contests),
    events: eventLines(reading, events),
    key: {
      hasReported: all.some(({ evidence }) => evidence === 'reported'),
      hasInferred: all.some(({ evidence }) => evidence === 'inferred'),
      hasBars: all.some(({ date }) => date.length < 10),
      hasReaffirmed: courses.some(({ steps }) => steps.some(({ isReaffirmed }) => isReaffirmed)),
    },
    upTo: longDate(period.to),
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
}

const signs = Object.fromEntries(
  positions.map(({ value }) => [value, signView(value)]),
) as CourseFigure['signs'];

function dateWords({ date, day }: Pick<CourseStep, 'date' | 'day'>): string {
  return date === day ? longDate(date) : `${longDate(date)} (counts from ${longDate(day)})`;
}

/** “United States: demands from 10 August 2025, reluctant from 16 August 2025.” */
export function courseWords(label: string, steps: readonly CourseStep[]): string {
  const changes = steps.filter(({ position }, index) => steps[index - 1]?.position !== position);
  const words = changes.map(
    ({ date, position }) => `${positionScale(position).label} from ${longDate(date)}`,
  );
  return label === '' ? words.join('; ') : isolating`${label}: ${listed(words, '; ')}`;
}
