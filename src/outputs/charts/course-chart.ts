import type { EvidenceClass } from '../../domain/attribution.js';
import { isolated } from '../../domain/isolation.js';
import { codeOf, type Position, positionScale } from '../../domain/log/position.js';
import { type Day, dayNumber, dayOfNumber, dayPlus, type EdtfDate, firstDay } from '../../domain/when.js';
import { type CourseFoot, courseFoot, type Stretch } from './course-foot.js';
import { type EventOfChart, spanOf } from './event-marks.js';
import { Strokes } from './strokes.js';
import { cut, lengthOf, rounded, type TimeAxis, timeAxis } from './time-axis.js';

/** A position that held from a day on, with its date as it was given, and how it was known. */
export interface StepOfCourse {
  readonly day: Day;
  readonly date: EdtfDate;
  readonly position: Position;
  readonly evidence: EvidenceClass | null;
  /** True if it was held already. */
  readonly isReaffirmed: boolean;
}

/** The positions of one cell over time. */
export interface Course {
  /** Whose they are, and the same where there is little room; empty where that is said above the chart. */
  readonly label: string;
  readonly shortLabel: string;
  readonly steps: readonly StepOfCourse[];
  /** The spans in which it was contested, with the report on the other side; `to` null: to the end of the picture. */
  readonly contests: readonly {
    readonly from: Day;
    readonly to: Day | null;
    readonly step: Omit<StepOfCourse, 'isReaffirmed'>;
  }[];
}

export interface CoursesDrawn {
  readonly courses: readonly Course[];
  /** Those that are numbered, and the dates of those that are only ticks. */
  readonly events: readonly EventOfChart[];
  readonly otherEvents: readonly EdtfDate[];
  readonly stretches: readonly Stretch[];
  readonly stretchesLabel: string;
  readonly period: { readonly from: Day; readonly to: Day };
}

/** The side of the scale on which a band is: behind what has no place on the scale there is none. */
export type BandSide = 'for' | 'middle' | 'against' | 'none';

/** At the end of a line: the sign of its position, and words. */
export interface EndLabel {
  readonly y: number;
  readonly position: Position;
  readonly text: string;
}

export interface DotsOfKind {
  /** Open if it is not on the record. */
  readonly isOpen: boolean;
  readonly isReaffirmed: boolean;
  readonly path: string;
}

/** One course, in the units of the picture. */
export interface DrawnCourse {
  readonly side: BandSide;
  readonly isContested: boolean;
  /** True if it has more than one position. */
  readonly isMoved: boolean;
  /** The line as far as it is known in each way; a way in which nothing is known is left out. */
  readonly lines: readonly { readonly evidence: EvidenceClass; readonly path: string }[];
  /** All dots of a kind: lines without length, and where dots lie on one another as long as they are together. */
  readonly dots: readonly DotsOfKind[];
  /** Where a date is known only to the month or the year, as long as that. */
  readonly bars: readonly { readonly x: number; readonly y: number; readonly width: number }[];
  readonly labels: readonly EndLabel[];
}

/** All courses on one scale, for and against in bands, in the units of the picture. */
export interface CourseChart extends CourseFoot {
  readonly form: 'lines';
  readonly kind: 'wide' | 'narrow';
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Where the bands end. */
  readonly bottom: number;
  readonly bands: readonly { readonly side: BandSide; readonly y: number; readonly height: number }[];
  readonly levels: readonly { readonly label: string; readonly x: number; readonly y: number }[];
  readonly levelAnchor: 'start' | 'end';
  readonly courses: readonly DrawnCourse[];
  readonly labelX: number;
}

/** What a screen and a phone differ in. */
interface Shape {
  readonly kind: CourseChart['kind'];
  readonly width: number;
  readonly left: number;
  readonly right: number;
  /** Above the first line of a level, where its words stand inside the band. */
  readonly headroom: number;
  readonly least: number;
  /** Between two lines with words at their ends, and between others. */
  readonly pitch: number;
  readonly pass: number;
  /** The most letters at the end of a line. */
  readonly letters: number;
  readonly saysPosition: boolean;
}

