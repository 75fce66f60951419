import type { EvidenceClass } from '../../domain/attribution.js';
import { codeOf, type Position, positions } from '../../domain/log/position.js';
import { toneOf } from '../tone.js';
import {
  type BandSide,
  type Course,
  type CoursesDrawn,
  type EndLabel,
  endsOf,
  endWords,
  sideOf,
} from './course-chart.js';
import { type CourseFoot, courseFoot } from './course-foot.js';
import { spanOf } from './event-marks.js';
import { Strokes } from './strokes.js';
import { cut, lengthOf, rounded, type TimeAxis, timeAxis } from './time-axis.js';

/** One party: its name, and what stands at its end. */
export interface CourseRow {
  readonly y: number;
  readonly name: string;
  /** True if it has had more than one position. */
  readonly isMoved: boolean;
  readonly labels: readonly EndLabel[];
}

/**
 * The courses of many parties, each in a row of its own, in the order in which they stand at the end: so many lines on
 * one scale cross each other until nobody can follow one.
 */
export interface CourseRows extends CourseFoot {
  readonly form: 'rows';
  readonly kind: 'wide' | 'narrow';
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Where the rows end. */
  readonly bottom: number;
  /** Above the rows of each side: which it is and how many they are. */
  readonly heads: readonly { readonly y: number; readonly words: string }[];
  readonly rows: readonly CourseRow[];
  /** The lines between rows. */
  readonly lanes: string;
  /** What was held, as lines along the rows: all of one tint that are known in one way are one path. */
  readonly held: readonly {
    readonly tone: string;
    readonly evidence: EvidenceClass;
    readonly path: string;
  }[];
  /** Where a position was taken. */
  readonly turns: string;
  /** The middle of the sign of what was held, where there is room for it. */
  readonly signs: readonly { readonly x: number; readonly y: number; readonly position: Position }[];
  /** Where a date is known only to the month or the year, as long as that. */
  readonly bars: readonly { readonly x: number; readonly y: number; readonly width: number }[];
  readonly labelX: number;
}

interface Shape {
  readonly width: number;
  readonly left: number;
  readonly right: number;
  /** The most letters of a name, and of what stands at the end. */
  readonly nameLetters: number;
  readonly letters: number;
  readonly saysHow: boolean;
}

const shapes: Readonly<Record<CourseRows['kind'], Shape>> = {
  wide: { width: 1000, left: 172, right: 782, nameLetters: 23, letters: 27, saysHow: true },
  narrow: { width: 358, left: 66, right: 216, nameLetters: 9, letters: 15, saysHow: false },
};

const [top, headHeight, rowHeight, contestHeight, groupGap, barHeight] = [4, 24, 20, 17, 8, 13];

const sides: readonly { readonly side: BandSide; readonly words: string }[] = [
  { side: 'for', words: 'For it' },
  { side: 'middle', words: 'On neither side' },
  { side: 'against', words: 'Against it' },
  { side: 'none', words: 'Not on the scale' },
];

export function courseRows(drawing: CoursesDrawn, kind: CourseRows['kind']): CourseRows {
  const { courses, period } = drawing;
  const shape = shapes[kind];
  const { width, left, right } = shape;
  const axis = timeAxis(period.from, period.to, left, right);
  const ink = new Ink(axis);
  const heads: { y: number; words: string }[] = [];
  const rows: CourseRow[] = [];
  const lanes = new Strokes();
  let bottom = top;
  for (const { side, words } of sides) {
    const own = courses.filter((course) => sideAtEnd(course) === side).toSorted(byPosition);
    if (own.length === 0) continue;
    if (rows.length > 0) bottom += groupGap;
    heads.push({ y: bottom + 16, words: `${words} (${own.length})` });
    bottom += headHeight;
    for (const course of own) {
      lanes.across(rounded(bottom), 0, width);
      rows.push(rowOf(course, bottom + rowHeight / 2, shape));
      ink.draw(course, bottom + rowHeight / 2);
      bottom += rowHeight + (course.contests.length > 0 ? contestHeight : 0);
    }
    lanes.across(rounded(bottom), 0, width);
  }
  return {
    ...{ form: 'rows', kind, width, left, right, top, bottom, heads, rows, lanes: lanes.path() },
    ...ink.drawn(),
    labelX: right + 10,
    ...courseFoot(drawing, { kind, axis, width, bottom: bottom + 6 }),
  };
}

