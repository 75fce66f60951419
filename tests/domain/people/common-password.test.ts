import { expect, test } from 'vitest';
import { commonPasswords } from '../../../src/data/people/passwords.js';
import { problemsOfPassword } from '../../../src/domain/people/account-rules.js';

const isRefused = (password: string, signInName = 'desk-kyiv') =>
  problemsOfPassword(password, signInName, commonPasswords()).length > 0;

test.each<[string, readonly string[]]>([
  [
    'known phrases',
    [
      'correct horse battery staple',
      'correcthorsebatterystaple',
      'CorrectHorseBatteryStaple1!',
      'c0rrecth0rseb4tteryst4ple',
      'To be, or not to be!',
      'May the Force be with you',
      'maytheforcebewithyou123',
      '2024iloveyouforever',
      'all your base are belong to us',
      'An apple a day keeps the doctor away',
      'stairway to heaven',
      'слава україні!!!',
    ],
  ],
  [
    'walks over a keyboard, the alphabet or the digits',
    [
      'qwertyuiopasdfgh',
      'QwertyuiopAsdfghjkl',
      'qwertzuiopasdfgh',
      'azertyuiopqsdfghjklm',
      '1qaz2wsx3edc4rfv',
      'zaq1xsw2cde3vfr4',
      '1234567890qwertyuiop',
      'asdfghjkl;zxcvbnm',
      '123456789012345',
      '987654321098765',
      'abcdefghijklmnop',
      'йцукенгшщзфывап',
      '111222333444555',
      'poiuytrewqlkjhgfdsa',
    ],
  ],
  [
    'words typed twice or more',
    [
      'passwordpassword',
      'harbourharbour1',
      'letmeinletmeinletmein',
      'summer summer summer',
      'abcdeabcdeabcde',
    ],
  ],
  [
    'one or two common words with digits and punctuation',
    [
      'password12345678',
      'Administrator2024',
      'P@ssw0rd!P@ssw0rd',
      'sunshine.princess',
      'iloveyou.1234567',
      'FootballBaseball99',
    ],
  ],
  ['the sign-in name with a little added', ['desk-kyiv-desk-1', 'desk-kyiv1234567', '2025-desk-kyiv-2025']],
])('%s are refused', (_kind, passwords) => {
  const refused = passwords.filter((password) => isRefused(password));
  expect(refused).toEqual(passwords);
});

test('sentences of somebody’s own are taken', () => {
  const own = [
    'the harbour at four in the morning',
    'a quiet sentence for the desk',
    'seven grey herons near the locks',
    'тихе речення для столу',
    'vier Möwen über dem alten Hafen',
    'plum kettle orbit hinge',
    'Xk4-vq9Lm2-rT7bnW',
    '港の朝は静かで鳥が四羽いて風が強い',
  ];
  expect(own.filter((password) => isRefused(password))).toEqual([]);
});

test('a long password that repeats itself is refused too', () => {
  expect(isRefused('abcdefgh '.repeat(28))).toBe(true);
});
