import { expect, test } from 'vitest';
import { commonPasswords } from '../../../src/data/people/passwords.js';

test('the list holds thousands that are long enough to be typed as a password', () => {
  expect([...commonPasswords()].filter((phrase) => phrase.length >= 15).length).toBeGreaterThan(3_000);
});
