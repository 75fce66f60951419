import { existsSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { KeptFiles } from '../../../../src/web/frame/tables/kept-files.js';

const nobodyLeft = new AbortController().signal;

/** What makes a file with these words, counts how often it does, and notes where. */
function making(words: string) {
  const made: string[] = [];
  const make = (path: string) => {
    writeFileSync(path, words);
    made.push(path);
    return { write: () => Promise.resolve() };
  };
  return { made, make };
}

test('a file is made once for all who ask for it, and has no name', async () => {
  const files = new KeptFiles();
  const { made, make } = making('all tables');
  const opened = await Promise.all([1, 2, 3].map(() => files.open('1', 'a', make, nobodyLeft)));
  expect(made.map((path) => existsSync(path))).toEqual([false]);
  for (const file of opened) {
    expect([file.size, await text(file.read())]).toEqual([10, 'all tables']);
    file.release();
  }
});

test('a file of an older edition is not given to anybody, but whoever reads it reads it to its end', async () => {
  const files = new KeptFiles();
  const [old, next] = [making('old'), making('new')];
  const first = await files.open('1', 'a', old.make, nobodyLeft);
  const second = await files.open('2', 'a', next.make, nobodyLeft);
  expect([await text(first.read()), await text(second.read())]).toEqual(['old', 'new']);
  first.release();
  second.release();
});

test('whoever breaks off reading a file leaves it as it was for all others', async () => {
  const files = new KeptFiles();
  const { made, make } = making('x'.repeat(300_000));
  const broken = await files.open('1', 'a', make, nobodyLeft);
  for await (const piece of broken.read()) {
    expect(piece.length).toBeLessThan(300_000);
    break;
  }
  broken.release();
  // Were the number of its descriptor free, it would be that of the next file.
  const other = await files.open('1', 'b', making('another').make, nobodyLeft);
  const again = await files.open('1', 'a', make, nobodyLeft);
  expect([(await text(again.read())).length, await text(other.read()), made.length]).toEqual([
    300_000,
    'another',
    1,
  ]);
  again.release();
  other.release();
  // A newer edition lets go of all that is kept.
  const next = await files.open('2', 'a', making('new').make, nobodyLeft);
  expect(await text(next.read())).toBe('new');
  next.release();
});

test('without an edition a file is made for each', async () => {
  const files = new KeptFiles();
  const { made, make } = making('own');
  for (let count = 0; count < 2; count += 1) (await files.open(null, 'a', make, nobodyLeft)).release();
  expect(made).toHaveLength(2);
});

test('one that fails leaves nothing, and the next is made', async () => {
  const files = new KeptFiles();
  const failing: string[] = [];
  const fail = (path: string) => {
    writeFileSync(path, '');
    failing.push(path);
    return { write: () => Promise.reject(new Error('The disk is full.')) };
  };
  await expect(files.open('1', 'a', fail, nobodyLeft)).rejects.toThrow('The disk is full.');
  expect(failing.map((path) => existsSync(path))).toEqual([false]);
  const { make } = making('whole');
  const file = await files.open('1', 'a', make, nobodyLeft);
  expect(await text(file.read())).toBe('whole');
  file.release();
});

test('nothing is made for a reader who has gone while others were served', async () => {
  const files = new KeptFiles();
  const { made, make } = making('late');
  await expect(files.open('1', 'a', make, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  expect(made).toEqual([]);
});
