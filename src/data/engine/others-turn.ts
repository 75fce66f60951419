import { setImmediate as nextRound } from 'node:timers/promises';

/** For how long, in milliseconds, pieces of work may follow one another, a round of the event loop between two. */
const longest = 10;
/** Node accepts one new connection in each round of its event loop, and to answer a request takes it some more. */
const rounds = 8;

/** What goes on when its turn comes, in the order in which it gave way. */
const waiting: (() => void)[] = [];
let isGiving = false;
/** When the others had all their rounds last, by the process’s own clock. */
let given = -Infinity;

/**
 * Lets other requests have their turn, in the midst of long work. Of all that gave way one goes on at a time, so that
 * others wait for one piece of work however many are under way; short pieces share a turn.
 */
export function othersTurn(): Promise<void> {
  return new Promise((goOn) => {
    waiting.push(goOn);
    if (!isGiving) void giveTurns();
  });
}

async function giveTurns(): Promise<void> {
  isGiving = true;
  while (waiting.length > 0) {
    await nextRound();
    if (performance.now() - given >= longest) {
      for (let round = 1; round < rounds; round += 1) await nextRound();
      given = performance.now();
    }
    waiting.shift()?.();
  }
  isGiving = false;
}
