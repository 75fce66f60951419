import { expect, test } from 'vitest';
import { demandState } from '../../../src/domain/cells/demand.js';
import type { GapPositions } from '../../../src/domain/cells/gap.js';

test.each<[GapPositions, boolean, string]>([
  [{ raisers: ['agreed'], needed: ['agreed', 'agreed'] }, true, 'settled_in_words'],
  [{ raisers: ['demands'], needed: ['agreed', 'agreed'] }, false, 'settled_in_words'],
  [{ raisers: ['agreed'], needed: ['agreed', 'demands'] }, false, 'open'],
  [{ raisers: ['agreed'], needed: ['agreed', null] }, false, 'open'],
  [{ raisers: ['demands'], needed: [] }, false, 'open'],
  [{ raisers: ['withdrawn'], needed: ['rejects'] }, true, 'replaced'],
  [{ raisers: ['withdrawn', 'withdrawn'], needed: ['rejects'] }, false, 'off_the_table'],
  [{ raisers: ['withdrawn', 'demands'], needed: ['rejects'] }, false, 'open'],
  [{ raisers: ['withdrawn', null], needed: ['rejects'] }, false, 'open'],
  [{ raisers: [], needed: ['withdrawn'] }, false, 'open'],
])('%j, replaced: %j: %s', (positions, isReplaced, state) => {
  expect(demandState(positions, isReplaced)).toBe(state);
});