function sideAtEnd({ steps }: Course): BandSide {
  const last = steps.at(-1);
  return last ? sideOf(last.position) : 'none';
}

/** Those most for it first; among equals as they were given. */
function byPosition(one: Course, other: Course): number {
  return placeOf(one) - placeOf(other);
}

function placeOf({ steps }: Course): number {
  return positions.findIndex(({ value }) => value === steps.at(-1)?.position);
}

function rowOf(course: Course, y: number, { nameLetters, letters, saysHow }: Shape): CourseRow {
  const { label, shortLabel, steps } = course;
  return {
    y,
    name: lengthOf(label) <= nameLetters ? label : cut(shortLabel, nameLetters),
    isMoved: new Set(steps.map(({ position }) => position)).size > 1,
    labels: endsOf(course).map((end, place) => ({
      ...{ y: y + place * contestHeight, position: end.position },
      text: endText(end, letters, saysHow),
    })),
  };
}

/** How it is known is left to the edge where there is no room for it. */
function endText(end: ReturnType<typeof endsOf>[number], letters: number, saysHow: boolean): string {
  const words = endWords(end, saysHow);
  if (lengthOf(words) <= letters) return words;
  return cut(endWords({ ...end, evidence: 'on_record' }, saysHow), letters);
}

/** All that is drawn along the rows, each kind as one path. */
class Ink {
  private readonly held = new Map<string, { tone: string; evidence: EvidenceClass; strokes: Strokes }>();
  private readonly turns = new Strokes();
  private readonly signs: { x: number; y: number; position: Position }[] = [];
  private readonly bars = new Map<string, CourseRows['bars'][number]>();

  constructor(private readonly axis: TimeAxis) {}

  draw({ steps, contests }: Course, y: number): void {
    const { axis } = this;
    let from = 0;
    for (const [index, { day, date, position, evidence }] of steps.entries()) {
      const [x, next] = [axis.x(day), steps[index + 1]];
      this.hold(position, evidence, y, x, next ? axis.x(next.day) : axis.right);
      if (date.length < 10) this.bar(date, y);
      if (steps[index - 1]?.position !== position) {
        from = x;
        this.turns.down(x, y - barHeight / 2, y + barHeight / 2);
      }
      if (next?.position !== position) this.sign(position, y, from, next ? axis.x(next.day) : axis.right);
    }
    for (const { from: first, to, step } of contests) {
      const [below, x] = [y + contestHeight, axis.x(first)];
      const end = to === null ? axis.right : axis.x(to);
      this.hold(step.position, step.evidence, below, x, end);
      if (step.date.length < 10) this.bar(step.date, below);
      this.turns.down(x, below - barHeight / 2, below + barHeight / 2);
      this.sign(step.position, below, x, end);
    }
  }

  drawn(): Pick<CourseRows, 'held' | 'turns' | 'signs' | 'bars'> {
    return {
      held: [...this.held.values()].map(({ tone, evidence, strokes }) => ({
        ...{ tone, evidence },
        path: strokes.path(),
      })),
      turns: this.turns.path(),
      signs: this.signs,
      bars: [...this.bars.values()],
    };
  }

  private hold(position: Position, known: EvidenceClass | null, y: number, from: number, to: number): void {
    if (to <= from) return;
    const [tone, evidence] = [toneOf(position), known ?? 'inferred'];
    const key = `${tone} ${evidence}`;
    const own = this.held.get(key) ?? { tone, evidence, strokes: new Strokes() };
    this.held.set(key, own);
    own.strokes.across(y, from, to);
  }

  /** In the middle of what it stands for. */
  private sign(position: Position, y: number, from: number, to: number): void {
    const parts = Math.max(1, Math.abs(codeOf(position) ?? 0));
    if (to - from >= parts * 8 + 6) this.signs.push({ x: rounded((from + to) / 2), y, position });
  }

  private bar(date: string, y: number): void {
    const span = spanOf(date, this.axis);
    this.bars.set(`${span.x} ${y}`, { ...span, y });
  }
}
