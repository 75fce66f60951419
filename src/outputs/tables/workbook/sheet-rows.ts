import type { Column, CsvValue } from '../csv.js';
import { formats } from './styles.js';
import { xmlText } from './xml-text.js';

type Kind = Column<never>['kind'];

/** Excel’s limit for a cell, in UTF-16 units. */
export const longestText = 32_767;

/** A row of a sheet (ECMA-376, 18.3.1.73), numbered from one. Cells without a value are left out. */
export function sheetRow(
  number: number,
  kinds: readonly Kind[],
  values: readonly CsvValue[],
  ofTexts: number = formats.text,
): string {
  const cells = values.map((value, index) =>
    cell(`${letters(index)}${number}`, kinds[index] as Kind, value, ofTexts),
  );
  return `<row r="${number}">${cells.join('')}</row>`;
}

/** The row with the names of the columns. */
export function headerRow(names: readonly string[]): string {
  return `<row r="1">${names.map((name, index) => text(`${letters(index)}1`, formats.header, name)).join('')}</row>`;
}

function cell(place: string, kind: Kind, value: CsvValue, ofTexts: number): string {
  if (value === null || value === '') return '';
  if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`;
  const day = kind === 'date' ? dayNumber(value) : null;
  if (day !== null) return `<c r="${place}" s="${formats.day}"><v>${day}</v></c>`;
  return text(place, ofTexts, value);
}

/** Text in the cell itself, which no program takes for a formula, whatever it begins with. */
function text(place: string, format: number, value: string): string {
  return `<c r="${place}" s="${format}" t="inlineStr"><is><t xml:space="preserve">${xmlText(cut(value))}</t></is></c>`;
}

/** A text that is too long for a cell, cut with words that say so. */
function cut(value: string): string {
  if (value.length <= longestText) return value;
  const notice = ` … [cut here: the whole text has ${value.length} characters and stands in the CSV]`;
  // Not within a surrogate pair.
  return `${value.slice(0, longestText - notice.length).replace(/[\uD800-\uDBFF]$/, '')}${notice}`;
}

const dayInMilliseconds = 86_400_000;
/** The day before the first, as Excel counts, which takes 1900 for a leap year. */
const dayZero = Date.UTC(1899, 11, 30);
/** From here on its days are those of the calendar. */
const firstTrueDay = '1900-03-01';

/** A whole day as a spreadsheet counts it; null for a month, a year, or a day before it counts rightly. */
function dayNumber(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || date < firstTrueDay) return null;
  return (Date.parse(date) - dayZero) / dayInMilliseconds;
}

/** A, B, … Z, AA, AB, … */
export function letters(index: number): string {
  const rest = index % 26;
  const last = String.fromCharCode(65 + rest);
  return index < 26 ? last : `${letters((index - rest) / 26 - 1)}${last}`;
}
