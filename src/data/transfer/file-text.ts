import { isUtf8 } from 'node:buffer';
import { isolated } from '../../domain/isolation.js';

/** The text of an uploaded file, and what an editor should know about how it was decoded. */
export interface FileText {
  readonly text: string;
  /** Null if nothing had to be guessed. */
  readonly note: string | null;
}

/** Files that are not text, by how they begin. */
const otherFiles: readonly (readonly [begin: readonly number[] | string, what: string])[] = [
  ['%PDF-', 'a PDF'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Excel workbook (XLS) or another old Office document'],
  [[0x1f, 0x8b], 'packed with gzip'],
  ['7z\xbc\xaf', 'a 7-Zip archive'],
  ['Rar!', 'a RAR archive'],
  ['SQLite format 3', 'an SQLite database'],
  ['PAR1', 'a Parquet file'],
  ['{\\rtf', 'a Word document (RTF)'],
  ['<!doctype html', 'a web page (HTML)'],
  ['<html', 'a web page (HTML)'],
  ['<?xml', 'XML'],
  ['{', 'JSON'],
  ['[', 'JSON'],
  ['\x89PNG', 'a picture (PNG)'],
  [[0xff, 0xd8, 0xff], 'a picture (JPEG)'],
  ['GIF8', 'a picture (GIF)'],
];

/** What a ZIP file is, by the names of its contents. */
const zipFiles: readonly (readonly [name: string, what: string])[] = [
  ['xl/', 'an Excel workbook (XLSX)'],
  ['opendocument.spreadsheet', 'an OpenDocument spreadsheet (ODS)'],
  ['Index/Document.iwa', 'a Numbers spreadsheet'],
  ['word/', 'a Word document (DOCX)'],
];

const saveAs = 'Save it as “CSV UTF-8” and upload that.';

/**
 * Decodes UTF-8 or UTF-16, otherwise what Excel saves as CSV in Europe. Returns a sentence for anything that is not
 * text.
 */
export function textOf(bytes: Uint8Array): FileText | { readonly problem: string } {
  const other = otherFile(bytes);
  if (other !== null) return { problem: `The file is ${other}, not CSV. ${saveAs}` };
  const wide = wideEncoding(bytes);
  if (wide === null && isUtf8(bytes)) return { text: new TextDecoder().decode(bytes), note: null };
  try {
    if (wide !== null) return { text: new TextDecoder(wide, { fatal: true }).decode(bytes), note: null };
  } catch {
    return { problem: `The file begins as UTF-16 but does not continue as such. ${saveAs}` };
  }
  return brokenUtf8(bytes) ?? guessed(bytes);
}

function otherFile(bytes: Uint8Array): string | null {
  const begins = (begin: string) =>
    latin(bytes.subarray(0, begin.length)).toLowerCase() === begin.toLowerCase();
  if (begins('PK\x03\x04') || begins('PK\x05\x06')) {
    const names = latin(bytes);
    return zipFiles.find(([name]) => names.includes(name))?.[1] ?? 'a ZIP archive';
  }
  const found = otherFiles.find(([begin]) =>
    begins(typeof begin === 'string' ? begin : String.fromCharCode(...begin)),
  );
  return found?.[1] ?? null;
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** UTF-16 by its byte order mark or, if a program has left that out, by the zero half of the first two characters. */
function wideEncoding([a, b, c, d]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if ((a === 0xff && b === 0xfe) || (a && b === 0 && c && d === 0)) return 'utf-16le';
  return (a === 0xfe && b === 0xff) || (a === 0 && b && c === 0 && d) ? 'utf-16be' : null;
}

/** UTF-8 with a few bad bytes would be completely garbled in any other encoding. */
function brokenUtf8(bytes: Uint8Array): { readonly problem: string } | null {
  const text = new TextDecoder().decode(bytes);
  const [bad, good] = [text.match(/\uFFFD/g), text.match(/[^\0-\x7F\uFFFD]/gu)];
  if ((bad?.length ?? 0) >= (good?.length ?? 0)) return null;
  const line = text.slice(0, text.indexOf('\uFFFD')).split(/\r\n?|\n/).length;
  return {
    problem: `The file is UTF-8, but letters on line ${line.toLocaleString('en-GB')} are broken. ${saveAs}`,
  };
}

/** Four non-ASCII letters in a row do not occur in any language written in Windows-1252. */
const cyrillic = /[À-ÿ]{4}/;

/** Windows-1252 from 0x80 to 0x9F. Node 20 decodes these as control characters (nodejs/node#56542). */
const westernLetters = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ';

/** A single-byte encoding. Only a reader can say for certain which one, so the note shows three words. */
function guessed(bytes: Uint8Array): FileText {
  const western = latin(bytes).replace(
    /[\x80-\x9F]/g,
    (letter) => westernLetters[letter.charCodeAt(0) - 0x80] as string,
  );
  const isCyrillic = cyrillic.test(western);
  const text = isCyrillic ? new TextDecoder('windows-1251').decode(bytes) : western;
  const name = isCyrillic ? 'Windows-1251' : 'Windows-1252';
  const words = sampleWords(text);
  return {
    text,
    note: `The file is not UTF-8. It was read as ${name}: ${words.map((word) => `“${isolated(word)}”`).join(', ')}. If these words are wrong, save it as “CSV UTF-8” and upload that.`,
  };
}

/** The first words that another encoding would spell differently. */
function sampleWords(text: string): string[] {
  const found = new Set<string>();
  for (const [word] of text.matchAll(
    /[\p{L}\p{M}\p{N}\p{Sc}’'-]*[^\0-\x7F\s][\p{L}\p{M}\p{N}\p{Sc}’'-]*/gu,
  )) {
    found.add(word.slice(0, 40));
    if (found.size === 3) break;
  }
  return [...found];
}