const shapes: Readonly<Record<CourseChart['kind'], Shape>> = {
  wide: {
    kind: 'wide',
    ...{ width: 1000, left: 172, right: 782, headroom: 0, least: 32, pitch: 18, pass: 7 },
    ...{ letters: 27, saysPosition: true },
  },
  narrow: {
    kind: 'narrow',
    ...{ width: 358, left: 1, right: 230, headroom: 16, least: 12, pitch: 17, pass: 7 },
    ...{ letters: 13, saysPosition: false },
  },
};

/** From the top of the picture to its bottom. Contradictory signals have no place on the scale and stand below it. */
const levels = [
  { code: 3, side: 'for', label: 'Insists (red line)' },
  { code: 2, side: 'for', label: 'Demands · Agreed' },
  { code: 1, side: 'for', label: 'Favours · Accepts' },
  { code: 0, side: 'middle', label: 'Open · Neutral · Dropped' },
  { code: -1, side: 'against', label: 'Reluctant' },
  { code: -2, side: 'against', label: 'Rejects' },
  { code: -3, side: 'against', label: 'Rejects (red line)' },
  { code: null, side: 'none', label: 'Contradictory' },
] as const;

const [top, bandGap] = [4, 2];

export function courseChart(drawing: CoursesDrawn, kind: CourseChart['kind']): CourseChart {
  const { courses, period } = drawing;
  const shape = shapes[kind];
  const { width, left, right } = shape;
  const axis = timeAxis(period.from, period.to, left, right);
  const { placed, bands, bottom, yOf } = tracksOf(courses, shape);
  return {
    ...{ form: 'lines', kind, width, left, right, top, bottom, bands },
    levels: placed.map(({ label, y, height }) => ({
      label,
      x: kind === 'wide' ? left - 10 : left + 5,
      y: kind === 'wide' ? rounded(y + height / 2 + 4) : y + 13,
    })),
    levelAnchor: kind === 'wide' ? 'end' : 'start',
    courses: courses.map((course, index) => drawn(course, { axis, shape, yOf: (code) => yOf(index, code) })),
    labelX: right + 10,
    ...courseFoot(drawing, { kind, axis, width, bottom }),
  };
}

/** From a little before the first day of any course to the page's day. */
export function periodOfCourse(courses: readonly Course[], asOf: Day): CoursesDrawn['period'] {
  let first = asOf;
  const take = ({ day, date }: Pick<StepOfCourse, 'day' | 'date'>) => {
    for (const each of [day, firstDay(date)]) if (each < first) first = each;
  };
  for (const { steps, contests } of courses) {
    for (const step of steps) take(step);
    for (const { step } of contests) take(step);
  }
  const before = Math.max(1, Math.round((dayNumber(asOf) - dayNumber(first)) * 0.03));
  const from = dayOfNumber(Math.max(dayNumber(first) - before, dayNumber('0001-01-01')));
  return from < asOf ? { from, to: asOf } : { from, to: dayPlus(from, 1) };
}

/** How many different positions it has had, and reports on the other side. */
export function stepCount({ steps, contests }: Course): number {
  let count = contests.length;
  for (const [index, { position }] of steps.entries())
    if (steps[index - 1]?.position !== position) count += 1;
  return count;
}

/** Each line has a place of its own on each level that it visits, so that no two lie on one another. */
function tracksOf(courses: readonly Course[], { headroom, least, pitch, pass }: Shape) {
  const ends = courses.map((course) => new Set(endsOf(course).map(({ position }) => codeOf(position))));
  const visits = courses.map(codesOf);
  const tracks = courses.map(() => new Map<number | null, number>());
  const bands: { side: BandSide; y: number; height: number }[] = [];
  let bottom = top;
  const used = levels.filter(({ code }) => code !== null || visits.some((codes) => codes.has(null)));
  const placed = used.map(({ code, side, label }) => {
    const last = bands.at(-1);
    if (last && last.side !== side) bottom += bandGap;
    const here = courses.flatMap((_, index) => (visits[index]?.has(code) ? [index] : []));
    const pitches = here.map((index) => (ends[index]?.has(code) ? pitch : pass));
    const needed = pitches.reduce((sum, each) => sum + each, 0);
    const height = headroom + Math.max(least, needed + 6);
    let y = bottom + headroom + (height - headroom - needed) / 2;
    for (const [place, index] of here.entries()) {
      const own = pitches[place] as number;
      tracks[index]?.set(code, rounded(y + own / 2));
      y += own;
    }
    if (last && last.side === side) last.height += height;
    else bands.push({ side, y: bottom, height });
    const level = { label, y: bottom, height };
    bottom += height;
    return level;
  });
  return {
    placed,
    bands,
    bottom,
    yOf: (index: number, code: number | null) => tracks[index]?.get(code) ?? 0,
  };
}

