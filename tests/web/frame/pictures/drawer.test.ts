import { EventEmitter } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { Busy } from '../../../../src/domain/errors.js';
import { Drawer } from '../../../../src/web/frame/pictures/drawer.js';

const limits = {
  ...{ waiting: 2, waitingPixels: 100, drawnPixels: 80 },
  ...{ time: 10_000, idle: 60_000, cachedBytes: 1_000_000 },
};
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"><rect width="4" height="2"/></svg>';

/** A thread that answers when it is told to. */
class Thread extends EventEmitter {
  readonly orders: { svg: string; width: number }[] = [];
  isEnded = false;

  unref() {}

  postMessage(order: { svg: string; width: number }) {
    this.orders.push(order);
  }

  answer(text: string) {
    this.emit('message', { png: new TextEncoder().encode(text) });
  }

  async terminate() {
    this.isEnded = true;
  }
}

const nobodyLeaves = new AbortController().signal;

let drawer: Drawer;
afterEach(() => drawer.stop());

function drawerOf(given = limits) {
  const threads: Thread[] = [];
  drawer = new Drawer(given, () => {
    threads.push(new Thread());
    return threads.at(-1) as unknown as Worker;
  });
  return threads;
}

test('the same picture is drawn once, also for those who ask at the same time, and one after another', async () => {
  const threads = drawerOf();
  const [one, same, other] = [
    drawer.png('a', 600, nobodyLeaves),
    drawer.png('a', 600, nobodyLeaves),
    drawer.png('b', 600, nobodyLeaves),
  ];
  expect(threads[0]?.orders).toEqual([{ svg: 'a', width: 600 }]);
  threads[0]?.answer('A');
  expect([String(await one), String(await same)]).toEqual(['A', 'A']);
  threads[0]?.answer('B');
  expect(String(await other)).toBe('B');
  expect(String(await drawer.png('a', 600, nobodyLeaves))).toBe('A');
  expect(threads[0]?.orders).toHaveLength(2);
});

test('who would wait behind too many is told so at once', async () => {
  const threads = drawerOf();
  const asked = ['a', 'b', 'c'].map((each) => drawer.png(each, 600, nobodyLeaves));
  await expect(drawer.png('d', 600, nobodyLeaves)).rejects.toThrow(
    'Many pictures are being drawn at the moment.',
  );
  for (const _ of asked) {
    threads[0]?.answer('done');
    await Promise.resolve();
  }
  expect((await Promise.all(asked)).map(String)).toEqual(['done', 'done', 'done']);
});

test('what nobody waits for any more is not drawn, and keeps nobody else waiting', async () => {
  const threads = drawerOf();
  const [one, other] = [new AbortController(), new AbortController()];
  const first = drawer.png('a', 600, nobodyLeaves);
  const gone = [drawer.png('b', 600, one.signal), drawer.png('c', 600, one.signal)];
  const shared = [drawer.png('c', 600, other.signal)];
  const ended = Promise.allSettled(gone);
  one.abort();
  await expect(gone[0]).rejects.toThrow();
  // The one that is still waited for has its place, and another has that of the first.
  const next = drawer.png('d', 600, nobodyLeaves);
  for (const text of ['A', 'C', 'D']) {
    threads[0]?.answer(text);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(threads[0]?.orders.map((order) => order.svg)).toEqual(['a', 'c', 'd']);
  expect((await Promise.all([first, ...shared, next])).map(String)).toEqual(['A', 'C', 'D']);
  await ended;
});

test('large pictures wait for one another only until they are so many pixels together', async () => {
  const threads = drawerOf();
  const first = drawer.png('a', 600, nobodyLeaves, 60);
  await expect(drawer.png('b', 600, nobodyLeaves, 60)).rejects.toThrow(Busy);
  const second = drawer.png('c', 600, nobodyLeaves, 10);
  for (const text of ['A', 'C']) {
    threads[0]?.answer(text);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect((await Promise.all([first, second])).map(String)).toEqual(['A', 'C']);
  // Whatever its size is, one that nobody else waits for is drawn.
  const large = drawer.png('d', 600, nobodyLeaves, 200);
  await expect.poll(() => threads.length).toBe(2);
  threads[1]?.answer('D');
  expect(String(await large)).toBe('D');
});

test('a thread that has drawn much is ended before the next, with the memory that its pictures hold', async () => {
  const threads = drawerOf();
  const asked = [drawer.png('a', 600, nobodyLeaves, 50), drawer.png('b', 600, nobodyLeaves, 50)];
  threads[0]?.answer('A');
  await expect.poll(() => threads.length).toBe(2);
  expect([threads[0]?.isEnded, threads[0]?.orders.length, threads[1]?.orders.length]).toEqual([true, 1, 1]);
  threads[1]?.answer('B');
  expect((await Promise.all(asked)).map(String)).toEqual(['A', 'B']);
  await expect.poll(() => threads[1]?.isEnded).toBe(true);
});

test('a picture that takes too long ends its thread; the next has a new one', async () => {
  const threads = drawerOf({ ...limits, time: 20 });
  await expect(drawer.png('slow', 600, nobodyLeaves)).rejects.toThrow('This picture took too long to draw.');
  expect(threads[0]?.isEnded).toBe(true);
  const next = drawer.png('quick', 600, nobodyLeaves);
  threads[1]?.answer('quick');
  expect(String(await next)).toBe('quick');
});

test('a thread that dies is replaced for what waits', async () => {
  const threads = drawerOf();
  const [first, second] = [drawer.png('a', 600, nobodyLeaves), drawer.png('b', 600, nobodyLeaves)];
  threads[0]?.emit('error', new Error('out of memory'));
  await expect(first).rejects.toThrow('out of memory');
  threads[1]?.answer('B');
  expect(String(await second)).toBe('B');
});

test('a thread without work is ended', async () => {
  const threads = drawerOf({ ...limits, idle: 10 });
  const png = drawer.png('a', 600, nobodyLeaves);
  threads[0]?.answer('A');
  await png;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(threads[0]?.isEnded).toBe(true);
});

test('the thread draws a PNG of the width that is asked for, and says what it cannot draw', async () => {
  drawer = new Drawer();
  const png = await drawer.png(svg, 600, nobodyLeaves);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([600, 300]);
  await expect(drawer.png('no picture', 600, nobodyLeaves)).rejects.toThrow();
});
