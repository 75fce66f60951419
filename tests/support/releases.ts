import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { releaseData } from '../../src/actions/releases/release-data.js';
import type { Database } from '../../src/data/engine/database.js';
import type { NewReleaseFile } from '../../src/data/releases/releases.js';
import { theServer } from '../../src/domain/people/actor.js';
import type { TestDatabase } from './database.js';

/** A file to be released; its bytes come in small pieces, as from a disk. */
export function releasedFile(name: string, bytes: Buffer): NewReleaseFile {
  const digest = createHash('sha256').update(bytes).digest('hex');
  const pieces = Array.from({ length: Math.ceil(bytes.length / 1000) }, (_, index) =>
    bytes.subarray(index * 1000, (index + 1) * 1000),
  );
  return {
    ...{ name, mediaType: 'application/zip', size: bytes.length, digest },
    pieces: () => Readable.from(pieces),
  };
}

/** Of more than one piece in the database, and no text. */
export const zipBytes = Buffer.from(Array.from({ length: 250_000 }, (_, index) => (index * 7919) % 251));

/** Releases one file of the first negotiation, up to the entry; returns its id. */
export async function releaseUpTo(
  database: Database,
  sequence: number,
  name = `Up to ${sequence}`,
): Promise<number> {
  const link = await database.read.chainLink.findUniqueOrThrow({ where: { sequence } });
  const releasedAt = new Date('2025-08-21T09:00:00Z');
  const files = [releasedFile('tables.zip', zipBytes)];
  return releaseData(database, theServer, {
    negotiationId: 1,
    name,
    releasedAt,
    sequence,
    hash: link.hash,
    citation: `Cited: ${name}`,
    files,
  });
}

/** Changes bytes of a release as damage to the database does, past what protects them. */
export async function damageRelease(
  { database, url }: Pick<TestDatabase, 'database' | 'url'>,
  id: number,
): Promise<void> {
  const place = url.startsWith('file:') ? '' : ' ON release_pieces';
  await database.write((tx) => tx.$executeRawUnsafe(`DROP TRIGGER release_pieces_refuse_update${place}`));
  const key = { releaseId: id, ordinal: 0, number: 1 };
  const content = Buffer.from('other bytes').toString('base64');
  await database.write((tx) =>
    tx.releasePiece.update({ where: { releaseId_ordinal_number: key }, data: { content } }),
  );
}
