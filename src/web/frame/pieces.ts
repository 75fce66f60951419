import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { othersTurn } from '../../data/engine/others-turn.js';
import { escaped } from './isolation.js';
import { bytesOf, type Octets } from './octets.js';

/**
 * In bytes: a longer part stands aside. Before V8 gives the bytes of a text it makes one flat text of the thousands that
 * it was put together of. For more than 128 kB it gets new memory from the system each time, which for a matrix takes as
 * long as a fifth of the page.
 */
const longPart = 1_024;
/** In characters: a longer text, which only forms can hold, takes noticeable time to print. */
const longText = 65_536;
/** In characters: how much is printed before other work gets its turn, which takes some milliseconds. */
const slice = 16_384;
/** Around the number of a piece: a byte that UTF-8 never has (RFC 3629, section 1), so that no text can hold it. */
const mark = '\u00FE';

/** A part that is printed already, or a long text, which is printed while the page is sent. */
type Piece = { readonly octets: Octets } | { readonly text: string };

/** A page as it is printed, with marks where pieces of it stand. */
export interface Printed {
  readonly octets: Octets;
  readonly pieces: readonly Piece[];
}

/** The pieces of the page being printed, and whether long texts are among them; null if all is printed in its place. */
let aside: { readonly pieces: Piece[]; readonly hasTexts: boolean } | null = null;

/** Prints something in pieces; `hasTexts`: long texts are pieces too, to be printed while it is sent. */
export function printedInPieces(hasTexts: boolean, print: () => Octets): Printed {
  const pieces: Piece[] = [];
  return { octets: printedWith({ pieces, hasTexts }, print), pieces };
}

/** Prints something in one piece, to be used in more pages than this one. */
export function printedInOnePiece(print: () => Octets): Octets {
  return printedWith(null, print);
}

function printedWith(pieces: typeof aside, print: () => Octets): Octets {
  const outer = aside;
  aside = pieces;
  try {
    return print();
  } finally {
    aside = outer;
  }
}

/** What stands for a part in what is printed around it: its mark, or itself. */
export function placeOfPart(octets: Octets): Octets {
  return aside === null || octets.length <= longPart ? octets : laidAside(aside.pieces, { octets });
}

/** What stands for a long text; null for any other value. */
export function placeOfText(value: unknown): Octets | null {
  if (aside === null || !aside.hasTexts || typeof value !== 'string' || value.length <= longText) return null;
  return laidAside(aside.pieces, { text: value });
}

function laidAside(pieces: Piece[], piece: Piece): Octets {
  return `${mark}${pieces.push(piece) - 1}${mark}` as Octets;
}

/** True if a text to look for is printed somewhere in a page, other than in its long texts. */
export function isPrintedIn({ octets, pieces }: Printed, pattern: RegExp): boolean {
  return pattern.test(octets) || pieces.some((piece) => 'octets' in piece && pattern.test(piece.octets));
}

/** True if a part of the page is still to be printed. */
export function hasLongTexts({ pieces }: Printed): boolean {
  return pieces.some((piece) => 'text' in piece);
}

/** A page without long texts, as it is sent. */
export function bytesOfPage(page: Printed): Buffer {
  const parts = [...partsOf(page)] as Octets[];
  const bytes = Buffer.allocUnsafe(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const part of parts) end += bytes.write(part, end, 'latin1');
  return bytes;
}

/** Sends a page with long texts in slices, as fast as the client reads it. */
export async function sendInSlices(response: Response, page: Printed): Promise<void> {
  response.type('html');
  await pipeline(Readable.from(slicesOfPage(page)), response).catch((error: unknown) => {
    // The client has gone.
    if (!response.destroyed) throw error;
  });
}

async function* slicesOfPage(page: Printed): AsyncGenerator<string | Buffer> {
  for (const part of partsOf(page)) {
    if (typeof part === 'string') yield bytesOf(part);
    else yield* slicesOf(part.text);
  }
}

/** What the page consists of, in its order. Pieces can hold others. */
function* partsOf({ octets, pieces }: Printed): Generator<Octets | { readonly text: string }> {
  for (const [index, part] of octets.split(mark).entries()) {
    if (index % 2 === 0) {
      yield part as Octets;
      continue;
    }
    const piece = pieces[Number(part)] as Piece;
    if ('text' in piece) yield piece;
    else yield* partsOf({ octets: piece.octets, pieces });
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
