import { statfs } from 'node:fs/promises';

/** In bytes. With less, the write-ahead log could not grow, nor would anything else on the machine work. */
export const leastFreeSpace = 64 * 1024 * 1024;

/**
 * In milliseconds: asking for the free space takes as long as a small statement, and it does not run out so quickly.
 */
const holds = 1_000;

/** The free space on the disk of a folder, in bytes. */
export function rememberedFreeSpace(): (folder: string) => Promise<number> {
  let last = { at: Number.NEGATIVE_INFINITY, bytes: 0 };
  return async (folder) => {
    if (performance.now() - last.at < holds) return last.bytes;
    const { bavail, bsize } = await statfs(folder);
    last = { at: performance.now(), bytes: bavail * bsize };
    return last.bytes;
  };
}
