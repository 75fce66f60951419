import { statfs } from 'node:fs/promises';

/** In bytes. With less the write-ahead log could not grow, and nothing else on the machine would work either. */
export const leastFreeSpace = 64 * 1024 * 1024;

/** In milliseconds: asking the disk takes as long as a small statement, and it does not fill up meanwhile. */
const holds = 1_000;

/** In bytes, what is left on the disk of a folder. */
export function rememberedFreeSpace(): (folder: string) => Promise<number> {
  let last = { at: Number.NEGATIVE_INFINITY, bytes: 0 };
  return async (folder) => {
    if (performance.now() - last.at < holds) return last.bytes;
    const { bavail, bsize } = await statfs(folder);
    last = { at: performance.now(), bytes: bavail * bsize };
    return last.bytes;
  };
}
