import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

type Piece = string | Uint8Array;

/** The line of the columns and the first rows, or what stands in their places in other formats. */
const beginning = 2;

/**
 * Sends what is made piece by piece; a reader who goes away ends the making. Its beginning is made before anything is
 * sent, so that what fails at once is refused as a page is; what fails later rejects, and the answer is broken off. The
 * beginning leaves at once: packing would keep it until there is more.
 */
export async function sendPieces(
  response: Response,
  headers: Readonly<Record<string, string>>,
  pieces: AsyncIterable<Piece>,
): Promise<void> {
  const iterator = pieces[Symbol.asyncIterator]();
  const begun: Piece[] = [];
  while (begun.length < beginning) {
    const { done, value } = await iterator.next();
    if (done) break;
    begun.push(value);
  }
  response.set(headers);
  for (const piece of begun) response.write(piece);
  response.flush?.();
  const rest = from(iterator, () => breakOff(response));
  await pipeline(Readable.from(rest), response).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

/** `onFailure` comes first: whoever hears of a failure downstream ends the connection as if all were well. */
async function* from(iterator: AsyncIterator<Piece>, onFailure: () => void): AsyncGenerator<Piece> {
  try {
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } catch (error) {
    onFailure();
    throw error;
  } finally {
    await iterator.return?.();
  }
}

/**
 * Ends an answer of which a part is sent so that nobody takes it for whole: by a reset, since the end of a connection
 * is the regular end of an answer to HTTP/1.0, in which many proxies speak to servers (RFC 9112, 8).
 */
export function breakOff(response: Response): void {
  response.socket?.resetAndDestroy();
  response.destroy();
}
