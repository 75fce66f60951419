import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as othersTurn } from 'node:timers/promises';
import type { Response } from 'express';
import { escaped } from './isolation.js';

/** In characters: a longer text, which only a form holds, takes noticeable time to print. */
const longText = 65_536;
/** In characters, how much is printed before others have their turn: some milliseconds of work. */
const slice = 16_384;
/** Stands in a page for a long text; nobody can know it. */
const mark = randomUUID();
const marks = new RegExp(`${mark}:(\\d+);`);

/** The long texts of the view that is being put together; null where they are printed at once. */
let aside: string[] | null = null;

/** Puts a view together, with its long texts left out. */
export function layingAside(texts: string[], put: () => string): string {
  const outer = aside;
  aside = texts;
  try {
    return put();
  } finally {
    aside = outer;
  }
}

/** What stands in the view for a long text; null for any other. */
export function laidAside(value: unknown): string | null {
  if (aside === null || typeof value !== 'string' || value.length <= longText) return null;
  return `${mark}:${aside.push(value) - 1};`;
}

/** Sends a page, its long texts in slices, at the pace of whoever reads it. */
export async function sendWithLongTexts(
  response: Response,
  html: string,
  texts: readonly string[],
): Promise<void> {
  response.type('html');
  await pipeline(Readable.from(piecesOf(html, texts)), response).catch((error: unknown) => {
    // Whoever asked has gone.
    if (!response.destroyed) throw error;
  });
}

async function* piecesOf(html: string, texts: readonly string[]): AsyncGenerator<string> {
  for (const [index, part] of html.split(marks).entries()) {
    if (index % 2 === 0) yield part;
    else yield* slicesOf(texts[Number(part)] as string);
  }
}

async function* slicesOf(text: string): AsyncGenerator<string> {
  for (let start = 0; start < text.length; ) {
    const end = endOfSlice(text, start + slice);
    yield escaped(text.slice(start, end));
    await othersTurn();
    start = end;
  }
}

/** Not within a character or a line break, nor before a mark that belongs to the letter before it. */
function endOfSlice(text: string, place: number): number {
  let end = place;
  while (end < text.length && end < place + 100 && /[\uDC00-\uDFFF\n\p{M}]/u.test(text.charAt(end))) end += 1;
  return end;
}
