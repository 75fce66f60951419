import { setImmediate as nextRound } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { othersTurn } from '../../../src/data/engine/others-turn.js';
import { Turns } from '../../../src/data/engine/sqlite/turns.js';

/** How many rounds of the event loop others have while something waits. */
async function roundsDuring(work: () => Promise<void> | null): Promise<number> {
  let rounds = 0;
  let isDone = false;
  const others = (async () => {
    for (; !isDone; rounds += 1) await nextRound();
  })();
  await work();
  isDone = true;
  await others;
  return rounds;
}

/** Work that takes longer than it may without giving way. */
function longWork(): void {
  const until = performance.now() + 12;
  while (performance.now() < until);
}

test('after long work others have several rounds of the event loop: Node accepts one connection in each', async () => {
  longWork();
  expect(await roundsDuring(othersTurn)).toBeGreaterThanOrEqual(8);
});

test('short pieces of work share a turn', async () => {
  longWork();
  await othersTurn();
  const rounds = await roundsDuring(async () => {
    for (let piece = 0; piece < 4; piece += 1) await othersTurn();
  });
  expect(rounds).toBeLessThan(4 * 8);
});

test('a series of statements gives way as long', async () => {
  const turns = new Turns();
  expect(turns.next(), 'the first statement follows at once').toBeNull();
  longWork();
  expect(await roundsDuring(() => turns.next())).toBeGreaterThanOrEqual(8);
  expect(turns.next(), 'the next statement follows at once').toBeNull();
});

test('statements do not give way if the others had their turn before them', async () => {
  const turns = new Turns();
  expect(turns.next()).toBeNull();
  longWork();
  await nextRound();
  expect(turns.next()).toBeNull();
});

test('of several that wait, one goes on at a time, and others have their rounds between two of them', async () => {
  const went: number[] = [];
  const rounds = await roundsDuring(async () => {
    let round = 0;
    let isDone = false;
    const clock = (async () => {
      for (; !isDone; round += 1) await nextRound();
    })();
    const work = async () => {
      for (let step = 0; step < 3; step += 1) {
        await othersTurn();
        went.push(round);
        longWork();
      }
    };
    await Promise.all([work(), work(), work(), work()]);
    isDone = true;
    await clock;
  });
  const between = went.slice(1).map((round, index) => round - (went[index] as number));
  expect(went).toHaveLength(12);
  expect(Math.min(...between)).toBeGreaterThanOrEqual(7);
  expect(rounds).toBeGreaterThanOrEqual(12 * 8);
});
