import { describe, expect, test } from 'vitest';
import {
  countsFrom,
  dateOfNumber,
  dayNumber,
  dayOfNumber,
  dayPlus,
  isAfter,
  isDay,
  isEdtfDate,
  isTimeOfDay,
  lastDay,
  latestToday,
  lengthBetween,
  longDate,
  monthsBefore,
  numberOfDate,
  longInstant,
  shortDate,
  unbrokenDate,
  utcDay,
} from '../../src/domain/when.js';

describe('a date is a day, a month or a year (EDTF level 0)', () => {
  test.each(['2025-08-09', '2025-03', '2024', '2024-02-29', '0001', '9999-12-31'])('%s', (date) => {
    expect(isEdtfDate(date)).toBe(true);
  });

  test.each([
    '2025-02-29',
    '2025-13',
    '2025-00-01',
    '0000',
    '25-08-09',
    '2025-8-9',
    '2025-08-09T10:00Z',
    '2025/08',
    '',
    ' 2025',
    '２０２５',
  ])('not %s', (date) => {
    expect(isEdtfDate(date)).toBe(false);
  });

  test('only a full one is a day', () => {
    expect(['2025-08-09', '2025-08', '2025'].filter(isDay)).toEqual(['2025-08-09']);
  });
});

test('a date as one number, and back', () => {
  const dates = ['2025-08-09', '2025-08', '2025', '0001', '0001-12', '9999-12-31'];
  const numbers = [20250809, 20250800, 20250000, 10000, 11200, 99991231];
  expect(dates.map(numberOfDate)).toEqual(numbers);
  expect(numbers.map(dateOfNumber)).toEqual(dates);
});

test('the last day that a date can mean', () => {
  expect(['2024-02', '2025-02', '2024', '2025-08-09'].map(lastDay)).toEqual([
    '2024-02-29',
    '2025-02-28',
    '2024-12-31',
    '2025-08-09',
  ]);
});

describe('a shorter date counts from the earliest of', () => {
  test('the last day it can mean', () => {
    expect(countsFrom('2024-06', ['2025-08-10'], '2025-08-20')).toBe('2024-06-30');
  });

  test('the day its first source was published', () => {
    expect(countsFrom('2025-08', ['2025-08-17', '2025-08-10'], '2025-08-20')).toBe('2025-08-10');
  });

  test('the day it was recorded', () => {
    expect(countsFrom('2025', ['2025-09'], '2025-08-20')).toBe('2025-08-20');
  });

  test('a full date counts from its own day, whatever else is known', () => {
    expect(countsFrom('2025-08-18', ['2025-08-10'], '2025-08-12')).toBe('2025-08-18');
  });
});

test('the future begins after the latest day that it is anywhere (UTC+14)', () => {
  expect(latestToday(new Date('2025-08-21T09:59:59Z'))).toBe('2025-08-21');
  expect(latestToday(new Date('2025-08-21T10:00:00Z'))).toBe('2025-08-22');
  expect(isAfter('2025-08', '2025-08-21')).toBe(false);
  expect(isAfter('2025-09', '2025-08-21')).toBe(true);
});

test('no day is later than the last that can be written', () => {
  for (const instant of ['9999-12-31T23:59:59.999Z', '+010000-01-01T00:00:00Z', '+275760-09-13T00:00:00Z']) {
    expect([utcDay(new Date(instant)), latestToday(new Date(instant))]).toEqual(['9999-12-31', '9999-12-31']);
  }
  expect(dayPlus('9999-12-31', 1)).toBe('9999-12-31');
});

test('a time of day is written as 14:30', () => {
  expect(['00:00', '23:59', '24:00', '9:30', '14:60', '14:30:00'].filter(isTimeOfDay)).toEqual([
    '00:00',
    '23:59',
  ]);
});

test('days can be counted over leap years and back', () => {
  expect(dayNumber('2024-03-01') - dayNumber('2024-02-28')).toBe(2);
  const wrong = Array.from({ length: 99_000 }, (_, index) => dayOfNumber(37 * index - 719_162)).filter(
    (day) => dayNumber(day) !== Date.parse(`${day}T00:00:00Z`) / 86_400_000,
  );
  expect(wrong).toEqual([]);
  expect([dayNumber('0001-01-01'), dayNumber('9999-12-31')]).toEqual([-719_162, 2_932_896]);
  expect(dayOfNumber(dayNumber('2025-08-09'))).toBe('2025-08-09');
});

test('pages print a date as it was given', () => {
  expect(['2025-08-09', '2025-08', '2021'].map(longDate)).toEqual(['9 August 2025', 'August 2025', '2021']);
  expect(['2025-08-09', '2025-08', '2021'].map(shortDate)).toEqual(['9 Aug 2025', 'Aug 2025', '2021']);
  expect(unbrokenDate('2025-08-09')).toBe('9\u00A0Aug\u00A02025');
  expect(longInstant('2025-08-20T12:00:00.028Z')).toBe('20 August 2025, 12:00 UTC');
});

test.each([
  ['2025-08-16', '2025-08-21', '5 days'],
  ['2025-08-16', '2025-08-17', '1 day'],
  ['2025-08-16', '2025-08-16', '0 days'],
  ['2025-08-16', '2025-08-14', '0 days'],
  ['2025-06-22', '2025-08-20', '59 days'],
  ['2025-06-22', '2025-08-21', '1 month'],
  ['2024-06-30', '2025-08-20', '13 months'],
  ['2024-06-30', '2025-08-30', '14 months'],
  ['2021-06-16', '2025-08-20', '4 years'],
])('from %s to %s it is %s', (from, to, words) => {
  expect(lengthBetween(from, to)).toBe(words);
});

test.each([
  ['2026-05-10', 3, '2026-02-10'],
  ['2026-01-31', 2, '2025-11-30'],
  ['2024-05-31', 3, '2024-02-29'],
  ['2026-02-10', 26, '2023-12-10'],
  ['0001-03-05', 3, '0001-01-01'],
])('%s is that day of the month, or the last, %i months before: %s', (day, months, before) => {
  expect(monthsBefore(day, months)).toBe(before);
});
