import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { isReadColumn, missingColumns } from '../../domain/imports/import-columns.js';
import type { ImportRow } from '../../domain/imports/import-rows.js';
import { cleaningOf } from '../../domain/log/clean-field.js';
import { cleanName } from '../../domain/text.js';
import { stancesColumns } from '../../outputs/tables/export-columns.js';
import { othersTurn } from '../engine/others-turn.js';
import { textOf } from './file-text.js';

/** A file after reading: its rows, or why it cannot be read. */
export interface StancesFile {
  readonly rows: readonly ImportRow[];
  /** Columns that `stances.csv` does not have. Columns that the record itself fills are skipped silently. */
  readonly ignored: readonly string[];
  /** What had to be guessed when decoding it; null if nothing. */
  readonly note: string | null;
  /** Null if the file could be read. */
  readonly problem: string | null;
}

export const mostRows = 20_000;
/** How many rows are read before other work gets its turn. */
const turn = 100;
/**
 * The most characters that a row can have, with every text at its limit; a file with a longer row is something else.
 */
const longestRow = 400_000;

/**
 * Reads a CSV file in the format of `stances.csv`: UTF-8, UTF-16 or as Excel saves it; separated by commas, semicolons
 * or tabs; RFC 4180 quotes, with any line breaks. Blank rows are skipped.
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
  let cleanings: ReturnType<typeof cleaningOf>[] = [];
  try {
    for await (const { record, begins } of parser as AsyncIterable<{ record: string[]; begins: number }>) {
      if (progress.isTooLong) return unreadable(tooLongText(begins));
      if (record.every(isBlank)) continue;
      if (header === null) {
        header = record.map(columnName);
        cleanings = header.map(cleaningOf);
        const problem = twiceText(header) ?? missingText(header);
        if (problem !== null) return unreadable(problem);
        continue;
      }
      const { length } = header;
      if (record.length < length || !record.slice(length).every(isBlank))
        return unreadable(lengthText(begins, record.length, length));
      if (rows.length === mostRows) return unreadable(tooManyText);
      rows.push({ line: begins, fields: fieldsOf(header, cleanings, record) });
      if (rows.length % turn === 0) await othersTurn();
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

/** How many characters are parsed before other work gets its turn. */
const piece = 32_768;

/** How much of a file has been read, in characters. */
interface Progress {
  given: number;
  /** How much had been given to the parser when the last row was complete. */
  read: number;
  /**
   * True if a row did not end in time, so that nothing more was given to the parser (CWE-770: a row of commas alone is
   * millions of fields).
   */
  isTooLong: boolean;
}

/** The text in pieces, with `\n` for every line break; never cut inside a surrogate pair or CRLF. */
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
    await othersTurn();
  }
}

/** Counts in place, because a file can hold millions of them. */
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

/** A spreadsheet may turn `party_slug` into `Party slug` or `PARTY_SLUG`. */
function columnName(field: string): string {
  const name = cleanName(field).toLowerCase().replaceAll(' ', '_');
  return name === 'time' ? 'effective_time' : name;
}

const tooManyText = `The file has more than ${mostRows.toLocaleString('en-GB')} rows. Divide it.`;

function tooLongText(line: number): string {
  return `The row from line ${line} on is too long for one of stances.csv. Is a quote not closed?`;
}

/** Nobody could tell which of the two columns is meant. */
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

/** Excel writes and reads a line before the header that names the separator. */
const separatorLine = /^"?sep=([,;\t])"?[,;\t]*(?:\r\n?|\n|$)/i;

/** The separator most frequent in the first line, outside of quotes. */
function separatorOf(text: string): string {
  const first = /[^\s,;\0].*/.exec(text.slice(0, longestRow))?.[0] ?? '';
  const header = (first.split(/[\r\n]/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t'].map((separator) => ({ separator, count: header.split(separator).length }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).separator;
}

const guarded = /^''*[=+\-@\t\n\r\0＝＋－＠\u2212]/;

/** Our own exports put one `'` before text that a spreadsheet would run as a formula; exactly that one is removed. */
function fieldsOf(
  header: readonly string[],
  cleanings: readonly ReturnType<typeof cleaningOf>[],
  record: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    header.map((name, index) => {
      const text = record[index] ?? '';
      const plain = guarded.test(text) ? text.slice(1) : text;
      return [name, cleanings[index]?.(plain) ?? plain];
    }),
  );
}
