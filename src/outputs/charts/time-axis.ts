import { type Day, dayNumber, dayOfNumber, shortDate } from '../../domain/when.js';

/** A mark on the axis, in the units of the picture. */
export interface Tick {
  readonly x: number;
  readonly label: string;
  /** Below it, where a year begins; null elsewhere. */
  readonly year: string | null;
}

/** Maps days to places from left to right. */
export interface TimeAxis {
  readonly from: Day;
  readonly to: Day;
  readonly left: number;
  readonly right: number;
  readonly ticks: readonly Tick[];
  /** The place where a day begins; days outside the period are at the edge. */
  readonly x: (day: Day) => number;
}

/** The assumed width of each letter in labels: wider than any in the typeface, so that measured texts never touch. */
export const letterWidth = 7;
const leastSpace = 8;
/** How far a label may extend beyond the end of the axis. */
const margin = 15;

/** Steps between ticks, shortest first: days, then months. */
const steps = [
  { days: 1 },
  { days: 2 },
  { days: 5 },
  { days: 10 },
  ...[1, 3, 6, 12, 24, 60, 120, 300, 1200, 6000, 12_000].map((months) => ({ months })),
] as const;

type Step = { readonly days: number } | { readonly months: number };

/** The axis of a period; `to` is at least a day after `from`. */
export function timeAxis(from: Day, to: Day, left: number, right: number): TimeAxis {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const x = onceForEachDay((day) => {
    const share = (dayNumber(day) - first) / (last - first);
    return rounded(left + Math.min(Math.max(share, 0), 1) * (right - left));
  });
  const fitting = steps.map((step) =>
    ticksOf(step, from, to, x).filter((tick) => endOf(tick) <= right + margin),
  );
  return { from, to, left, right, ticks: fitting.find(areApart) ?? [], x };
}

/** Keeps the places of days: of a long record thousands stand on the same ones. */
export function onceForEachDay(placeOf: (day: Day) => number): (day: Day) => number {
  const places = new Map<Day, number>();
  return (day) => {
    const present = places.get(day);
    if (present !== undefined) return present;
    const place = placeOf(day);
    places.set(day, place);
    return place;
  };
}

function ticksOf(step: Step, from: Day, to: Day, x: (day: Day) => number): Tick[] {
  const days = 'days' in step ? daysEvery(step.days, from, to) : monthsEvery(step.months, from, to);
  return days.map((day, index) => ({ x: x(day), ...labelsOf(step, day, days[index - 1] ?? null) }));
}

const mostTicks = 200;

function daysEvery(step: number, from: Day, to: Day): Day[] {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const count = Math.floor((last - first) / step) + 1;
  return count > mostTicks
    ? []
    : Array.from({ length: count }, (_, index) => dayOfNumber(first + index * step));
}

function monthsEvery(step: number, from: Day, to: Day): Day[] {
  const monthOf = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const first = Math.ceil((monthOf(from) + (from.endsWith('-01') ? 0 : 1)) / step) * step;
  const count = Math.floor((monthOf(to) - first) / step) + 1;
  if (count > mostTicks) return [];
  return Array.from({ length: Math.max(count, 0) }, (_, index) => {
    const month = first + index * step;
    return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
  });
}

function labelsOf(step: Step, day: Day, before: Day | null): Omit<Tick, 'x'> {
  if ('months' in step && step.months >= 12) return { label: String(Number(day.slice(0, 4))), year: null };
  return dividedLabel(
    shortDate('days' in step ? day : day.slice(0, 7)),
    before === null ? null : shortDate(before),
  );
}

/** “Aug 2025” as “Aug” and, unless the label before is of the same year, “2025”. */
export function dividedLabel(label: string, before: string | null): Omit<Tick, 'x'> {
  const year = label.slice(-4);
  return { label: label.slice(0, -' 2025'.length), year: before?.slice(-4) === year ? null : year };
}

function areApart(ticks: readonly Tick[]): boolean {
  if (ticks.length === 0) return false;
  return ticks.every((tick, index) => {
    const next = ticks[index + 1];
    return !next || endOf(tick) + leastSpace <= next.x;
  });
}

function endOf({ x, label, year }: Tick): number {
  return x + Math.max(label.length, year?.length ?? 0) * letterWidth;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Letters of scripts in squares are as wide as two others, and so are pictures. */
const isWide = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{Emoji_Presentation}]/u;

/** Each of these is one letter of a usual width; to divide other texts into letters takes much longer. */
const areUsual = /^[ -~]*$/;

/** How many letters of a usual width a label is long. */
export function lengthOf(label: string): number {
  if (areUsual.test(label)) return label.length;
  return [...segmenter.segment(label)].reduce((sum, { segment }) => sum + (isWide.test(segment) ? 2 : 1), 0);
}

/** Cut to so many letters of a usual width, with an ellipsis. */
export function cut(label: string, most: number): string {
  if (lengthOf(label) <= most) return label;
  let [kept, left] = ['', most - 1];
  for (const { segment } of segmenter.segment(label)) {
    left -= isWide.test(segment) ? 2 : 1;
    if (left < 0) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Rounded to half a unit, which is finer than any screen shows. */
export function rounded(value: number): number {
  return Math.round(value * 2) / 2;
}
