import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markedParts, matchEnd, matchStart, searchQuery } from '../../src/domain/search.js';

test.each([
  ['NATO', '"NATO"*'],
  ['frozen  assets', '"frozen" "assets"*'],
  ['“Putin” AND NOT (x*)', '"Putin" "AND" "NOT" "x"*'],
  ['Донбас', '"Донбас"*'],
  ['Article 5-like', '"Article" "5" "like"*'],
  ['', null],
  [' "*()^:- ', null],
])('%j asks for %j', (text, query) => {
  expect(searchQuery(text)).toBe(query);
});

test('whatever is typed, only words in quotation marks remain', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const query = searchQuery(text);
      if (query !== null) expect(query).toMatch(/^("[\p{L}\p{N}\p{M}]{1,120}" ?){1,12}\*$/u);
    }),
  );
});

test('the parts of a text, and which of them matched', () => {
  const text = `Land for ${matchStart}peace${matchEnd}, or ${matchStart}peace${matchEnd}`;
  expect(markedParts(text)).toEqual([
    { text: 'Land for ', isMatch: false },
    { text: 'peace', isMatch: true },
    { text: ', or ', isMatch: false },
    { text: 'peace', isMatch: true },
  ]);
  expect(markedParts('')).toEqual([]);
});
