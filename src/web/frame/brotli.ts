import { constants } from 'node:zlib';

/** The smallest and the largest window that is asked for, in bits: 64 kB and 4 MB (RFC 7932, 9.1). */
const [smallest, largest] = [16, 22];
/** Of an answer whose length nobody knows before it has been sent: 512 kB. */
const usual = 19;

/**
 * How Brotli packs at a quality: with a window as large as the answer, of so many bytes, needs. Without one Brotli takes
 * 4 MB and their like for each answer, asks the system for them and gives them back, which for a small file takes longer
 * than making and packing it; with half a megabyte a file of 20 MB gets longer by a twelfth.
 */
export function brotliParams(quality: number, length?: number): Record<number, number> {
  const window = length === undefined ? usual : Math.ceil(Math.log2(length + 16));
  return {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: Math.min(Math.max(window, smallest), largest),
  };
}
