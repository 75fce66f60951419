import { setImmediate as turnOfOthers } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTurns } from '../../../src/data/engine/in-turns.js';

test('long work is done to its end, and others are heard between its steps', async () => {
  let heard = 0;
  let isDone = false;
  const others = (async () => {
    for (; !isDone; heard += 1) await turnOfOthers();
  })();
  function* work(): Generator<void, string> {
    for (let step = 0; step < 3; step += 1) {
      const until = performance.now() + 12;
      while (performance.now() < until);
      yield;
    }
    return `heard others ${heard > 1 ? 'meanwhile' : 'not at all'}`;
  }
  expect(await inTurns(work())).toBe('heard others meanwhile');
  isDone = true;
  await others;
});
