import { isolated } from '../../domain/isolation.js';
import { type Day, dayNumber, type EdtfDate, firstDay, lastDay, laterDay } from '../../domain/when.js';
import { type EventMark, eventMarks, type EventOfChart, heightOfEvents, spanOf } from './event-marks.js';
import {
  cut,
  dividedLabel,
  lengthOf,
  letterWidth,
  onceForEachDay,
  rounded,
  type Tick,
  type TimeAxis,
} from './time-axis.js';
import { Strokes } from './strokes.js';
import { columnsOf, type TimeColumn } from './time-columns.js';

/** The side of the scale on which the new position is, and so the shape of a mark. */
export type Side = 'for' | 'middle' | 'against';

/** Whether the party came nearer to the demand or went away from it, if either; and so the colour of a mark. */
export type Direction = 'towards' | 'away' | 'neither';

/** One movement, or so many of one kind and day. */
export interface DrawnMovement {
  /** The index of the party that moved. */
  readonly lane: number;
  /** The day from which it counts. */
  readonly day: Day;
  /** As it was given; null where many are counted together. */
  readonly date: EdtfDate | null;
  readonly side: Side;
  readonly direction: Direction;
  readonly count: number;
}

/** What was contested in a lane: how often, and the days of the period on which that began. */
export interface ContestedLane {
  /** Its index. */
  readonly lane: number;
  readonly count: number;
  readonly begun: readonly Day[];
}

export interface TimelineDrawn {
  readonly lanes: readonly string[];
  readonly movements: readonly DrawnMovement[];
  readonly events: readonly EventOfChart[];
  readonly period: { readonly from: Day; readonly to: Day };
  readonly contests: readonly ContestedLane[];
  /** True if there are so many that all of one party in one place are counted, and only then are few of them links. */
  readonly isCounted: boolean;
}

/** What is one link: a single movement, or those of one lane and column that are counted together. */
export interface TimelineLink {
  /** The index of the movement; null for several. */
  readonly movement: number | null;
  readonly lane: number;
  readonly column: TimeColumn;
  readonly count: number;
  /** What can be touched. */
  readonly area: Frame;
  /** The outlines of its marks, for each direction that occurs. */
  readonly paths: readonly { readonly direction: Direction; readonly path: string }[];
  /** The number below each mark, if it stands for several. */
  readonly counts: readonly { readonly text: string; readonly x: number; readonly y: number }[];
}

/** A frame around a span of a lane. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Events and movements from left to right, a lane for each party, in the units of the picture. */
export interface TimelineChart {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Where the lanes end. */
  readonly bottom: number;
  readonly axisY: number;
  /** What is gathered in one place: “day”, “month”. */
  readonly unit: string;
  readonly ticks: readonly Tick[];
  readonly lanes: readonly {
    readonly label: string;
    readonly count: number;
    readonly labelY: number;
    /** “1 contested”, below the name; null if nothing was. */
    readonly contested: string | null;
    /** The line on which its marks stand. */
    readonly y: number;
  }[];
  /** A short line at the top of the lane on each day on which something became contested; empty if nothing did. */
  readonly contests: string;
  readonly links: readonly TimelineLink[];
  /** Of a movement that is dated less exactly than its place: how long that is. */
  readonly bars: readonly { readonly x: number; readonly y: number; readonly width: number }[];
  readonly events: readonly EventMark[];
}

/** The same from the newest downward, for a phone: a line for each day or month with anything. */
export interface NarrowTimeline {
  readonly width: number;
  readonly height: number;
  readonly axisX: number;
  readonly unit: string;
  readonly rows: readonly {
    readonly label: string;
    readonly y: number;
    readonly events: readonly { readonly number: number; readonly x: number; readonly y: number }[];
    readonly names: readonly { readonly text: string; readonly x: number; readonly y: number }[];
    readonly links: readonly TimelineLink[];
  }[];
  /** Between two of them: how long nothing is recorded. */
  readonly gaps: readonly { readonly text: string; readonly y: number }[];
}

