import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerptOf, searchQuery } from '../../src/domain/search.js';

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

const marked = (text: string, typed: string) =>
  excerptOf(text, typed)
    .map((part) => (part.isMatch ? `[${part.text}]` : part.text))
    .join('');

test.each([
  ['Land for peace, or peace first', 'peace', 'Land for [peace], or [peace] first'],
  ['Le président répète son refus à Genève.', 'geneve REPETE', 'Le président [répète] son refus à [Genève].'],
  ['Крим — це Україна, і крапка.', 'крапк', 'Крим — це Україна, і [крапка].'],
  ['Nothing of it', 'peace', 'Nothing of it'],
  ['peaceful peace', 'peace land', 'peaceful [peace]'],
  ['', 'peace', ''],
])('of %j, searched for %j, %j is shown', (text, typed, shown) => {
  expect(marked(text, typed)).toBe(shown);
});

test('a long text is cut around its first match', () => {
  const words = Array.from({ length: 100 }, (_, index) => `w${index}`).join(' ');
  const shown = marked(words, 'w50');
  expect(shown.startsWith('…w42 w43')).toBe(true);
  expect(shown).toContain('[w50]');
  expect(shown.endsWith('w81 …')).toBe(true);
});
