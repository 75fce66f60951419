import type { FieldProblem } from './errors.js';
import { isolating } from './isolation.js';
import { type Day, dayPlus, type EdtfDate, isAfter, isEdtfDate, longDate } from './when.js';

export const monthNames =
  'january february march april may june july august september october november december'.split(' ');
const weekday = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?=\S)/;

/**
 * The dates that a text can mean as people write it, as EDTF level 0: one if it is plain, two if day and month of
 * `3/4/2025` can be exchanged, none if it is no date. With dots the day always comes first. `today` is the day of
 * whoever writes; null where “today” and “yesterday” mean nothing, as in a file.
 */
export function datesMeant(text: string, today: Day | null): EdtfDate[] {
  const written = text.trim().toLowerCase().replace(/\s+/g, ' ').replace(weekday, '');
  if (today !== null && written === 'today') return [today];
  if (today !== null && written === 'yesterday') return [dayPlus(today, -1)];
  const dates = [...inNumbers(written), ...inWords(written)].filter(isEdtfDate);
  return [...new Set(dates)];
}

/** The only date that a text can mean; the text itself if there is none, or more than one. */
export function dateOr(text: string, today: Day | null): string {
  if (isEdtfDate(text)) return text;
  const [only, other] = datesMeant(text, today);
  return only !== undefined && other === undefined ? only : text;
}

/** What is wrong with a date that was typed; `latest` is the latest day that it may be, null for any. */
export function problemOfDate(field: string, text: string, latest: Day | null): FieldProblem | null {
  if (isEdtfDate(text))
    return latest !== null && isAfter(text, latest)
      ? { field, message: 'This date is in the future.' }
      : null;
  const [one, other] = datesMeant(text, null);
  if (one !== undefined && other !== undefined)
    return {
      field,
      message: isolating`“${text}” can be ${longDate(one)} or ${longDate(other)}: write ${one} or ${other}.`,
    };
  return { field, message: 'Write a date as 2025-08-09, 9 Aug 2025, 2025-08 or 2025.' };
}

function inNumbers(text: string): string[] {
  const yearFirst = /^(\d{4})(?:([-./])(\d{1,2})(?:\2(\d{1,2}))?)?$/.exec(text);
  if (yearFirst) return [joined(yearFirst[1], yearFirst[3], yearFirst[4])];
  const monthAndYear = /^(\d{1,2})[./](\d{4})$/.exec(text);
  if (monthAndYear) return [joined(monthAndYear[2], monthAndYear[1])];
  const [, one, sign, other, year] = /^(\d{1,2})([-./]) ?(\d{1,2})\2 ?(\d{4})$/.exec(text) ?? [];
  if (year === undefined) return [];
  const dayFirst = joined(year, other, one);
  return sign === '.' ? [dayFirst] : [dayFirst, joined(year, one, other)];
}

/** `21 Nov 2025`, `21st of November 2025`, `Nov 21, 2025`, `November 2025`. */
function inWords(text: string): string[] {
  const [, day, month, year] =
    /^(?:(\d{1,2})(?:st|nd|rd|th|\.)?(?: of)?[ -])?([a-z]{3,9})\.?,?[ -](\d{4})$/.exec(text) ?? [];
  if (year !== undefined) return named(year, month, day);
  const [, first, then, last] = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/.exec(text) ?? [];
  return last === undefined ? [] : named(last, first, then);
}

function named(year: string, month = '', day?: string): string[] {
  const name = month === 'sept' ? 'sep' : month;
  const number = monthNames.findIndex((each) => each === name || each.slice(0, 3) === name) + 1;
  return number === 0 ? [] : [joined(year, String(number), day)];
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, '0'))
    .join('-');
}