const [width, left, right] = [1000, 172, 992];
/** A target of 24 px (WCAG 2.5.8); what is counted stands below its mark. */
const [step, countedStep] = [24, 34];
const [leastLane, leastContestedLane, lanePadding, axisHeight] = [30, 38, 6, 40];
/** Above all marks of a lane, so that no line crosses one. */
const contestRoom = 12;
const mostColumns = Math.floor((right - left) / step);
/** How high marks are stacked before they are counted; where there are many lanes, less. */
const [mostStacked, mostStackedOfMany, manyLanes] = [8, 4, 15];
/** Of the name of a party, beside the chart. */
export const laneLetters = 20;

/** True if the columns of both charts are whole months, as far as the period has them, or longer. */
export function isDrawnByMonths(period: TimelineDrawn['period']): boolean {
  const { unit } = columnsOf(period, mostColumns);
  return unit !== 'day' && unit !== 'week';
}

export function timelineChart(drawing: TimelineDrawn): TimelineChart {
  const { lanes, movements, events, period, contests } = drawing;
  const { unit, columns } = columnsOf(period, mostColumns);
  const columnWidth = (right - left) / columns.length;
  const axis = axisOf(columns, period);
  const perRow = Math.max(1, Math.floor(columnWidth / step));
  const most = perRow * (lanes.length > manyLanes ? mostStackedOfMany : mostStacked);
  const cells = cellsOf(drawing, columns, most);
  const contestsOf = lanes.map((_, lane) => contests.find((each) => each.lane === lane)?.count ?? 0);
  const links: TimelineLink[] = [];
  const bars: { x: number; y: number; width: number }[] = [];
  let bottom = 4;
  const placed = lanes.map((label, lane) => {
    const own = cells.filter((cell) => cell.lane === lane);
    const pitch = own.some(({ isCounted }) => isCounted) ? countedStep : step;
    const rows = Math.max(0, ...own.map(({ marks }) => Math.ceil(marks.length / perRow)));
    const contested = contestsOf[lane] as number;
    const before = bottom;
    const room = rows * pitch + lanePadding;
    bottom += contested > 0 ? Math.max(leastContestedLane, room + contestRoom) : Math.max(leastLane, room);
    const y = rounded(bottom);
    for (const { column: place, marks, isCounted } of own) {
      const column = columns[place] as TimeColumn;
      const middle = left + (place + 0.5) * columnWidth;
      const inRow = Math.min(marks.length, perRow);
      const spots = marks.map((_, index) => ({
        x: rounded(middle + ((index % perRow) - (inRow - 1) / 2) * step),
        y: rounded(y - Math.floor(index / perRow) * pitch - pitch + 12 + (pitch - step) / 2 - 2),
      }));
      links.push(...linksOf({ lane, column, marks, spots, isCounted }));
      for (const [index, { y: markY }] of spots.entries()) {
        const date = movements[marks[index]?.movement ?? -1]?.date ?? null;
        if (date === null || isWithin(date, column)) continue;
        bars.push({ ...spanOf(date, axis), y: markY });
      }
    }
    return {
      ...{ label: isolated(cut(label, laneLetters)), count: countOf(own), y },
      labelY: rounded((before + bottom) / 2 + (contested > 0 ? -2 : 5)),
      contested: contested > 0 ? `${contested.toLocaleString('en-GB')} contested` : null,
    };
  });
  const tops = [4, ...placed.map(({ y }) => y)];
  const shown = events.filter(({ date }) => firstDay(date) <= period.to && lastDay(date) >= period.from);
  const marked = eventMarks(shown, axis, bottom + 15);
  const axisY = bottom + heightOfEvents(marked);
  return {
    ...{ width, height: axisY + axisHeight, left, right, top: 4, bottom, axisY, unit },
    ticks: ticksOf(columns, columnWidth),
    lanes: placed,
    contests: contestLines(contests, axis, tops),
    links,
    bars,
    events: marked,
  };
}

