import { Readable } from 'node:stream';
import { setImmediate as giveWay } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { isReadColumn, missingColumns } from '../domain/import-columns.js';
import type { ImportRow } from '../domain/import-rows.js';
import { cleanField, cleanName } from '../domain/text.js';
import { stancesColumns } from '../outputs/export-columns.js';
import { textOf } from './file-text.js';

/** A file as it was read: its rows, or what stands in the way of reading it. */
export interface StancesFile {
  readonly rows: readonly ImportRow[];
  /** Columns that are none of `stances.csv`. Those that the record itself fills are skipped without a word. */
  readonly ignored: readonly string[];
  /** What had to be guessed in reading it; null if nothing. */
  readonly note: string | null;
  /** Null if the file could be read. */
  readonly problem: string | null;
}

export const mostRows = 20_000;
/** So many rows are read before others get their turn. */
const turn = 100;
/** No row has more characters, with every text at its limit; a file with a longer one is of another kind. */
const longestRow = 400_000;

/**
 * Reads a CSV file in the format of `stances.csv`: UTF-8, UTF-16 or as Excel saves it; separated by commas, semicolons
 * or tabs; RFC 4180 quotes, with any line breaks; rows in which nothing stands are passed over.
 */
export async function readStancesFile(bytes: Uint8Array): Promise<StancesFile> {
  const found = textOf(bytes);
  if ('problem' in found) return unreadable(found.problem);
  const { text, note } = found;
  if (!/[^\s\0]/.test(text)) return unreadable('The file is empty.');
  const said = separatorLine.exec(text);
  const body = said ? text.slice(said[0].length) : text;
  let line = said ? 2 : 1;
  const progress: Progress = { given: 0, read: 0, isTooLong: false };
  const parser = Readable.from(pieces(body, progress)).pipe(
    parse({
      delimiter: said?.[1] ?? separatorOf(body),
      record_delimiter: '\n',
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (read: unknown) => {
        const { record, raw } = read as { record: string[]; raw: string };
        const begins = line + breaksIn(/^\n*/.exec(raw)?.[0] ?? '');
        line += breaksIn(raw);
        progress.read = progress.given;
        return { record, begins } as unknown as string[];
      },
    }),
  );
  const rows: ImportRow[] = [];
  let header: string[] | null = null;
  try {
    for await (const { record, begins } of parser as AsyncIterable<{ record: string[]; begins: number }>) {
      if (progress.isTooLong) return unreadable(tooLongText(begins));
      if (record.every(isBlank)) continue;
      if (header === null) {
        header = record.map(columnName);
        const problem = twiceText(header) ?? missingText(header);
        if (problem !== null) return unreadable(problem);
        continue;
      }
      const { length } = header;
      if (record.length < length || !record.slice(length).every(isBlank))
        return unreadable(lengthText(begins, record.length, length));
      if (rows.length === mostRows) return unreadable(tooManyText);
      rows.push({ line: begins, fields: fieldsOf(header, record) });
      if (rows.length % turn === 0) await giveWay();
    }
  } catch (error) {
    if (progress.isTooLong) return unreadable(tooLongText(line));
    if (error instanceof CsvError)
      return unreadable(`The file is not CSV from line ${line} on: ${error.message}.`);
    throw error;
  }
  const ignored = (header ?? []).filter((name) => name !== '' && !isReadColumn(name) && !isOwnColumn(name));
  return { rows, ignored, note, problem: rows.length === 0 ? 'The file has a header and no rows.' : null };
}

/** So many characters are parsed before others get their turn. */
const piece = 32_768;

/** How far a file is read, in characters. */
interface Progress {
  given: number;
  /** What was given when the last row was whole. */
  read: number;
  /** A row did not end in time, and nothing more was given (CWE-770: one of commas alone is millions of fields). */
  isTooLong: boolean;
}

/** The text with `\n` for every line break, a letter of two halves and a CRLF never cut in two. */
async function* pieces(text: string, progress: Progress): AsyncGenerator<string> {
  for (let start = 0; start < text.length; ) {
    progress.isTooLong = progress.given - progress.read > longestRow;
    if (progress.isTooLong) return;
    const end = start + piece;
    const isInside = /[\r\uD800-\uDBFF]/.test(text[end - 1] ?? '');
    const next = isInside ? end + 1 : end;
    progress.given = next;
    yield text.slice(start, next).replace(/\r\n?/g, '\n');
    start = next;
    await giveWay();
  }
}

/** Counted in place: a file can hold millions of them. */
function breaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function isOwnColumn(name: string): boolean {
  return stancesColumns.some((column) => column.name === name);
}

function isBlank(field: string): boolean {
  return cleanName(field) === '';
}

/** `Party slug` and `PARTY_SLUG` are what a spreadsheet makes of `party_slug`. */
function columnName(field: string): string {
  const name = cleanName(field).toLowerCase().replaceAll(' ', '_');
  return name === 'time' ? 'effective_time' : name;
}

const tooManyText = `The file has more than ${mostRows.toLocaleString('en-GB')} rows. Divide it.`;

function tooLongText(line: number): string {
  return `The row from line ${line} on is too long for one of stances.csv. Is a quote not closed?`;
}

/** Which of the two columns is meant nobody could tell. */
function twiceText(header: readonly string[]): string | null {
  const name = header.find((each, index) => each !== '' && header.indexOf(each) !== index);
  return name === undefined ? null : `The column ${name} stands twice in the first line.`;
}

function missingText(header: readonly string[]): string | null {
  const missing = missingColumns(header);
  if (missing.length === 0) return null;
  return `The first line lacks ${missing.length === 1 ? 'the column' : 'the columns'} ${missing.join(', ')}. The columns are those of stances.csv.`;
}

function lengthText(line: number, has: number, expected: number): string {
  return `The row on line ${line} has ${has} fields; the first line has ${expected}.`;
}

function unreadable(problem: string): StancesFile {
  return { rows: [], ignored: [], note: null, problem };
}

/** Excel takes the separator from a line of its own before the header, and writes it. */
const separatorLine = /^"?sep=([,;\t])"?[,;\t]*(?:\r\n?|\n|$)/i;

/** What stands most often in the first line, outside of quotes. */
function separatorOf(text: string): string {
  const first = /[^\s,;\0].*/.exec(text.slice(0, longestRow))?.[0] ?? '';
  const header = (first.split(/[\r\n]/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((separator) => ({ separator, count: header.split(separator).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).separator;
}

const guarded = /^''*[=+\-@\t\n\r\0＝＋－＠\u2212]/;

/** Our own exports put one `'` before text that a spreadsheet would run; exactly that is taken off again. */
function fieldsOf(header: readonly string[], record: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    header.map((name, index) => {
      const text = record[index] ?? '';
      const plain = guarded.test(text) ? text.slice(1) : text;
      return [name, cleanField(name, plain)];
    }),
  );
}
