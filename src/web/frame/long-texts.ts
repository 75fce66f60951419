import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { othersTurn } from '../../data/engine/others-turn.js';
import { escaped } from './isolation.js';
import { bytesOf, type Octets, octetsOf } from './octets.js';

/** In characters: a longer text, which only forms can hold, takes noticeable time to print. */
const longText = 65_536;
/** In characters: how much is printed before other work gets its turn, which takes some milliseconds. */
const slice = 16_384;
/** Placeholder for a long text in a page; nobody can guess it. */
const mark = randomUUID();
const marks = new RegExp(`${mark}:(\\d+);`);

/** The long texts of the view being rendered; null if texts are printed at once. */
let aside: string[] | null = null;

/** Renders a view with its long texts set aside; with null, whole. */
export function layingAside(texts: string[] | null, put: () => Octets): Octets {
  const outer = aside;
  aside = texts;
  try {
    return put();
  } finally {
    aside = outer;
  }
}

/** The placeholder of a long text in the view; null for any other text. */
export function laidAside(value: unknown): Octets | null {
  if (aside === null || typeof value !== 'string' || value.length <= longText) return null;
  return octetsOf(`${mark}:${aside.push(value) - 1};`);
}

/** Sends a page with its long texts in slices, as fast as the client reads it. */
export async function sendWithLongTexts(
  response: Response,
  html: Octets,
  texts: readonly string[],
): Promise<void> {
  response.type('html');
  await pipeline(Readable.from(piecesOf(html, texts)), response).catch((error: unknown) => {
    // The client has gone.
    if (!response.destroyed) throw error;
  });
}

async function* piecesOf(html: Octets, texts: readonly string[]): AsyncGenerator<string | Buffer> {
  for (const [index, part] of html.split(marks).entries()) {
    if (index % 2 === 0) yield bytesOf(part as Octets);
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

/** Never cuts inside a character or a line break, nor before a combining mark. */
function endOfSlice(text: string, place: number): number {
  let end = place;
  while (end < text.length && end < place + 100 && /[\uDC00-\uDFFF\n\p{M}]/u.test(text.charAt(end))) end += 1;
  return end;
}