const [narrowWidth, narrowAxis, narrowLeft] = [358, 84, 94];
const narrowLetters = 12;
/** Of very many movements a phone shows fewer spans, each longer. */
const mostRowsOfCounted = 12;

/** @param names the parties’ short names */
export function narrowTimeline({ lanes: names, ...drawing }: TimelineDrawn): NarrowTimeline {
  const { events, period } = drawing;
  const { unit, columns } = columnsOf(period, drawing.isCounted ? mostRowsOfCounted : mostColumns);
  const cells = cellsOf({ lanes: names, ...drawing }, columns, Math.floor((narrowWidth - narrowLeft) / step));
  const rows: NarrowTimeline['rows'][number][] = [];
  const gaps: { text: string; y: number }[] = [];
  let [y, last] = [8, -1];
  for (const [place, column] of [...columns.entries()].toReversed()) {
    const own = cells.filter((cell) => cell.column === place);
    const happened = events.filter(({ date }) => placeOf(columns, date) === place);
    if (own.length + happened.length === 0) continue;
    const empty = last < 0 ? 0 : last - place - 1;
    if (empty > 0) {
      gaps.push({ text: `nothing for ${empty} ${unit}${empty === 1 ? '' : 's'}`, y: y + 13 });
      y += 22;
    }
    last = place;
    const pen = new Pen(y);
    const numbers = happened.map(({ number }) => ({ number, ...pen.take(21, 9) }));
    if (numbers.length > 0 && own.length > 0) pen.newLine(step);
    const texts: { text: string; x: number; y: number }[] = [];
    const links = own.flatMap(({ lane, marks, isCounted }) => {
      const text = cut(names[lane] ?? '', narrowLetters);
      const room = lengthOf(text) * letterWidth + 4;
      const pitch = isCounted ? countedStep : step;
      pen.makeRoom(room + Math.min(marks.length, 6) * step, pitch);
      const spot = pen.take(room, 0, pitch);
      texts.push({ text: isolated(text), x: spot.x, y: spot.y + 4 });
      const spots = marks.map(() => pen.take(step, step / 2, pitch));
      // After a party that took more than its line, the next one begins a line of its own.
      if (spots.at(-1)?.y === spot.y) pen.skip(8);
      else pen.endLine();
      return linksOf({ lane, column, marks, spots, isCounted });
    });
    rows.push({ label: column.label, y: y + 16, events: numbers, names: texts, links });
    y = pen.bottom + 6;
  }
  return { width: narrowWidth, height: Math.max(y, 30), axisX: narrowAxis, unit, rows, gaps };
}

/** Where the next mark of a row is put, in as many lines as it takes. */
class Pen {
  private x = narrowLeft;
  private height: number = step;

  constructor(private y: number) {}

  get bottom(): number {
    return this.y + this.height;
  }

  newLine(height: number): void {
    this.y = this.bottom;
    [this.x, this.height] = [narrowLeft, height];
  }

  skip(room: number): void {
    this.x += room;
  }

  endLine(): void {
    this.x = narrowWidth;
  }

  makeRoom(room: number, height: number): void {
    if (this.x > narrowLeft && this.x + room > narrowWidth) this.newLine(height);
    this.height = Math.max(this.height, height);
  }

  /** The middle of its first line, `middle` to the right of where it begins. */
  take(room: number, middle: number, height: number = step): { readonly x: number; readonly y: number } {
    this.makeRoom(room, height);
    const spot = { x: this.x + middle, y: this.y + 12 };
    this.x += room;
    return spot;
  }
}

interface Cell {
  readonly lane: number;
  readonly column: number;
  readonly marks: readonly Mark[];
  readonly isCounted: boolean;
}

type Kind = Pick<DrawnMovement, 'side' | 'direction' | 'count'>;

interface Mark extends Kind {
  count: number;
  /** Null for several. */
  movement: number | null;
}

