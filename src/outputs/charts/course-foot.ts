import { type Day, type EdtfDate, firstDay, lastDay } from '../../domain/when.js';
import { type EventMark, eventMarks, type EventOfChart, heightOfEvents, spanOf } from './event-marks.js';
import { Strokes } from './strokes.js';
import { letterWidth, type Tick, type TimeAxis } from './time-axis.js';

/** A span of time with a name, such as a gap. */
export interface Stretch {
  readonly from: Day;
  readonly label: string;
  readonly value: string;
}

/** What stands below positions over time, however these are drawn: events, spans, and the axis. */
export interface CourseFoot {
  readonly height: number;
  readonly axisY: number;
  readonly ticks: readonly Tick[];
  readonly events: readonly EventMark[];
  /** A tick at the foot of the bands for each event that has no number; empty if there is none. */
  readonly eventTicks: string;
  /**
   * The spans below the bands, each kind as one path along their middle, and the lines between them. One that is too
   * short for its label is named only in the table.
   */
  readonly stretches: {
    readonly paths: readonly { readonly value: string; readonly path: string }[];
    readonly edges: string;
    readonly labels: readonly { readonly x: number; readonly text: string }[];
    /** Above them, on a phone: what they are, with the labels for which the first have no room; null elsewhere. */
    readonly above: { readonly x: number; readonly text: string } | null;
  } | null;
  readonly stretchesLabel: string;
  readonly stretchesTop: number;
}

interface FootDrawn {
  /** Those that are numbered, and the dates of those that are only ticks. */
  readonly events: readonly EventOfChart[];
  readonly otherEvents: readonly EdtfDate[];
  readonly stretches: readonly Stretch[];
  readonly stretchesLabel: string;
  readonly period: { readonly from: Day; readonly to: Day };
}

interface FootPlace {
  readonly kind: 'wide' | 'narrow';
  readonly axis: TimeAxis;
  /** How wide the whole picture is. */
  readonly width: number;
  /** Where what is above it ends. */
  readonly bottom: number;
}

const [stretchHeight, stretchBar, axisHeight, tickHeight] = [30, 22, 40, 5];
const [titleHeight, mostInTitle] = [16, 2];

/** Below the positions: the events of the period, its spans and its axis. */
export function courseFoot(
  { events, otherEvents, stretches, stretchesLabel, period }: FootDrawn,
  { kind, axis, width, bottom }: FootPlace,
): CourseFoot {
  const isShown = (date: EdtfDate) => firstDay(date) <= period.to && lastDay(date) >= period.from;
  const marks = eventMarks(
    events.filter(({ date }) => isShown(date)),
    axis,
    bottom + 15,
  );
  const isTitledAbove = kind === 'narrow' && stretches.length > 0;
  const stretchesTop = bottom + heightOfEvents(marks) + (isTitledAbove ? titleHeight : 0);
  const axisY = stretchesTop + (stretches.length > 0 ? stretchHeight : 0);
  return {
    ...{ height: axisY + axisHeight, axisY, ticks: axis.ticks, events: marks },
    eventTicks: ticksOf(otherEvents.filter(isShown), axis, bottom),
    stretches:
      stretches.length === 0
        ? null
        : drawnStretches(
            { stretches, width, title: isTitledAbove ? stretchesLabel : null },
            axis,
            stretchesTop + 4,
          ),
    ...{ stretchesLabel, stretchesTop },
  };
}

interface StretchesDrawn {
  readonly stretches: readonly Stretch[];
  /** Of the whole picture. */
  readonly width: number;
  readonly title: string | null;
}

function drawnStretches(
  { stretches, width, title }: StretchesDrawn,
  axis: TimeAxis,
  y: number,
): NonNullable<CourseFoot['stretches']> {
  const paths = new Map<string, Strokes>();
  const edges = new Strokes();
  const labels: { x: number; text: string }[] = [];
  const leading: string[] = [];
  for (const [index, { from, label, value }] of stretches.entries()) {
    const next = stretches[index + 1];
    const [x, end] = [axis.x(from), next ? axis.x(next.from) : axis.right];
    const own = paths.get(value) ?? new Strokes();
    paths.set(value, own);
    own.across(y + stretchBar / 2, x, end);
    edges.down(x, y, y + stretchBar);
    if (label.length * letterWidth + 12 <= end - x) labels.push({ x: x + 6, text: label });
    else if (labels.length === 0) leading.push(label);
    if (leading.length > 0 && index === 0 && title !== null) edges.down(x, y - titleHeight, y);
  }
  const titleX = axis.x((stretches[0] as Stretch).from) + 6;
  return {
    paths: [...paths].map(([value, strokes]) => ({ value, path: strokes.path() })),
    ...{ edges: edges.path(), labels },
    above:
      title === null
        ? null
        : {
            x: titleX,
            text: titleOf(title, leading, {
              isMore: leading.length < stretches.length,
              letters: (width - titleX) / letterWidth,
            }),
          },
  };
}

/** “Gap: Not enough evidence → Opposed, then:”: those at the beginning without room for their labels, or the last of them. */
function titleOf(
  title: string,
  leading: readonly string[],
  { isMore, letters }: { readonly isMore: boolean; readonly letters: number },
): string {
  if (leading.length === 0) return title;
  const written = (most: number) => {
    const kept = leading.slice(-most);
    return `${title}: ${kept.length < leading.length ? '… → ' : ''}${kept.join(' → ')}${isMore ? ', then:' : ''}`;
  };
  const long = written(mostInTitle);
  return long.length <= letters ? long : written(1);
}

function ticksOf(dates: readonly EdtfDate[], axis: TimeAxis, bottom: number): string {
  const ticks = new Strokes();
  for (const date of dates) {
    if (date.length === 10) {
      ticks.down(axis.x(date), bottom - tickHeight, bottom);
      continue;
    }
    const { x, width } = spanOf(date, axis);
    ticks.across(bottom - 1, x, x + width);
  }
  return ticks.path();
}
