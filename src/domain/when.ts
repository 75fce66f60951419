/**
 * Days and shortened dates. A day is `YYYY-MM-DD`; a date may be shorter, `YYYY-MM` or `YYYY` (EDTF level 0,
 * ISO 8601-2). Instants are UTC, as RFC 3339 text. Nothing here reads a clock.
 */
export type Day = string;
export type EdtfDate = string;

const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const shortMonths = months.map((month) => month.slice(0, 3));

function daysInMonth(year: number, month: number): number {
  const last = new Date(0);
  last.setUTCFullYear(year, month, 0);
  return last.getUTCDate();
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0');
}

/** True for a real calendar date of one of the three lengths, from the year 0001 to 9999. */
export function isEdtfDate(text: string): boolean {
  const match = shape.exec(text);
  if (!match) return false;
  const [year, month, day] = [match[1], match[2] ?? '01', match[3] ?? '01'].map(Number) as [
    number,
    number,
    number,
  ];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

export function isDay(text: string): boolean {
  return text.length === 10 && isEdtfDate(text);
}

/** True for a time of day `HH:MM`. */
export function isTimeOfDay(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

export function firstDay(date: EdtfDate): Day {
  return date.length === 10 ? date : `${date}-01-01`.slice(0, 10);
}

/** The last day that the date can mean: `2025-03` → `2025-03-31`. */
export function lastDay(date: EdtfDate): Day {
  if (date.length === 10) return date;
  const year = Number(date.slice(0, 4));
  const month = date.length === 7 ? Number(date.slice(5)) : 12;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(daysInMonth(year, month), 2)}`;
}

/**
 * The day a date counts from (docs/rules.md, "Two clocks"): a full date is its own day; a shorter one counts from the
 * earliest of the last day it can mean, the day its first source was published, and the day it was recorded.
 */
export function countsFrom(date: EdtfDate, sourcesPublished: readonly EdtfDate[], recorded: Day): Day {
  if (date.length === 10) return date;
  const candidates = [lastDay(date), ...sourcesPublished.map(lastDay), recorded];
  return candidates.reduce((earliest, day) => (day < earliest ? day : earliest));
}

/** RFC 3339 and EDTF level 0 write years with four digits. */
const lastInstant = Date.parse('9999-12-31T23:59:59.999Z');

/** The instant; if it is later than any that can be written, the last one. */
export function writableInstant(instant: Date): Date {
  return new Date(Math.min(instant.getTime(), lastInstant));
}

/** The calendar day of an instant in UTC. */
export function utcDay(instant: Date): Day {
  return writableInstant(instant).toISOString().slice(0, 10);
}

export function laterDay(one: Day, other: Day | null): Day {
  return other !== null && other > one ? other : one;
}

/** The latest calendar day that it is now anywhere on earth (UTC+14): anything later is in the future. */
export function latestToday(instant: Date): Day {
  return utcDay(new Date(writableInstant(instant).getTime() + 14 * 3_600_000));
}

/** True if every day the date can mean is later than `today`. */
export function isAfter(date: EdtfDate, today: Day): boolean {
  return firstDay(date) > today;
}

/** The Gregorian calendar repeats itself after so many years and days. */
const [cycleYears, cycleDays] = [400, 146_097];

/**
 * Days since 1970-01-01, for arithmetic and order. Pictures of a long record ask it thousands of times, and `Date.parse`
 * takes four times as long. One cycle later, since `Date.UTC` takes the years up to 99 for those of 1900.
 */
export function dayNumber(day: Day): number {
  const year = 100 * twoDigits(day, 0) + twoDigits(day, 2) + cycleYears;
  return Date.UTC(year, twoDigits(day, 5) - 1, twoDigits(day, 8)) / 86_400_000 - cycleDays;
}

function twoDigits(text: string, place: number): number {
  const zero = 48;
  return 10 * (text.charCodeAt(place) - zero) + text.charCodeAt(place + 1) - zero;
}

export function dayOfNumber(number: number): Day {
  return utcDay(new Date(number * 86_400_000));
}

/** A date as one number: `2025-08-09` → 20250809, `2025-08` → 20250800, `2025` → 20250000. */
export function numberOfDate(date: EdtfDate): number {
  const [year, month, day] = [
    100 * twoDigits(date, 0) + twoDigits(date, 2),
    date.length > 4 ? twoDigits(date, 5) : 0,
    date.length > 7 ? twoDigits(date, 8) : 0,
  ];
  return 10_000 * year + 100 * month + day;
}

export function dateOfNumber(number: number): EdtfDate {
  const digits = pad(number, 8);
  const parts = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)];
  return parts.filter((part) => part !== '00').join('-');
}

/** The day `days` later, or earlier if negative; never later than 9999-12-31. */
export function dayPlus(day: Day, days: number): Day {
  return dayOfNumber(dayNumber(day) + days);
}

/** The same day of the month, so many months earlier; the last day of a month that is shorter. Never before the year 1. */
export function monthsBefore(day: Day, months: number): Day {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  if (month < 12) return '0001-01-01';
  const [year, ofYear] = [Math.floor(month / 12), (month % 12) + 1];
  const last = daysInMonth(year, ofYear);
  return `${pad(year, 4)}-${pad(ofYear, 2)}-${pad(Math.min(Number(day.slice(8)), last), 2)}`;
}

/** The time from one day to another in words: “5 days”, “14 months”; in years from two years on. */
export function lengthBetween(from: Day, to: Day): string {
  const days = Math.max(dayNumber(to) - dayNumber(from), 0);
  const inWords = (count: number, unit: string) => `${count} ${unit}${count === 1 ? '' : 's'}`;
  if (days < 60) return inWords(days, 'day');
  const months = monthsBetween(from, to);
  return months < 24 ? inWords(months, 'month') : inWords(Math.floor(months / 12), 'year');
}

function monthsBetween(from: Day, to: Day): number {
  const monthOf = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return monthOf(to) - monthOf(from) - (to.slice(8) < from.slice(8) ? 1 : 0);
}

/** `2025-08-09` → `9 August 2025`, `2025-08` → `August 2025`, `2021` → `2021`. */
export function longDate(date: EdtfDate): string {
  return dateWith(months, date);
}

/** `2025-08-09` → `9 Aug 2025`. */
export function shortDate(date: EdtfDate): string {
  return dateWith(shortMonths, date);
}

/** The same with spaces at which no line breaks. */
export function unbrokenDate(date: EdtfDate): string {
  return shortDate(date).replaceAll(' ', '\u00A0');
}

function dateWith(names: readonly string[], date: EdtfDate): string {
  const year = date.slice(0, 4);
  if (date.length === 4) return year;
  const month = names[Number(date.slice(5, 7)) - 1];
  return date.length === 7 ? `${month} ${year}` : `${Number(date.slice(8))} ${month} ${year}`;
}

/** `2026-11-23T12:16:27.000Z` → `23 November 2026, 12:16 UTC`. */
export function longInstant(instant: string): string {
  return `${longDate(instant.slice(0, 10))}, ${instant.slice(11, 16)} UTC`;
}
