import { setImmediate as nextRound } from 'node:timers/promises';

/** Node accepts one new connection in each round of its event loop, and to answer a request takes it some more. */
const rounds = 8;

/** Lets other requests have their turn, in the midst of long work. */
export async function othersTurn(): Promise<void> {
  for (let round = 0; round < rounds; round += 1) await nextRound();
}