/** The movements of each lane in each column; where there are many, one mark for each kind, with their number. */
function cellsOf(
  { lanes, movements, isCounted: areAllCounted }: TimelineDrawn,
  columns: readonly TimeColumn[],
  most: number,
): Cell[] {
  const found = new Map<number, Mark[]>();
  const columnOf = onceForEachDay((day) => columnAt(columns, day));
  for (const [index, movement] of movements.entries()) {
    const place = columnOf(movement.day);
    if (place < 0) continue;
    const key = movement.lane * columns.length + place;
    let own = found.get(key);
    if (!own) {
      own = [];
      found.set(key, own);
    }
    const same = areAllCounted ? sameKind(own, movement) : null;
    if (same) countWith(same, movement);
    else own.push(markOf(movement, movement.count === 1 ? index : null));
  }
  const cells = [...found].map(([key, marks]) => {
    const isCounted = marks.length > (areAllCounted ? 1 : most) || marks.some(({ count }) => count > 1);
    const place = { lane: Math.floor(key / columns.length), column: key % columns.length };
    return { ...place, isCounted, marks: (isCounted ? joined(marks) : marks).toSorted(bySide) };
  });
  return cells
    .filter(({ lane }) => lane < lanes.length)
    .sort((one, other) => one.lane - other.lane || one.column - other.column);
}

const sides: readonly Side[] = ['against', 'middle', 'for'];
const directions: readonly Direction[] = ['neither', 'away', 'towards'];

function bySide(one: Mark, other: Mark): number {
  return (
    sides.indexOf(one.side) - sides.indexOf(other.side) ||
    directions.indexOf(one.direction) - directions.indexOf(other.direction)
  );
}

/** One mark for each kind, with the number of its movements. */
function joined(marks: readonly Mark[]): Mark[] {
  const kinds: Mark[] = [];
  for (const mark of marks) {
    const same = sameKind(kinds, mark);
    if (same) countWith(same, mark);
    else kinds.push(markOf(mark, null));
  }
  return kinds;
}

/** Of a long record fifty thousand are counted: nothing is made of one but where it is the first of its kind. */
function sameKind(kinds: readonly Mark[], { side, direction }: Kind): Mark | null {
  for (const mark of kinds) if (mark.side === side && mark.direction === direction) return mark;
  return null;
}

function countWith(mark: Mark, { count }: Kind): void {
  mark.count += count;
  mark.movement = null;
}

function markOf({ side, direction, count }: Kind, movement: number | null): Mark {
  return { side, direction, count, movement };
}

function countOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { marks }) => sum + marks.reduce((own, { count }) => own + count, 0), 0);
}

interface CellPlaced {
  readonly lane: number;
  readonly column: TimeColumn;
  readonly marks: readonly Mark[];
  /** The middle of each. */
  readonly spots: readonly { readonly x: number; readonly y: number }[];
  readonly isCounted: boolean;
}

/** Each movement is a link; those that are counted are one together. */
function linksOf({ lane, column, marks, spots, isCounted }: CellPlaced): TimelineLink[] {
  // Written out: there may be thousands, and copying them with “...” took most of the time.
  const drawn = marks.map(({ side, direction, count, movement }, index) => {
    const { x, y } = spots[index] as { x: number; y: number };
    return { side, direction, count, movement, x, y };
  });
  const linkOf = (own: typeof drawn, movement: number | null, area: Frame): TimelineLink => ({
    ...{ movement, lane, column, area },
    count: own.reduce((sum, { count }) => sum + count, 0),
    paths: directions.flatMap((direction) => {
      const path = own
        .filter((mark) => mark.direction === direction)
        .map(({ side, x, y }) => outline(side, direction, x, y));
      return path.length === 0 ? [] : [{ direction, path: path.join('') }];
    }),
    counts: isCounted
      ? own.map(({ count, x, y }) => ({ text: count.toLocaleString('en-GB'), x, y: y + 19 }))
      : [],
  });
  if (!isCounted)
    return drawn.map((mark) =>
      linkOf([mark], mark.movement, { x: mark.x - 12, y: mark.y - 12, width: step, height: step }),
    );
  const [xs, ys] = [drawn.map(({ x }) => x), drawn.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs) - 12, Math.min(...ys) - 12];
  return [linkOf(drawn, null, { x, y, width: Math.max(...xs) + 12 - x, height: Math.max(...ys) + 22 - y })];
}

