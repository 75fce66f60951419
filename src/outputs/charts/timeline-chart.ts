import type { Day } from '../../domain/when.js';
import {
  letterWidth,
  placeLabels,
  type PlacedLabel,
  rounded,
  type Tick,
  type TimeAxis,
  timeAxis,
} from './time-axis.js';

/** The side of the scale on which the new position of a mark is. */
export type Side = 'for' | 'middle' | 'against';

/** Called with each mark: the index of its lane, its day, and its side. */
export type DrawMark = (lane: number, day: Day, side: Side) => void;

/** Some days on which something was contested in a lane; `to` null: to the end of the picture. */
export interface ContestedDays {
  /** The index of its lane. */
  readonly lane: number;
  readonly from: Day;
  readonly to: Day | null;
}

/** Events and movements on one time axis, in the units of the picture. */
export interface TimelineChart {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  /** Where the lanes end and the axis begins. */
  readonly axisY: number;
  readonly ticks: readonly Tick[];
  readonly lanes: readonly { readonly label: string; readonly y: number }[];
  /** Where something was contested, framed. */
  readonly contests: readonly Frame[];
  /** All marks of one side as a single path, so that even 5,000 of them stay small. */
  readonly marks: readonly { readonly side: Side; readonly path: string }[];
  readonly events: readonly {
    readonly x: number;
    readonly top: number;
    readonly label: (PlacedLabel & { readonly y: number }) | null;
  }[];
}

/** A frame around a span of a lane. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const width = 1000;
const right = 985;
const labelRows = 3;
const labelHeight = 18;
const laneHeight = 40;
const axisHeight = 26;
const frameHeight = 32;
/** The most letters of a lane's label; longer ones are cut. */
const mostLetters = 26;

/** @param marks draws each mark, by day: of a long record there are 50,000, and none of them is made an object */
export function timelineChart(
  lanes: readonly string[],
  marks: (draw: DrawMark) => void,
  events: readonly { readonly day: Day; readonly name: string }[],
  { from, to }: { readonly from: Day; readonly to: Day },
  contests: readonly ContestedDays[] = [],
): TimelineChart {
  const left = labelRoom(lanes);
  const axis = timeAxis(from, to, left, right);
  const shown = events.filter(({ day }) => day >= from && day <= to);
  const labels = placeLabels(
    shown.map(({ day, name }) => ({ x: axis.x(day), text: name })),
    { rows: labelRows, left, right },
  );
  const lanesTop = shown.length > 0 ? labelRows * labelHeight + 8 : 8;
  const axisY = lanesTop + lanes.length * laneHeight;
  const middleOf = (lane: number) => lanesTop + (lane + 0.5) * laneHeight;
  const contested = lanes.map((): ContestedDays[] => []);
  for (const each of contests) contested[each.lane]?.push(each);
  return {
    width,
    height: axisY + axisHeight,
    left,
    right,
    axisY,
    ticks: axis.ticks,
    lanes: lanes.map((label, index) => ({ label: cut(label), y: middleOf(index) })),
    contests: contested.flatMap((ofLane, lane) =>
      spansOf(ofLane, axis).map(([x, end]) => ({
        ...{ x, width: rounded(end - x) },
        ...{ y: rounded(middleOf(lane) - frameHeight / 2), height: frameHeight },
      })),
    ),
    marks: outlines(
      marks,
      axis,
      lanes.map((_, lane) => middleOf(lane)),
    ),
    events: shown.map(({ day }, index) => {
      const label = labels[index] ?? null;
      const y = label ? (label.row + 1) * labelHeight - 4 : 0;
      return { x: axis.x(day), top: label ? y - 11 : lanesTop, label: label && { ...label, y } };
    }),
  };
}

/** The places between which a lane is contested: those that touch are one. `contests` by their first day. */
function spansOf(contests: readonly ContestedDays[], axis: TimeAxis): [start: number, end: number][] {
  const spans: [number, number][] = [];
  for (const { from, to } of contests) {
    const [start, end] = [axis.x(from), to === null ? right : axis.x(to)];
    const last = spans.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else spans.push([start, end]);
  }
  return spans;
}

const sides: readonly Side[] = ['for', 'middle', 'against'];

/** Supporters are above the middle of the lane, opponents below, so that marks of one day do not hide one another. */
const offsets: Readonly<Record<Side, number>> = { for: -9, middle: 0, against: 9 };
/** What follows the place on the axis. */
const shapes: Readonly<Record<Side, (y: number) => string>> = {
  for: (y) => ` ${y - 5}l5 9h-10z`,
  middle: (y) => ` ${y - 5}l5 5-5 5-5-5z`,
  against: (y) => ` ${y + 5}l5-9h-10z`,
};

/** One path for each side that has marks; those at one place follow one another. */
function outlines(
  marks: (draw: DrawMark) => void,
  axis: TimeAxis,
  middles: readonly number[],
): TimelineChart['marks'] {
  const ofSide = (side: Side) => {
    const ends = middles.map((middle) => shapes[side](rounded(middle + offsets[side])));
    return { ends, paths: [] as string[], taken: [] as string[] };
  };
  const drawn = { for: ofSide('for'), middle: ofSide('middle'), against: ofSide('against') };
  let [lastDay, x] = ['', ''];
  marks((lane, day, side) => {
    if (day < axis.from || day > axis.to) return;
    // Many marks are on the same day, and several days at the same place. To write a number takes longer than all else.
    if (day !== lastDay) [lastDay, x] = [day, `M${axis.x(day)}`];
    const { ends, paths, taken } = drawn[side];
    if (taken[lane] === x) return;
    taken[lane] = x;
    paths.push(x, ends[lane] as string);
  });
  return sides.map((side) => ({ side, path: drawn[side].paths.join('') })).filter(({ path }) => path !== '');
}

/** Wide enough for the longest label of a lane. */
export function labelRoom(lanes: readonly string[]): number {
  const longest = Math.max(8, ...lanes.map((label) => cut(label).length));
  return longest * letterWidth + 14;
}

export function cut(label: string): string {
  return label.length <= mostLetters ? label : `${label.slice(0, mostLetters - 1)}…`;
}
