import { createHash } from 'node:crypto';
import type { DataRelease, ReleasedFile } from '../../domain/data-release.js';
import type { Sequence } from '../../domain/identifiers.js';
import type { Reader, Transaction } from '../engine/database.js';
import { othersTurn } from '../engine/others-turn.js';

/** A file to be kept, and what is in it, from its beginning each time. */
export interface NewReleaseFile extends ReleasedFile {
  readonly pieces: () => AsyncIterable<Buffer>;
}

export interface NewRelease extends Pick<DataRelease, 'name' | 'sequence' | 'hash' | 'citation'> {
  readonly negotiationId: number;
  readonly releasedAt: Date;
  readonly files: readonly NewReleaseFile[];
}

/** As text it goes through exports and copies like all else; three bytes are four characters, so a piece has no rest. */
const pieceBytes = 96 * 1024;

export async function insertRelease(tx: Transaction, { files, ...release }: NewRelease): Promise<number> {
  const { id } = await tx.dataRelease.create({ data: release });
  for (const [ordinal, { name, mediaType, size, digest, pieces }] of files.entries()) {
    await tx.releaseFile.create({ data: { releaseId: id, ordinal, name, mediaType, size, digest } });
    let number = 0;
    for await (const piece of ofOneSize(pieces())) {
      const content = piece.toString('base64');
      await tx.releasePiece.create({ data: { releaseId: id, ordinal, number, content } });
      number += 1;
    }
  }
  return id;
}

async function* ofOneSize(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting = Buffer.alloc(0);
  for await (const piece of pieces) {
    waiting = Buffer.concat([waiting, piece]);
    for (; waiting.length >= pieceBytes; waiting = waiting.subarray(pieceBytes))
      yield waiting.subarray(0, pieceBytes);
  }
  if (waiting.length > 0) yield waiting;
}

/** The releases of a negotiation, newest first. */
export async function listReleases(read: Reader, negotiationId: number): Promise<DataRelease[]> {
  const rows = await read.dataRelease.findMany({
    where: { negotiationId },
    include: { files: { orderBy: { ordinal: 'asc' } }, removal: true },
    orderBy: { id: 'desc' },
  });
  return rows.map(({ id, name, releasedAt, sequence, hash, citation, files, removal }) => ({
    ...{ id, name, sequence, hash, citation },
    releasedAt: releasedAt.toISOString(),
    files: files.map((file) => ({
      name: file.name,
      mediaType: file.mediaType,
      size: file.size,
      digest: file.digest,
    })),
    removed: removal && { reason: removal.reason, at: removal.removedAt.toISOString() },
  }));
}

/** What is in a file of a release, from its beginning, a piece at a time. */
export async function* piecesOf(read: Reader, releaseId: number, name: string): AsyncGenerator<Buffer> {
  const file = await read.releaseFile.findFirst({ where: { releaseId, name } });
  if (!file) return;
  const { ordinal } = file;
  for (let number = 0; ; number += 1) {
    const key = { releaseId_ordinal_number: { releaseId, ordinal, number } };
    const piece = await read.releasePiece.findUnique({ where: key });
    if (!piece) return;
    yield Buffer.from(piece.content, 'base64');
  }
}

/** The SHA-256 of what is in a file of a release now. */
export async function digestOfReleased(
  read: Reader,
  releaseId: number,
  name: string,
  abandoned: AbortSignal,
): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of piecesOf(read, releaseId, name)) {
    hash.update(piece);
    abandoned.throwIfAborted();
    await othersTurn();
  }
  return hash.digest('hex');
}

export interface ReleaseRemoving {
  readonly reason: string;
  readonly removedAt: Date;
  readonly userId: number;
}

/**
 * Takes the files of all releases of the negotiation that know what was published under the number: a text of it had to
 * be removed by law. Their names, sizes and digests stay. Returns how many releases these are.
 */
export async function removeReleases(
  tx: Transaction,
  negotiationId: number,
  sequence: Sequence,
  removing: ReleaseRemoving,
): Promise<number> {
  const where = { negotiationId, sequence: { gte: sequence }, removal: null };
  const releases = await tx.dataRelease.findMany({ where, select: { id: true } });
  for (const { id } of releases) {
    await tx.releaseRemoval.create({ data: { releaseId: id, ...removing } });
    await tx.releasePiece.deleteMany({ where: { releaseId: id } });
  }
  return releases.length;
}
