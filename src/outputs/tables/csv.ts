import { cleanText } from '../../domain/text.js';

export type CsvValue = string | number | null;

/**
 * One column of an export. Only `text` is guarded against formulas: codes, dates, numbers and addresses cannot begin
 * with what a spreadsheet would run.
 */
export interface Column<Row> {
  readonly name: string;
  readonly kind: 'text' | 'code' | 'number' | 'date' | 'instant' | 'address';
  readonly description: string;
  readonly value: (row: Row) => CsvValue;
}

/** `bom`: a byte-order mark for Excel. `raw`: no guard against formulas. */
export interface CsvOptions {
  readonly bom: boolean;
  readonly raw: boolean;
}

const beginsLikeFormula = /^'*[=+\-@\t\n＝＋－＠\u2212]/;

/**
 * Puts a leading `'` before text that a spreadsheet would run as a formula, and before text that has such a sign
 * behind leading `'` already, so that an importer can take exactly one off again (OWASP, "CSV Injection").
 */
export function guardFormula(text: string): string {
  return beginsLikeFormula.test(text) ? `'${text}` : text;
}

/** The header line (RFC 4180, CRLF), with the byte-order mark if asked for. */
export function csvHeader(columns: readonly { readonly name: string }[], { bom }: CsvOptions): string {
  return `${bom ? '\ufeff' : ''}${csvLine(columns.map((column) => column.name))}`;
}

/** The rows as lines (RFC 4180, CRLF), every one with a field for each column. */
export function csvLines<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { raw }: CsvOptions,
): string {
  return rows.map((row) => csvLine(columns.map((column) => csvCell(column, row, raw)))).join('');
}

function csvCell<Row>({ kind, value }: Column<Row>, row: Row, raw: boolean): string {
  const given = value(row);
  if (given === null) return '';
  const text = cleanText(String(given));
  return kind === 'text' && !raw ? guardFormula(text) : text;
}

/** Besides what RFC 4180 asks for: what spreadsheets cut at as well, and blanks at the ends, which some take off. */
const mustBeQuoted = /[",;\t\r\n]|^\s|\s$/;

/** RFC 4180, 2: a field that must be quoted stands in quotes, and a quote in it is doubled. */
function csvLine(fields: readonly string[]): string {
  const quoted = fields.map((field) =>
    mustBeQuoted.test(field) ? `"${field.replaceAll('"', '""')}"` : field,
  );
  return `${quoted.join(',')}\r\n`;
}
