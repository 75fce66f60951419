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

export interface TimelineMark {
  /** The index of its lane. */
  readonly lane: number;
  readonly day: Day;
  readonly side: Side;
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
  /** All marks of one side as a single path, so that even 5,000 of them stay small. */
  readonly marks: readonly { readonly side: Side; readonly path: string }[];
  readonly events: readonly {
    readonly x: number;
    readonly top: number;
    readonly label: (PlacedLabel & { readonly y: number }) | null;
  }[];
}

const width = 1000;
const right = 985;
const labelRows = 3;
const labelHeight = 18;
const laneHeight = 40;
const axisHeight = 26;
/** The most letters of a lane's label; longer ones are cut. */
const mostLetters = 26;

export function timelineChart(
  lanes: readonly string[],
  marks: readonly TimelineMark[],
  events: readonly { readonly day: Day; readonly name: string }[],
  { from, to }: { readonly from: Day; readonly to: Day },
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
  return {
    width,
    height: axisY + axisHeight,
    left,
    right,
    axisY,
    ticks: axis.ticks,
    lanes: lanes.map((label, index) => ({ label: cut(label), y: middleOf(index) })),
    marks: (['for', 'middle', 'against'] as const)
      .map((side) => ({ side, path: outline(marks, side, axis, middleOf) }))
      .filter(({ path }) => path !== ''),
    events: shown.map(({ day }, index) => {
      const label = labels[index] ?? null;
      const y = label ? (label.row + 1) * labelHeight - 4 : 0;
      return { x: axis.x(day), top: label ? y - 11 : lanesTop, label: label && { ...label, y } };
    }),
  };
}

/** Supporters are above the middle of the lane, opponents below, so that marks of one day do not hide one another. */
const offsets: Readonly<Record<Side, number>> = { for: -9, middle: 0, against: 9 };
const shapes: Readonly<Record<Side, (x: number, y: number) => string>> = {
  for: (x, y) => `M${x} ${y - 5}l5 9h-10z`,
  middle: (x, y) => `M${x} ${y - 5}l5 5-5 5-5-5z`,
  against: (x, y) => `M${x} ${y + 5}l5-9h-10z`,
};

function outline(
  marks: readonly TimelineMark[],
  side: Side,
  axis: TimeAxis,
  middleOf: (lane: number) => number,
): string {
  // Many marks of a lane are on the same day, and several days at the same place.
  const places = new Map<Day, number>();
  const taken = new Map<number, Set<number>>();
  const parts: string[] = [];
  for (const { lane, day, side: own } of marks) {
    if (own !== side || day < axis.from || day > axis.to) continue;
    const x = places.get(day) ?? axis.x(day);
    places.set(day, x);
    const ofLane = taken.get(lane) ?? new Set();
    if (ofLane.has(x)) continue;
    taken.set(lane, ofLane.add(x));
    parts.push(shapes[side](x, rounded(middleOf(lane) + offsets[side])));
  }
  return parts.join('');
}

/** Wide enough for the longest label of a lane. */
export function labelRoom(lanes: readonly string[]): number {
  const longest = Math.max(8, ...lanes.map((label) => cut(label).length));
  return longest * letterWidth + 14;
}

export function cut(label: string): string {
  return label.length <= mostLetters ? label : `${label.slice(0, mostLetters - 1)}…`;
}
