import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { ArchivedFile } from '../../../outputs/tables/workbook/workbook.js';
import { othersTurn } from '../../../data/engine/others-turn.js';

/** The beginning of the time that a ZIP can name. */
const noInstant = '1980-01-01T00:00:00Z';

/**
 * The files in one ZIP, each written while its pieces are read, at the speed at which the archive is. Whoever destroys
 * the archive ends the reading.
 */
export async function zipOf(files: AsyncIterable<ArchivedFile>, instant: string | null): Promise<Readable> {
  // Loaded when an archive is asked for, so that the server starts sooner.
  const { ZipFile } = await import('yazl');
  const zip = new ZipFile();
  const archive = zip.outputStream as Readable;
  const fail = (error: unknown) => archive.destroy(error as Error);
  zip.on('error', fail);
  // The same state gives the same file, because nothing in it depends on when it is made.
  const options = { mtime: new Date(instant ?? noInstant), mode: 0o100644 };
  let current: Readable | null = null;
  archive.once('close', () => current?.destroy());
  const addAll = async () => {
    for await (const { name, pieces } of files) {
      if (archive.destroyed) return;
      if (typeof pieces === 'string') zip.addBuffer(Buffer.from(pieces), name, options);
      else {
        current = Readable.from(inTurns(pieces));
        zip.addReadStream(current, name, options);
        await finished(current);
      }
    }
    zip.end();
  };
  addAll().catch(fail);
  return archive;
}

async function* inTurns(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const piece of pieces) {
    yield piece;
    await othersTurn();
  }
}
