import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { expect, test } from 'vitest';
import { brotliParams } from '../../../src/web/frame/brotli.js';

const windowOf = (length?: number) => brotliParams(4, length)[constants.BROTLI_PARAM_LGWIN];

test('the window is as large as the answer, and neither smaller than 64 kB nor larger than 4 MB', () => {
  expect([0, 65_520, 65_521, 200_000, 262_128, 262_129, 900_000, 50_000_000].map(windowOf)).toEqual([
    16, 16, 17, 18, 18, 19, 20, 22,
  ]);
});

test('an answer of unknown length has a window of 512 kB', () => {
  expect(windowOf()).toBe(19);
});

test('what is as long as the window is found again over all of it', () => {
  const begin = Buffer.from(Array.from({ length: 50_000 }, (_, index) => (index * 7919) % 251));
  const page = Buffer.concat([begin, Buffer.alloc(200_000), begin]);
  const packed = brotliCompressSync(page, { params: brotliParams(5, page.length) });
  expect(brotliDecompressSync(packed).equals(page)).toBe(true);
});
