import { setImmediate as nextRound } from 'node:timers/promises';

/** Node accepts one new connection in each round of its event loop, and to answer a request takes it some more. */
const rounds = 8;

/** What goes on when its turn comes, in the order in which it gave way. */
const waiting: (() => void)[] = [];
let isGiving = false;

/**
 * Lets other requests have their turn, in the midst of long work. Of all that gave way one goes on at a time, so that
 * others wait for one piece of work however many are under way.
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
    for (let round = 0; round < rounds; round += 1) await nextRound();
    waiting.shift()?.();
  }
  isGiving = false;
}
