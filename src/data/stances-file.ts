import { Readable } from 'node:stream';
import { setImmediate as giveWay } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { cleanField } from '../domain/text.js';
import type { ImportRow } from '../domain/import-rows.js';
import { neededColumns, readColumns } from '../domain/import-rows.js';

/** A file as it was read: its rows, or what stands in the way of reading it. */
export interface StancesFile {
  readonly rows: readonly ImportRow[];
  /** Columns that nothing is read from. */
  readonly ignored: readonly string[];
  /** Null if the file could be read. */
  readonly problem: string | null;
}

export const mostRows = 20_000;
/** So many rows are read before others get their turn. */
const turn = 100;
/** No row is longer in bytes, with every text at its limit; a file with a longer one is of another kind. */
const longestRow = 400_000;

/**
 * Reads a CSV file in the format of `stances.csv`: UTF-8, or UTF-16 with its mark (Excel); separated by commas,
 * semicolons or tabs; RFC 4180 quotes, with CRLF or LF.
 */
export async function readStancesFile(bytes: Uint8Array): Promise<StancesFile> {
  const text = decoded(bytes);
  if (text === null)
    return unreadable('The file is neither UTF-8 nor UTF-16. Save it as “CSV UTF-8” and upload it again.');
  if (text.trim() === '') return unreadable('The file is empty.');
  let line = 1;
  const progress: Progress = { given: 0, read: 0, isTooLong: false };
  const parser = Readable.from(pieces(text, progress)).pipe(
    parse({
      delimiter: separatorOf(text),
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      // What csv-parse counts as lines depends on the breaks within fields: CRLF there is two.
      on_record: (found: unknown) => {
        const { record, raw } = found as { record: string[]; raw: string };
        const begins = line + breaksIn(/^[\r\n]*/.exec(raw)?.[0] ?? '');
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
      if (header === null) {
        header = record.map((name) => name.trim());
        const missing = neededColumns.filter((name) => !header?.includes(name));
        if (missing.length > 0) return unreadable(missingText(missing));
        continue;
      }
      if (record.length !== header.length)
        return unreadable(lengthText(begins, record.length, header.length));
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
  const ignored = (header ?? []).filter((name) => !readColumns.includes(name));
  return { rows, ignored, problem: rows.length === 0 ? 'The file has a header and no rows.' : null };
}

/** So many bytes are parsed before others get their turn. */
const piece = 65_536;

/** How far a file is read, in bytes. */
interface Progress {
  given: number;
  /** What was given when the last row was whole. */
  read: number;
  /** A row did not end in time, and nothing more was given (CWE-770: one of commas alone is millions of fields). */
  isTooLong: boolean;
}

async function* pieces(text: string, progress: Progress): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += piece) {
    progress.isTooLong = progress.given - progress.read > longestRow;
    if (progress.isTooLong) return;
    progress.given = start + piece;
    yield bytes.subarray(start, start + piece);
    await giveWay();
  }
}

/** CRLF is one. Counted in place: a file can hold millions of them. */
function breaksIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '\n' || (sign === '\r' && text[at + 1] !== '\n')) count += 1;
  }
  return count;
}

const tooManyText = `The file has more than ${mostRows.toLocaleString('en-GB')} rows. Divide it.`;

function tooLongText(line: number): string {
  return `The row from line ${line} on is too long for one of stances.csv. Is a quote not closed?`;
}

function missingText(missing: readonly string[]): string {
  return `The first line lacks ${missing.length === 1 ? 'the column' : 'the columns'} ${missing.join(', ')}. The columns are those of stances.csv.`;
}

function lengthText(line: number, has: number, expected: number): string {
  return `The row on line ${line} has ${has} fields; the first line has ${expected}.`;
}

function unreadable(problem: string): StancesFile {
  return { rows: [], ignored: [], problem };
}

function decoded(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** What stands most often in the first line, outside of quotes. */
function separatorOf(text: string): string {
  const header = (text.slice(0, longestRow).split(/[\r\n]/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
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
