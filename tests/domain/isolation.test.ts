import { expect, test } from 'vitest';
import { directionOf, isolating, listed, namedTogether } from '../../src/domain/isolation.js';

test('a sentence isolates only the text that would change its direction', () => {
  expect(isolating`${'Russia'} demands: ${'it'}, ${3} times`).toBe('Russia demands: it, 3 times');
  expect(isolating`${'חמאס'} demands`).toBe('\u2068חמאס\u2069 demands');
  expect(listed(['France', 'إيران', 'Россия'])).toBe('France, \u2068إيران\u2069, Россия');
});

test.each([
  ['ar', 'rtl'],
  ['fa', 'rtl'],
  ['he', 'rtl'],
  ['ur', 'rtl'],
  ['dv', 'rtl'],
  ['uk', 'ltr'],
  ['zh', 'ltr'],
  ['en', 'ltr'],
  ['qqq', 'auto'],
  ['not a tag', 'auto'],
  [null, 'auto'],
])('the direction of %s is %s', (language, direction) => {
  expect(directionOf(language)).toBe(direction);
});

test('names in a sentence are joined by “and”, each in its own direction', () => {
  expect(namedTogether([])).toBe('');
  expect(namedTogether(['France'])).toBe('France');
  expect(namedTogether(['France', 'إيران', 'Россия'])).toBe('France, \u2068إيران\u2069 and Россия');
});
