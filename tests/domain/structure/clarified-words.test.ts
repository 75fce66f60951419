import { expect, test } from 'vitest';
import { firstWords, headlineIn, wordsAt } from '../../../src/domain/structure/clarified-words.js';

const recordedAt = '2025-08-20T12:00:00.000Z';
const reason = 'A typing error.';
const wordings = [
  { sequence: 5, recordedAt, before: 'one', words: 'two', reason },
  { sequence: 8, recordedAt, before: 'two', words: 'three', reason },
];

test('the newest words count from their number on, and the first stay before', () => {
  const known = [1, 4, 5, 7, 8, 9].map((sequence) => wordsAt('three', wordings, sequence));
  expect(known).toEqual(['one', 'one', 'two', 'two', 'three', 'three']);
  expect([firstWords('three', wordings), firstWords('only', []), wordsAt('only', [], 9)]).toEqual([
    'one',
    'only',
    'only',
  ]);
});

test('a headline is that of its own update', () => {
  const headlines = wordings.map((wording) => ({ ...wording, update: 2 }));
  const update = (id: number) => headlineIn({ headlines }, { id, headline: 'one' });
  expect([update(1), update(2)]).toEqual(['one', 'three']);
});
