import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { Busy } from '../../../domain/errors.js';

/** The most bytes on the disk; the least recently used files go first. A longer file is sent, and not kept. */
const mostBytes = 512 * 1024 * 1024;
const mostFiles = 16;
/** For how long a file that nobody asks for is kept, in milliseconds. */
const longest = 10 * 60_000;

export interface KeptFilesLimits {
  /** How many different files are made or waited for at most. */
  readonly waiting: number;
  /** The most bytes on the disk together with those that somebody still reads. */
  readonly openBytes: number;
}

const usualLimits: KeptFilesLimits = { waiting: 8, openBytes: 2 * mostBytes };

const full = 'Many files are being made or read at the moment. Try again in a minute.';

/** Fills a file: calls `create` with its path, after which the file has no name, then writes. */
export type Make = (path: string) => { readonly write: () => Promise<void> };

/**
 * Files that take long to make, made one after the other and kept for others who ask for the same. They have no name as
 * soon as they are begun, so that nothing is left of them when the process ends, however it does.
 */
export class KeptFiles {
  readonly #kept = new LRUCache<string, OpenFile>({
    max: mostFiles,
    maxSize: mostBytes,
    maxEntrySize: mostBytes,
    sizeCalculation: ({ size }) => Math.max(size, 1),
    ttl: longest,
    ttlAutopurge: true,
    updateAgeOnGet: true,
    dispose: (file) => file.release(),
  });
  #edition = '';
  #last: Promise<unknown> = Promise.resolve();
  #openBytes = 0;
  /** By how many each file is waited for. */
  readonly #waiting = new Map<string, number>();

  constructor(private readonly limits: KeptFilesLimits = usualLimits) {}

  /**
   * The file of a key, made if there is none. Only files of the newest edition are kept, and none without an edition.
   * Whoever gets a file releases it. Refuses with a sentence if too many are waited for or read.
   */
  async open(edition: string | null, key: string, make: Make, abandoned: AbortSignal): Promise<OpenFile> {
    const waited = this.#waiting.get(key) ?? 0;
    if (waited === 0 && this.#waiting.size >= this.limits.waiting) throw new Busy(full);
    this.#waiting.set(key, waited + 1);
    try {
      return await this.#inTurn(edition, key, make, abandoned);
    } finally {
      const others = (this.#waiting.get(key) ?? 1) - 1;
      if (others === 0) this.#waiting.delete(key);
      else this.#waiting.set(key, others);
    }
  }

  #inTurn(edition: string | null, key: string, make: Make, abandoned: AbortSignal): Promise<OpenFile> {
    const making = this.#last.then(async () => {
      abandoned.throwIfAborted();
      if (edition === null) return this.#made(make);
      if (edition !== this.#edition) this.#kept.clear();
      this.#edition = edition;
      const kept = this.#kept.get(key);
      if (kept) return kept.retain();
      const made = await this.#made(make);
      this.#kept.set(key, made.retain());
      // A file that is too long is not kept.
      if (!this.#kept.has(key)) made.release();
      return made;
    });
    this.#last = making.catch(() => undefined);
    return making;
  }

  async #made(make: Make): Promise<OpenFile> {
    if (this.#openBytes >= this.limits.openBytes) this.#kept.clear();
    if (this.#openBytes >= this.limits.openBytes) throw new Busy(full);
    const file = await madeFile(make, ({ size }) => {
      this.#openBytes -= size;
    });
    this.#openBytes += file.size;
    return file;
  }
}

async function madeFile(make: Make, onClosed: (file: OpenFile) => void): Promise<OpenFile> {
  const folder = await mkdtemp(join(tmpdir(), 'tracker-'));
  let handle: FileHandle | null = null;
  try {
    const path = join(folder, 'data.db');
    const { write } = make(path);
    handle = await open(path, 'r');
    await rm(folder, { recursive: true });
    await write();
    return new OpenFile(handle, (await handle.stat()).size, onClosed);
  } catch (error) {
    await handle?.close();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** How many bytes are read at once. */
const pieceLength = 64 * 1024;

/**
 * A file that is closed when nobody reads it any more. It is read by its handle, and by no stream: a stream that is broken
 * off closes the descriptor under it, whose number is then that of the next file or connection that is opened.
 */
export class OpenFile {
  #users = 1;

  constructor(
    private readonly handle: FileHandle,
    readonly size: number,
    private readonly onClosed: (file: OpenFile) => void,
  ) {}

  retain(): this {
    this.#users += 1;
    return this;
  }

  release(): void {
    this.#users -= 1;
    // Whatever closing says, nobody can read it any more, and nothing was written.
    if (this.#users > 0) return;
    this.handle.close().catch(() => undefined);
    this.onClosed(this);
  }

  /** From its beginning, each time; whoever breaks it off leaves it as it was. */
  async *read(): AsyncGenerator<Buffer> {
    for (let position = 0; position < this.size; ) {
      const { bytesRead, buffer } = await this.handle.read(
        Buffer.allocUnsafe(pieceLength),
        0,
        pieceLength,
        position,
      );
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  }
}