/** Pointing to the side that was reached; with a bar on the side to which the party moved. */
function outline(side: Side, direction: Direction, x: number, y: number): string {
  const shape = {
    for: `M${x} ${y - 5}l5.5 9h-11z`,
    middle: `M${x} ${y - 5.5}l5.5 5.5-5.5 5.5-5.5-5.5z`,
    against: `M${x} ${y + 4}l5.5-9h-11z`,
  }[side];
  if (direction === 'neither') return shape;
  return `${shape}M${x - 5.5} ${direction === 'towards' ? y - 9 : y + 7}h11v2h-11z`;
}

function columnAt(columns: readonly TimeColumn[], day: Day): number {
  let [low, high] = [0, columns.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((columns[middle] as TimeColumn).to < day) low = middle + 1;
    else high = middle;
  }
  const found = columns[low];
  return found && day >= found.from && day <= found.to ? low : -1;
}

/** In which column an event is named: where it begins, or the first of them. */
function placeOf(columns: readonly TimeColumn[], date: EdtfDate): number {
  const [first, last] = [columns[0] as TimeColumn, columns.at(-1) as TimeColumn];
  if (firstDay(date) > last.to || lastDay(date) < first.from) return -1;
  return columnAt(columns, laterDay(first.from, firstDay(date)));
}

function isWithin(date: EdtfDate, { from, to }: TimeColumn): boolean {
  return date.length === 10 || (firstDay(date) >= from && lastDay(date) <= to);
}

/** All columns are of one width, and days are spread evenly within theirs. */
function axisOf(columns: readonly TimeColumn[], { from, to }: TimelineDrawn['period']): TimeAxis {
  const columnWidth = (right - left) / columns.length;
  const x = onceForEachDay((day) => {
    if (day < from) return left;
    if (day > to) return right;
    const place = columnAt(columns, day);
    const { from: first, to: last } = columns[place] as TimeColumn;
    const share = (dayNumber(day) - dayNumber(first) + 0.5) / (dayNumber(last) - dayNumber(first) + 1);
    return rounded(left + (place + share) * columnWidth);
  });
  return { from, to, left, right, ticks: [], x };
}

/** Every so many columns, so that no two labels touch. */
function ticksOf(columns: readonly TimeColumn[], columnWidth: number): Tick[] {
  const endOf = ({ x, label, year }: Tick) => x + Math.max(label.length, year?.length ?? 0) * letterWidth;
  const labelled = (every: number): Tick[] =>
    columns.flatMap(({ label }, place) => {
      if (place % every !== 0) return [];
      const x = rounded(left + place * columnWidth);
      if (label.length === 4) return [{ x, label, year: null }];
      return [{ x, ...dividedLabel(label, columns[place - every]?.label ?? null) }];
    });
  for (let every = 1; every <= columns.length; every += 1) {
    const ticks = labelled(every).filter((tick) => endOf(tick) <= width);
    const areApart = ticks.every((tick, index) => {
      const next = ticks[index + 1];
      return !next || endOf(tick) + 10 <= next.x;
    });
    if (areApart) return ticks;
  }
  return [];
}

function contestLines(contests: readonly ContestedLane[], axis: TimeAxis, tops: readonly number[]): string {
  const lines = new Strokes();
  for (const { lane, begun } of contests) {
    const top = tops[lane] as number;
    for (const day of begun) lines.down(axis.x(day), top + 3, top + contestRoom + 2);
  }
  return lines.path();
}