/** The codes of all its positions. */
function codesOf({ steps, contests }: Course): Set<number | null> {
  const codes = new Set<number | null>();
  for (const { position } of steps) codes.add(codeOf(position));
  for (const { step } of contests) codes.add(codeOf(step.position));
  return codes;
}

/** The position that it has at the end of the picture, and the report that contests it there. */
export function endsOf({ steps, contests }: Course) {
  const [last, contest] = [steps.at(-1), contests.findLast(({ to }) => to === null)];
  const isContested = contest !== undefined;
  return [
    ...(last ? [{ position: last.position, evidence: last.evidence, isContested }] : []),
    ...(contest
      ? [{ position: contest.step.position, evidence: contest.step.evidence, isContested: false }]
      : []),
  ];
}

interface Drawing {
  readonly axis: TimeAxis;
  readonly shape: Shape;
  readonly yOf: (code: number | null) => number;
}

function drawn(course: Course, { axis, shape, yOf }: Drawing): DrawnCourse {
  const { steps, contests } = course;
  const { right } = axis;
  const end = endsOf(course)[0];
  const lines = new Lines();
  const [dots, bars] = [new Dots(), new Bars(axis)];
  const put = (step: Omit<StepOfCourse, 'day'>, x: number, y: number) =>
    step.date.length === 10 ? dots.put(step, x, y) : bars.put(step.date, y);
  const placeOf = ({ position }: Pick<StepOfCourse, 'position'>) => yOf(codeOf(position));
  // Of a long record there are ten thousand steps: to make an object of each, or to copy them, takes most of the time.
  let x = steps[0] ? axis.x(steps[0].day) : right;
  let before: number | null = null;
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index] as StepOfCourse;
    const [y, following] = [placeOf(step), steps[index + 1]];
    const next = following ? axis.x(following.day) : right;
    if (before !== null && before !== y) lines.of(step.evidence).down(x, before, y);
    if (next > x) lines.of(step.evidence).across(y, x, next);
    put(step, x, y);
    [x, before] = [next, y];
  }
  for (const { from, to, step } of contests) {
    const [begins, y] = [axis.x(from), placeOf(step)];
    lines.of(step.evidence).across(y, begins, to === null ? right : axis.x(to));
    put({ ...step, isReaffirmed: false }, begins, y);
  }
  return {
    side: end ? sideOf(end.position) : 'none',
    isContested: contests.some(({ to }) => to === null),
    isMoved: steps.some(({ position }) => position !== steps[0]?.position),
    lines: lines.drawn(),
    dots: dots.drawn(),
    bars: bars.drawn(),
    labels: endsOf(course).map((each) => ({
      ...{ y: placeOf(each), position: each.position },
      text: endText(course, each, shape),
    })),
  };
}

/** The line of a course, in each way in which it is known. */
class Lines {
  private readonly strokes = new Map<EvidenceClass, Strokes>();

  of(evidence: EvidenceClass | null): Strokes {
    const present = this.strokes.get(evidence ?? 'inferred');
    if (present) return present;
    const own = new Strokes();
    this.strokes.set(evidence ?? 'inferred', own);
    return own;
  }

  drawn(): DrawnCourse['lines'] {
    return [...this.strokes].map(([evidence, strokes]) => ({ evidence, path: strokes.path() }));
  }
}

