import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gapBetween, gapLabel } from '../../../src/domain/cells/gap.js';
import { codeOf, type Position, positions } from '../../../src/domain/log/position.js';
import { modelGap } from '../model.js';

describe('among those that it needs', () => {
  test.each<[(Position | null)[], string]>([
    [[], 'Not enough evidence'],
    [['demands'], 'Not enough evidence'],
    [['demands', null, null], 'Not enough evidence'],
    [['demands', 'neutral'], 'Not enough evidence'],
    [['agreed', 'agreed'], 'Agreed'],
    [['agreed', 'neutral', 'agreed'], 'Agreed'],
    [['agreed', 'agreed', null], 'Aligned so far'],
    [['agreed', 'demands'], 'Aligned for'],
    [['favours', 'insists'], 'Aligned for'],
    [['reluctant', 'rejects_red_line'], 'Aligned against'],
    [['reluctant', null, 'rejects_red_line'], 'Aligned against so far'],
    [['insists', 'rejects_red_line'], 'Blocked by a red line'],
    [['insists', 'reluctant'], 'Blocked by a red line'],
    [['favours', 'rejects_red_line', null], 'Blocked by a red line so far'],
    [['insists', 'conditional'], 'Room signalled'],
    [['demands', 'reluctant'], 'Room signalled'],
    [['accepts', 'rejects', null], 'Room signalled so far'],
    [['withdrawn', 'rejects'], 'Room signalled'],
    [['demands', 'rejects'], 'Opposed'],
    [['demands', 'conditional', 'rejects', null], 'Opposed so far'],
  ])('%j: %s', (needed, label) => {
    expect(gapLabel(gapBetween({ raisers: ['demands'], needed }))).toBe(label);
  });
});

test('it is off the table once all who raised it no longer ask, whoever else is not on record', () => {
  const gap = (raisers: (Position | null)[]) => gapLabel(gapBetween({ raisers, needed: ['insists', null] }));
  expect(gap(['withdrawn', 'withdrawn'])).toBe('Off the table');
  expect(gap(['withdrawn', null])).toBe('Not enough evidence');
  expect(gap([])).toBe('Not enough evidence');
});

test('where there is room, conditions of two or more have not been compared', () => {
  const uncompared = (needed: (Position | null)[]) =>
    gapBetween({ raisers: ['demands'], needed }).areConditionsUncompared;
  expect(uncompared(['conditional', 'conditional'])).toBe(true);
  expect(uncompared(['conditional', 'demands'])).toBe(false);
  expect(uncompared(['demands', 'conditional', 'conditional', 'rejects'])).toBe(false);
});

const coded = positions.map(({ value }) => value).filter((value) => codeOf(value) !== null);
const some = fc.array(fc.option(fc.constantFrom(...coded), { freq: 4 }), { maxLength: 5 });

test('it is as the model says, in any order of the parties, and never Agreed while one is missing', () => {
  fc.assert(
    fc.property(some, some, (raisers, needed) => {
      const found = gapBetween({ raisers, needed });
      expect(gapLabel(found)).toBe(modelGap(raisers, needed));
      expect(gapBetween({ raisers: raisers.toReversed(), needed: needed.toReversed() })).toEqual(found);
      if (needed.includes(null)) expect(found.gap).not.toBe('agreed');
    }),
    { numRuns: 3000, seed: 2025 },
  );
});
