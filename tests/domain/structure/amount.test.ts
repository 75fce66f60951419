import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Amount,
  amountWords,
  areExclusive,
  compareAmounts,
  isAmountNumber,
  type Sense,
  senses,
} from '../../../src/domain/structure/amount.js';

const amount = (sense: Sense, number: string | null): Amount => ({ sense, number });
const noLimit = amount('no_limit', null);

describe('two amounts exclude one another only if no number satisfies both', () => {
  test.each([
    [amount('at_most', '600000'), amount('about', '800000'), true],
    [amount('at_most', '800000'), amount('about', '800000'), false],
    [amount('at_most', '600000'), amount('at_most', '800000'), false],
    [amount('at_most', '600000'), amount('at_least', '600000.5'), true],
    [amount('at_least', '600000'), amount('at_most', '600000'), false],
    [amount('about', '2030'), amount('about', '2035'), true],
    [noLimit, amount('at_most', '600000'), false],
    [noLimit, noLimit, false],
  ])('%o and %o: %s', (one, other, exclude) => {
    expect(areExclusive(one, other)).toBe(exclude);
  });

  const anyAmount: fc.Arbitrary<Amount> = fc
    .record({ sense: fc.constantFrom(...senses.map(({ value }) => value)), number: fc.nat({ max: 6 }) })
    .map(({ sense, number }) => amount(sense, sense === 'no_limit' ? null : String(number)));
  const satisfies = (tried: number, { sense, number }: Amount) =>
    ({
      at_most: tried <= Number(number),
      at_least: tried >= Number(number),
      about: tried === Number(number),
      no_limit: true,
    })[sense];

  test('as trying every number finds', () => {
    fc.assert(
      fc.property(anyAmount, anyAmount, (one, other) => {
        const tried = Array.from({ length: 7 }, (_, number) => number);
        const both = tried.some((number) => satisfies(number, one) && satisfies(number, other));
        expect(areExclusive(one, other)).toBe(!both);
        expect(areExclusive(other, one)).toBe(!both);
      }),
      { seed: 2025 },
    );
  });
});

test('amounts stand along their numbers, “no limit” last', () => {
  const ordered = [
    amount('at_most', '600000'),
    amount('about', '800000'),
    amount('at_least', '800000'),
    amount('at_most', '1000000'),
    noLimit,
  ];
  expect(ordered.toReversed().sort(compareAmounts)).toEqual(ordered);
});

test('an amount is printed with its sense and its unit, a year bare', () => {
  expect(amountWords(amount('at_most', '600000'), 'soldiers')).toBe('at most 600,000 soldiers');
  expect(amountWords(amount('at_least', '1.5'), 'per cent')).toBe('at least 1.5 per cent');
  expect(amountWords(amount('about', '2030'), 'year')).toBe('about 2030');
  expect(amountWords(noLimit, 'soldiers')).toBe('no limit');
});

test('a number is written in digits, with at most three decimals', () => {
  for (const text of ['0', '0.5', '600000', '999999999999.125']) expect(isAmountNumber(text)).toBe(true);
  for (const text of ['', '-1', '600,000', '1.50', '01', '1.', '1e6', '1.0625', '1000000000000'])
    expect(isAmountNumber(text)).toBe(false);
});
