import type { Column, CsvValue } from '../csv.js';
import { formatOf, formats } from './styles.js';
import { xmlText } from './xml-text.js';

type SheetColumn = Pick<Column<never>, 'kind' | 'toneOf'>;

/** Excel’s limit for a cell, in UTF-16 units. */
export const longestText = 32_767;

/**
 * A row of a sheet (ECMA-376, 18.3.1.73), numbered from one. Cells without a value are left out. `page`: how wide the
 * columns of a sheet are that is read as a page, its texts broken into lines.
 */
export function sheetRow(
  number: number,
  columns: readonly SheetColumn[],
  values: readonly CsvValue[],
  page: readonly number[] | null = null,
): string {
  const own = page === null ? plainFormats : pageFormats;
  const cells = values.map((value, index) =>
    cell(`${letters(index)}${number}`, columns[index] as SheetColumn, value, own),
  );
  return `<row r="${number}"${page === null ? '' : heightOf(values, page)}>${cells.join('')}</row>`;
}

interface OwnFormats {
  readonly text: number;
  readonly number: string;
}

const plainFormats: OwnFormats = { text: formats.text, number: '' };
const pageFormats: OwnFormats = { text: formats.lines, number: ` s="${formats.numberAbove}"` };

const [lineHeight, highest] = [15, 409];

/** Of a row of several lines: not every spreadsheet finds it by itself when it opens a file. */
function heightOf(values: readonly CsvValue[], widths: readonly number[]): string {
  const linesIn = (text: string, width: number) =>
    text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((line.length * 0.9) / width)), 0);
  const lines = values.reduce<number>(
    (most, value, index) =>
      typeof value === 'string' ? Math.max(most, linesIn(value, widths[index] as number)) : most,
    1,
  );
  return lines === 1 ? '' : ` ht="${Math.min(lines * lineHeight, highest)}"`;
}

/** The row with the names of the columns. */
export function headerRow(names: readonly string[]): string {
  return `<row r="1">${names.map((name, index) => text(`${letters(index)}1`, formats.header, name)).join('')}</row>`;
}

function cell(place: string, { kind, toneOf }: SheetColumn, value: CsvValue, own: OwnFormats): string {
  if (value === null || value === '') return '';
  if (typeof value === 'number') return `<c r="${place}"${own.number}><v>${value}</v></c>`;
  const day = kind === 'date' ? dayNumber(value) : null;
  if (day !== null) return `<c r="${place}" s="${formats.day}"><v>${day}</v></c>`;
  const tone = toneOf?.(value);
  return text(place, tone === undefined ? own.text : formatOf(tone), value);
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
