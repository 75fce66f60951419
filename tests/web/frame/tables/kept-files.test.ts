import { existsSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { Busy } from '../../../../src/domain/errors.js';
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

test('who would wait for too many other files is told to come again, but not who asks for one of them', async () => {
  const files = new KeptFiles({ waiting: 2, openBytes: 1_000 });
  const { make } = making('whole');
  const asked = ['a', 'b', 'a', 'b', 'b'].map((key) => files.open('1', key, make, nobodyLeft));
  await expect(files.open('1', 'c', make, nobodyLeft)).rejects.toThrow(Busy);
  for (const file of await Promise.all(asked)) file.release();
  (await files.open('1', 'c', make, nobodyLeft)).release();
});

test('files that slow readers hold take no more than so many bytes of the disk', async () => {
  const files = new KeptFiles({ waiting: 20, openBytes: 20 });
  const held = [];
  for (const key of ['a', 'b']) held.push(await files.open('1', key, making('ten bytes.').make, nobodyLeft));
  const { made, make } = making('one more');
  await expect(files.open('1', 'c', make, nobodyLeft)).rejects.toThrow(
    'Many files are being made or read at the moment. Try again in a minute.',
  );
  expect(made).toEqual([]);
  for (const file of held) file.release();
  const next = await files.open('1', 'c', make, nobodyLeft);
  expect(await text(next.read())).toBe('one more');
  next.release();
});