/** Dots that are so near that nobody can tell them from a line. */
const together = 2;

interface Dot {
  readonly x: number;
  readonly y: number;
  isOpen: boolean;
  isReaffirmed: boolean;
}

/** One dot at each place; of several, the last that says something new. */
class Dots {
  private readonly dots = new Map<number, Dot>();

  put(
    { evidence, isReaffirmed }: Pick<StepOfCourse, 'evidence' | 'isReaffirmed'>,
    x: number,
    y: number,
  ): void {
    // No picture is a hundred thousand units high.
    const place = x * 200_000 + y;
    const isOpen = evidence !== 'on_record';
    const present = this.dots.get(place);
    if (!present) this.dots.set(place, { x, y, isOpen, isReaffirmed });
    else if (present.isReaffirmed || !isReaffirmed) {
      present.isOpen = isOpen;
      present.isReaffirmed = isReaffirmed;
    }
  }

  drawn(): DrawnCourse['dots'] {
    const kinds = [true, false].flatMap((isReaffirmed) =>
      [false, true].map((isOpen) => ({ isReaffirmed, isOpen, strokes: new Strokes(together), isAny: false })),
    );
    for (const { x, y, isOpen, isReaffirmed } of this.dots.values()) {
      const kind = kinds[(isReaffirmed ? 0 : 2) + (isOpen ? 1 : 0)] as (typeof kinds)[number];
      kind.strokes.across(y, x, x);
      kind.isAny = true;
    }
    return kinds
      .filter(({ isAny }) => isAny)
      .map(({ isReaffirmed, isOpen, strokes }) => ({ isReaffirmed, isOpen, path: strokes.path() }));
  }
}

class Bars {
  private readonly bars = new Map<string, DrawnCourse['bars'][number]>();

  constructor(private readonly axis: TimeAxis) {}

  put(date: EdtfDate, y: number): void {
    const span = spanOf(date, this.axis);
    this.bars.set(`${span.x} ${y}`, { ...span, y });
  }

  drawn(): DrawnCourse['bars'] {
    return [...this.bars.values()];
  }
}

/** The side of the scale on which a position is. */
export function sideOf(position: Position): BandSide {
  const code = codeOf(position);
  if (code === null) return 'none';
  if (code === 0) return 'middle';
  return code > 0 ? 'for' : 'against';
}

type End = ReturnType<typeof endsOf>[number];

/**
 * “Ukraine: Rejects”; of what is not on the record, “US: Demands (reported)”. A phone has room for the name alone or,
 * where that is said above, for the position, and for “rep.” or “cont.”: its band says the rest.
 */
function endText(
  { label, shortLabel }: Course,
  { position, evidence, isContested }: End,
  { letters, saysPosition }: Shape,
): string {
  if (label === '') return endWords({ position, evidence, isContested }, saysPosition);
  if (!saysPosition) {
    const mark = markOf(evidence, isContested);
    return `${isolated(cut(shortLabel, letters - mark.length))}${mark}`;
  }
  const rest = `: ${endWords({ position, evidence, isContested }, true)}`;
  const room = letters - rest.length;
  return `${isolated(lengthOf(label) <= room ? label : cut(shortLabel, Math.max(room, 8)))}${rest}`;
}

/** “Rejects, contested”, “Demands (reported)”; where there is little room “Rejects cont.”, “Demands rep.”. */
export function endWords({ position, evidence, isContested }: End, hasRoom: boolean): string {
  const { short } = positionScale(position);
  if (!hasRoom) return `${short}${markOf(evidence, isContested)}`;
  const how = howOf(evidence);
  return `${short}${isContested ? ', contested' : ''}${how === '' ? '' : ` (${how})`}`;
}

function markOf(evidence: End['evidence'], isContested: boolean): string {
  const how = howOf(evidence);
  return isContested ? ' cont.' : how === '' ? '' : ` ${how.slice(0, 3)}.`;
}

function howOf(evidence: End['evidence']): string {
  return evidence === 'on_record' ? '' : evidence === 'reported' ? 'reported' : 'inferred';
}
