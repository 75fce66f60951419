import { expect, test } from 'vitest';
import { directionOf, isolating, listed } from '../../src/domain/isolation.js';

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
