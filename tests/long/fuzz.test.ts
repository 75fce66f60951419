import { expect, test } from 'vitest';
import { prepareFuzzGround } from '../support/fuzz/ground.js';
import { fuzz, readEveryPage } from '../support/fuzz/run.js';

test.each([1, 1_000_003, 2_000_003])(
  'thousands of fuzzed requests from seed %i to every route: no failure, nothing unescaped',
  async (seed) => {
    const ground = await prepareFuzzGround();
    const run = await fuzz(ground, { seed, runs: 16 });
    const { visitor, admin } = run.counts;
    expect(run.missed).toEqual([]);
    expect(visitor.sent + admin.sent).toBeGreaterThan(4_000);
    expect(admin.reached / admin.sent).toBeGreaterThan(0.75);
    await readEveryPage(run, ground);
    await run.application.stop();
  },
);
