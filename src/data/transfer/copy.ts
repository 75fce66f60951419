import { createHash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ChainHead } from '../../domain/log/record-chain.js';
import type { Database, Reader } from '../engine/database.js';
import { exportEverything } from './full-export.js';
import { importEverything } from './full-import.js';

type OnProgress = (done: number, all: number) => void;

export interface CopyOutcome {
  readonly rows: number;
  readonly head: ChainHead | null;
}

/**
 * Copies everything on record, with the passwords, into an empty database, of whichever engine; then exports both and
 * compares the two texts, whole. Sessions, invitations, drafts and uploads stay behind, as in a full export. Throws
 * Conflict if the target is not empty, and a sentence if it does not hold the same afterwards.
 */
export async function copyEverything(
  from: Database,
  to: Database,
  onProgress: { readonly copied: OnProgress; readonly compared: OnProgress },
): Promise<CopyOutcome> {
  const digest = createHash('sha256');
  let hashes: ReadonlyMap<number, string> = new Map();
  // The original is held only until it is read: what the copy still takes may be longer than a snapshot may stand still.
  const passed = new PassThrough();
  const reading = from
    .snapshot(async (read) => {
      hashes = await passwordHashes(read);
      await pipeline(hashed(exportEverything(read), digest), passed);
    })
    .catch((error: Error) => void passed.destroy(error));
  try {
    const { rows } = await importEverything(to, passed, {
      isDryRun: false,
      passwordHashOf: (userId) => hashes.get(userId) ?? '',
      onProgress: onProgress.copied,
    });
    const head = await to.snapshot((copy) => requireSame(copy, digest.digest('hex'), onProgress.compared));
    return { rows, head };
  } finally {
    passed.destroy();
    await reading;
  }
}

async function passwordHashes(read: Reader): Promise<ReadonlyMap<number, string>> {
  const users = await read.user.findMany({ select: { id: true, passwordHash: true } });
  return new Map(users.map(({ id, passwordHash }) => [id, passwordHash]));
}

/** The text in bytes, which are hashed as they pass. */
async function* hashed(
  text: AsyncIterable<string>,
  digest: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const piece of text) {
    const bytes = Buffer.from(piece);
    digest.update(bytes);
    yield bytes;
  }
}

async function requireSame(copy: Reader, wanted: string, onProgress: OnProgress): Promise<ChainHead | null> {
  const digest = createHash('sha256');
  for await (const piece of exportEverything(copy, onProgress)) digest.update(piece);
  if (digest.digest('hex') !== wanted)
    throw new Error(
      'The copy does not hold what the original holds. Do not use it: remove it, look at both with “npm run tracker -- verify”, and copy again.',
    );
  return copy.chainLink.findFirst({ orderBy: { sequence: 'desc' }, select: { sequence: true, hash: true } });
}
