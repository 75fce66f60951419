import { expect, test } from 'vitest';
import { demandState } from '../../../src/domain/cells/demand.js';

test('a demand is agreed when its raisers and addressees all stand at Agreed', () => {
  expect(demandState(['agreed'], ['agreed', 'agreed'])).toBe('agreed');
  expect(demandState(['agreed'], ['agreed', 'demands'])).toBe('open');
  expect(demandState(['agreed'], [null])).toBe('open');
  expect(demandState([], [])).toBe('open');
});

test('it is withdrawn when its raisers no longer ask', () => {
  expect(demandState(['withdrawn'], ['rejects'])).toBe('withdrawn');
  expect(demandState(['withdrawn', 'demands'], ['rejects'])).toBe('open');
  expect(demandState(['withdrawn', null], ['rejects'])).toBe('open');
  expect(demandState(['demands'], ['withdrawn'])).toBe('open');
});
