import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { othersTurn } from '../../../data/engine/others-turn.js';

type Piece = string | Uint8Array;

/** How many pieces: in CSV the header and the first rows, in other formats what corresponds to them. */
const beginning = 2;

/**
 * Sends pieces as they are produced; if the reader leaves, production ends. The beginning is produced before anything
 * is sent, so that an early failure can be refused like that of a page; a later failure rejects, and the answer is
 * broken off. The beginning is flushed at once, because compression would hold it back.
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
    await othersTurn();
  }
  response.set(headers);
  for (const piece of begun) response.write(piece);
  response.flush?.();
  const rest = from(iterator, () => breakOff(response));
  await pipeline(Readable.from(rest), response).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

/**
 * A reader who takes each piece at once would have the next one made in the same round of the event loop, so others get
 * their turn in between. `onFailure` is called first, because whatever notices a failure downstream ends the connection
 * as if all were well.
 */
async function* from(iterator: AsyncIterator<Piece>, onFailure: () => void): AsyncGenerator<Piece> {
  try {
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      yield next.value;
      await othersTurn();
    }
  } catch (error) {
    onFailure();
    throw error;
  } finally {
    await iterator.return?.();
  }
}

/**
 * Ends a partly sent answer in such a way that nobody takes it for complete: by a reset, because in HTTP/1.0, which
 * many proxies use towards servers, closing the connection is the normal end of an answer (RFC 9112, 8).
 */
export function breakOff(response: Response): void {
  response.socket?.resetAndDestroy();
  response.destroy();
}
