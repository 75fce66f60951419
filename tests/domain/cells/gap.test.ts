import { expect, test } from 'vitest';
import { gapBetween } from '../../../src/domain/cells/gap.js';
import type { Position } from '../../../src/domain/log/position.js';

test.each<[Position[], string]>([
  [[], 'not_enough_evidence'],
  [['demands'], 'not_enough_evidence'],
  [['demands', 'contradictory', 'no_stated_position'], 'not_enough_evidence'],
  [['agreed', 'agreed'], 'agreed'],
  [['agreed', 'demands'], 'aligned_for'],
  [['favours', 'insists'], 'aligned_for'],
  [['reluctant', 'rejects_red_line'], 'aligned_against'],
  [['insists', 'rejects_red_line'], 'blocked'],
  [['insists', 'neutral', 'rejects_red_line'], 'blocked'],
  [['favours', 'rejects_red_line'], 'bridgeable'],
  [['insists', 'reluctant'], 'bridgeable'],
  [['neutral', 'withdrawn'], 'bridgeable'],
  [['demands', 'rejects'], 'opposed'],
  [['insists', 'rejects'], 'opposed'],
  [['demands', 'conditional', 'rejects_red_line'], 'opposed'],
])('%j: %s', (positions, gap) => {
  expect(gapBetween(positions)).toBe(gap);
});
