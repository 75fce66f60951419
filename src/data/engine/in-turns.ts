import { othersTurn } from './others-turn.js';

/** For how long, in milliseconds, a page may be made before other requests get their turn. */
const longest = 10;

/** Does long work step by step, and gives other requests their turn between the steps. */
export async function inTurns<Result>(work: Iterator<unknown, Result>): Promise<Result> {
  let begun = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - begun < longest) continue;
    await othersTurn();
    begun = performance.now();
  }
}
