import { type Day, dayNumber, dayOfNumber, shortDate } from '../../domain/when.js';

/** A day, a month or another span of time in which movements are gathered; both ends included. */
export interface TimeColumn {
  readonly from: Day;
  readonly to: Day;
  /** “Aug 2025”, in full. */
  readonly label: string;
}

export interface TimeColumns {
  /** “day”, “month”: what one of them is. */
  readonly unit: string;
  readonly columns: readonly TimeColumn[];
}

type Unit = { readonly unit: string } & ({ readonly days: number } | { readonly months: number });

/** Days, then weeks; whatever is longer is gathered by the month, and what has too many of these by years. */
const units: readonly Unit[] = [
  { unit: 'day', days: 1 },
  { unit: 'week', days: 7 },
  { unit: 'month', months: 1 },
  { unit: 'quarter', months: 3 },
  { unit: 'year', months: 12 },
  { unit: 'decade', months: 120 },
  { unit: 'century', months: 1200 },
  { unit: 'millennium', months: 12_000 },
];

/** A period in the shortest units of which there are not more than so many. */
export function columnsOf(period: { readonly from: Day; readonly to: Day }, most: number): TimeColumns {
  const unit =
    units.find((each) => indexIn(each, period.to) - indexIn(each, period.from) < most) ??
    (units.at(-1) as Unit);
  const [first, last] = [indexIn(unit, period.from), indexIn(unit, period.to)];
  const columns = Array.from({ length: last - first + 1 }, (_, place) => {
    const [from, next] = [startOf(unit, first + place), startOf(unit, first + place + 1)];
    const ends = { from: dayOfNumber(Math.max(from, dayNumber(period.from))), label: labelOf(unit, from) };
    return { ...ends, to: dayOfNumber(Math.min(next - 1, dayNumber(period.to))) };
  });
  return { unit: unit.unit, columns };
}

/** In which day, week or month since the beginning a day is. */
function indexIn(unit: Unit, day: Day): number {
  if ('months' in unit)
    return Math.floor((Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1) / unit.months);
  // The first of January 1970 was a Thursday: weeks begin on a Monday.
  return Math.floor((dayNumber(day) + (unit.days === 7 ? 3 : 0)) / unit.days);
}

function startOf(unit: Unit, index: number): number {
  if ('days' in unit) return index * unit.days - (unit.days === 7 ? 3 : 0);
  const month = index * unit.months;
  const start = new Date(0);
  start.setUTCFullYear(Math.floor(month / 12), month % 12, 1);
  return start.getTime() / 86_400_000;
}

function labelOf(unit: Unit, start: number): string {
  // A decade may begin in the year 0, which no day can name, and end after the last one that can.
  const day = dayOfNumber(Math.max(start, dayNumber('0001-01-01')));
  if ('days' in unit) return shortDate(day);
  return unit.months < 12 ? shortDate(day.slice(0, 7)) : day.slice(0, 4);
}
