import { expect, test } from 'vitest';
import { problemsOfAccount } from '../../../src/domain/people/account-rules.js';

const common = new Set(['correct horse battery']);
const account = { signInName: 'desk-kyiv', publicName: null, password: 'a quiet sentence for the desk' };

test('a password is judged by its length, not by the kinds of characters in it', () => {
  expect(problemsOfAccount(account, common)).toEqual([]);
  expect(problemsOfAccount({ ...account, password: 'тихе речення для столу' }, common)).toEqual([]);
  expect(problemsOfAccount({ ...account, password: '😀😁😂🤣😃😄😅😆😉😊😋😎😍😘🥰' }, common)).toEqual([]);
});

test.each([
  ['fourteen signs', 'A password has at least 15 characters; a short sentence is a good one.'],
  ['x'.repeat(257), 'A password has at most 256 characters.'],
  ['desk-kyivdesk-kyiv', 'This password is too easily guessed: it repeats the name or a few characters.'],
  ['aaaaaaaaaaaaaaaaaa', 'This password is too easily guessed: it repeats the name or a few characters.'],
  ['Correct Horse Battery', 'This password stands on lists of common ones. Choose another.'],
])('“%s” is refused', (password, message) => {
  expect(problemsOfAccount({ ...account, password }, common)).toEqual([{ field: 'password', message }]);
});

test.each(['', 'x', '-desk', 'two words', 'x'.repeat(65), '<script>'])(
  '“%s” is not a sign-in name',
  (signInName) => {
    expect(problemsOfAccount({ ...account, signInName }, common)).toEqual([
      {
        field: 'signInName',
        message: 'A sign-in name has 2 to 64 letters, digits or . _ @ - and begins with a letter or digit.',
      },
    ]);
  },
);
