import { cleanText } from '../../domain/text.js';

export type CsvValue = string | number | null;

/**
 * One column of an export. Only `text` is guarded against formulas: codes, dates, numbers and addresses cannot begin
 * with anything that a spreadsheet would run.
 */
export interface Column<Row> {
  readonly name: string;
  readonly kind: 'text' | 'code' | 'number' | 'date' | 'instant' | 'address';
  readonly description: string;
  readonly value: (row: Row) => CsvValue;
  /** In a workbook for people: the tint behind a cell, by its text. */
  readonly toneOf?: (text: string) => string | undefined;
}

/** `bom`: a byte-order mark for Excel. `raw`: no guard against formulas. */
export interface CsvOptions {
  readonly bom: boolean;
  readonly raw: boolean;
}

const beginsLikeFormula = /^'*[=+\-@\t\n＝＋－＠\u2212]/;

/**
 * Puts a `'` before text that a spreadsheet would run as a formula, and before text that already has one or more
 * leading `'` before such a formula, so that an importer can remove exactly one (OWASP, "CSV Injection").
 */
export function guardFormula(text: string): string {
  return beginsLikeFormula.test(text) ? `'${text}` : text;
}

/** The header line (RFC 4180, CRLF), with a byte-order mark if wanted. */
export function csvHeader(columns: readonly { readonly name: string }[], { bom }: CsvOptions): string {
  return `${bom ? '\ufeff' : ''}${csvLine(columns.map((column) => csvField(column.name)))}`;
}

/** The rows as lines (RFC 4180, CRLF), each with one field per column. */
export function csvLines<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { raw }: CsvOptions,
): string {
  return rows.map((row) => csvLine(columns.map((column) => csvCell(column, row, raw)))).join('');
}

/** Needs neither cleaning nor quotes; most fields are such. */
const plain = /^(?! )[ !#-+\--:<-~]*(?<! )$/;

function csvCell<Row>({ kind, value }: Column<Row>, row: Row, raw: boolean): string {
  const given = value(row);
  if (given === null) return '';
  if (typeof given === 'number') return String(given);
  const isGuarded = kind === 'text' && !raw;
  if (plain.test(given)) return isGuarded ? guardFormula(given) : given;
  const text = cleanText(given);
  return csvField(isGuarded ? guardFormula(text) : text);
}

/**
 * Besides what RFC 4180 demands: other characters at which spreadsheets split, and white space at the ends, which some
 * remove.
 */
const mustBeQuoted = /[",;\t\r\n]|^\s|\s$/;

/** RFC 4180, 2: a field that must be quoted is put in quotes, and quotes in it are doubled. */
function csvField(text: string): string {
  return mustBeQuoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function csvLine(fields: readonly string[]): string {
  return `${fields.join(',')}\r\n`;
}
