import { type Day, dayPlus } from '../../domain/when.js';
import { letterWidth, rounded, type Tick, timeAxis } from './time-axis.js';
import { cut, type Frame, labelRoom } from './timeline-chart.js';

/** The positions of one cell over time: from each day on, a code from -3 to 3, or none. */
export interface Course {
  readonly label: string;
  readonly points: readonly { readonly day: Day; readonly code: number | null }[];
  /** The spans in which it was contested, with the code on the other side; `to` null: to the end of the picture. */
  readonly contests: readonly { readonly from: Day; readonly to: Day | null; readonly code: number }[];
}

/** A span of time with a name, such as a gap. */
export interface Stretch {
  readonly from: Day;
  readonly label: string;
  readonly value: string;
}

/** One lane with a step line on the scale for each course, in the units of the picture. */
export interface CourseChart {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly axisY: number;
  readonly ticks: readonly Tick[];
  readonly lanes: readonly {
    readonly label: string;
    readonly top: number;
    readonly bottom: number;
    readonly middle: number;
    /** The step line; empty if no position has a code. */
    readonly path: string;
    readonly dots: readonly { readonly x: number; readonly y: number }[];
    /** Where it was contested: a frame, and in it a level line on the other side. */
    readonly contests: readonly (Frame & { readonly lineY: number })[];
  }[];
  /** The spans below the lanes; one that is too short for its label is named only in the table. */
  readonly stretches: readonly {
    readonly x: number;
    readonly width: number;
    readonly value: string;
    readonly label: string | null;
  }[];
  readonly stretchesLabel: string;
  readonly stretchesTop: number;
}

const width = 1000;
const right = 985;
const stepHeight = 8;
const laneHeight = 6 * stepHeight + 16;
const stretchHeight = 30;
const axisHeight = 26;

export function courseChart(
  courses: readonly Course[],
  stretches: readonly Stretch[],
  stretchesLabel: string,
  { from, to }: { readonly from: Day; readonly to: Day },
): CourseChart {
  const left = labelRoom([...courses.map(({ label }) => label), stretchesLabel]);
  const axis = timeAxis(from, to, left, right);
  const stretchesTop = courses.length * laneHeight + 4;
  const axisY = stretchesTop + (stretches.length > 0 ? stretchHeight : 0);
  return {
    width,
    height: axisY + axisHeight,
    left,
    right,
    axisY,
    ticks: axis.ticks,
    lanes: courses.map(({ label, points, contests }, index) => {
      const top = index * laneHeight + 4;
      const middle = top + laneHeight / 2;
      const placed = points.map(({ day, code }) => ({
        x: axis.x(day),
        y: code === null ? null : rounded(middle - code * stepHeight),
      }));
      const dots = placed.flatMap(({ x, y }) => (y === null ? [] : [{ x, y }]));
      const frame = { y: top + 2, height: laneHeight - 4 };
      const framed = contests.map(({ from: day, to: end, code }) => {
        const [x, endX] = [axis.x(day), end === null ? right : axis.x(end)];
        return { x, width: rounded(endX - x), ...frame, lineY: rounded(middle - code * stepHeight) };
      });
      const place = { label: cut(label), top, bottom: top + laneHeight, middle };
      return { ...place, path: stepLine(placed), dots, contests: framed };
    }),
    stretches: stretches.map(({ from: day, label, value }, index) => {
      const x = axis.x(day);
      const next = stretches[index + 1];
      const end = next ? axis.x(next.from) : right;
      const isWide = label.length * letterWidth + 12 <= end - x;
      return { x, width: rounded(end - x), value, label: isWide ? label : null };
    }),
    stretchesLabel,
    stretchesTop,
  };
}

/** In days: what has not changed for longer runs on to the right edge of the picture. */
const longestTail = 30;

/** From the first day of any course to the page's day, or to a month after the last change if that is earlier. */
export function periodOfCourse(
  points: readonly { readonly day: Day }[],
  asOf: Day,
): { readonly from: Day; readonly to: Day } {
  let [from, last] = [points[0]?.day ?? asOf, points[0]?.day ?? asOf];
  for (const { day } of points) {
    if (day < from) from = day;
    if (day > last) last = day;
  }
  const tail = dayPlus(last, longestTail);
  const to = asOf < tail ? asOf : tail;
  if (to > from) return { from, to };
  const next = dayPlus(from, 1);
  return next > from ? { from, to: next } : { from: dayPlus(from, -1), to: from };
}

function stepLine(points: readonly { readonly x: number; readonly y: number | null }[]): string {
  return points
    .map(({ x, y }, index) => {
      if (y === null) return '';
      const end = points[index + 1]?.x ?? right;
      const before = index === 0 ? null : points[index - 1]?.y;
      return `${before == null ? `M${x} ${y}` : `V${y}`}H${end}`;
    })
    .join('');
}
