import { expect, test } from 'vitest';
import { cutTo, evenly, fitted, oneLine, wrapped } from '../../../src/outputs/pictures/lines.js';

/** Each character is ten units wide. */
const type = {
  measure: (text: string) => text.replace(/[\p{Cf}\p{M}]/gu, '').length * 10,
  face: 'sans',
  size: 10,
} as const;

test('a text is wrapped at its spaces', () => {
  expect(wrapped('Ukraine cedes territory to Russia', 150, type, 5)).toEqual([
    'Ukraine cedes',
    'territory to',
    'Russia',
  ]);
});

test('a name that is too wide is set smaller, and cut only where it is too wide in the smallest size', () => {
  const sized = { ...type, measure: (text: string, _face: string, size: number) => text.length * size };
  expect(fitted('Colombia', 80, sized, [10, 9, 8])).toEqual({ words: 'Colombia', size: 10 });
  expect(fitted('Colombia', 72, sized, [10, 9, 8])).toEqual({ words: 'Colombia', size: 9 });
  expect(fitted('Colombia', 60, sized, [10, 9, 8])).toEqual({ words: 'Colomb…', size: 8 });
});

test('no line ends within a date', () => {
  expect(wrapped('Timeline, 9 April 2026 to 9 May 2026', 290, type, 4)).toEqual([
    'Timeline, 9 April 2026 to',
    '9 May 2026',
  ]);
});

test('the lines of a title are about as long as each other, and no more of them', () => {
  const title = 'Ukraine cedes territory to Russia';
  expect(wrapped(title, 280, type, 4)).toEqual(['Ukraine cedes territory to', 'Russia']);
  expect(evenly(title, 280, type, 4)).toEqual(['Ukraine cedes', 'territory to Russia']);
  expect(evenly(title, 330, type, 4)).toEqual([title]);
  expect(evenly('Ukraine cedes territory to Russia', 150, type, 2)).toEqual([
    'Ukraine cedes',
    'territory to R…',
  ]);
});

test('a text of more lines than there is room for ends in an ellipsis', () => {
  expect(wrapped('Ukraine cedes territory to Russia', 150, type, 2)).toEqual([
    'Ukraine cedes',
    'territory to R…',
  ]);
});

test('a word that is wider than a line is broken', () => {
  expect(wrapped('see https://example.org/a', 100, type, 5)).toEqual([
    'see',
    'https://',
    'example.or',
    'g/a',
  ]);
});

test('an address is broken behind a slash, where one is near the end of the line', () => {
  expect(wrapped('/positions/russia/reparations-loan', 180, type, 5)).toEqual([
    '/positions/russia/',
    'reparations-loan',
  ]);
});

test('a name is cut to its room, between letters as readers see them', () => {
  expect(cutTo('European Union', 100, type)).toBe('European…');
  expect(cutTo('EU', 100, type)).toBe('EU');
  expect(cutTo('e\u0301e\u0301e\u0301e\u0301', 50, type)).toBe('éééé');
});

test('an Arabic name is isolated in every line that it takes', () => {
  expect(wrapped('جامعة الدول العربية', 70, type, 5)).toEqual([
    '\u2068جامعة\u2069',
    '\u2068الدول\u2069',
    '\u2068العربية\u2069',
  ]);
});

test('what XML forbids and what hides in a text is taken out; line breaks are spaces', () => {
  expect(oneLine('a\u0000b\u202Ec\uFFFEd\r\ne\ud800f')).toBe('abcd ef');
});

test('ten thousand letters are cut before they are measured', () => {
  expect(wrapped('x'.repeat(10_000), 100, type, 3)).toEqual(['xxxxxxxxxx', 'xxxxxxxxxx', 'xxxxxxxxx…']);
});
