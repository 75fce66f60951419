import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOr, datesMeant, problemOfDate } from '../../src/domain/date-as-written.js';
import { dayOfNumber, longDate, shortDate } from '../../src/domain/when.js';

const today = '2026-03-01';

describe('a date as people write it', () => {
  test.each([
    ['2025-11-21', '2025-11-21'],
    ['2025-11', '2025-11'],
    ['2025', '2025'],
    ['2025/11/21', '2025-11-21'],
    ['2025.3.4', '2025-03-04'],
    ['2025-3-4', '2025-03-04'],
    ['21.11.2025', '2025-11-21'],
    ['21. 11. 2025', '2025-11-21'],
    ['3.4.2025', '2025-04-03'],
    ['21/11/2025', '2025-11-21'],
    ['11/21/2025', '2025-11-21'],
    ['21-11-2025', '2025-11-21'],
    ['5/5/2025', '2025-05-05'],
    ['11/2025', '2025-11'],
    ['21 Nov 2025', '2025-11-21'],
    ['21 November 2025', '2025-11-21'],
    ['21. November 2025', '2025-11-21'],
    ['21st of November 2025', '2025-11-21'],
    ['21-Nov-2025', '2025-11-21'],
    ['1 Sept. 2025', '2025-09-01'],
    ['Nov 21, 2025', '2025-11-21'],
    ['november 21st 2025', '2025-11-21'],
    ['NOV. 2025', '2025-11'],
    ['May 2025', '2025-05'],
    ['Friday, 21 November 2025', '2025-11-21'],
    ['Thurs 20 Nov 2025', '2025-11-20'],
    ['  21   Nov  2025 ', '2025-11-21'],
    ['today', '2026-03-01'],
    ['Yesterday', '2026-02-28'],
  ])('%s is %s', (text, date) => {
    expect(datesMeant(text, today)).toEqual([date]);
    expect(dateOr(text, today)).toBe(date);
  });

  test('can mean two days where day and month can be exchanged', () => {
    expect(datesMeant('3/4/2025', today)).toEqual(['2025-04-03', '2025-03-04']);
    expect(dateOr('3/4/2025', today)).toBe('3/4/2025');
  });

  test.each([
    ...['', '31.2.2025', '2025-13', '13/13/2025', '29 Feb 2025', '21.11.25', 'Nov', '21 Nov', 'Smarch 2025'],
    ...['2025-11-21T10:00Z', 'Monday', '0000', '20251121', 'in May 2025', '1 2 2025'],
  ])('“%s” is none, and stays as it was typed', (text) => {
    expect(datesMeant(text, today)).toEqual([]);
    expect(dateOr(text, today)).toBe(text);
  });

  test('“today” means nothing in a file', () => {
    expect(datesMeant('today', null)).toEqual([]);
  });

  test('is the same day however the tracker itself prints it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (number) => {
        const day = dayOfNumber(number);
        for (const text of [day, longDate(day), shortDate(day)])
          expect(datesMeant(text, null)).toEqual([day]);
      }),
    );
  });
});

describe('what is wrong with a typed date', () => {
  test('is nothing for one that may be', () => {
    expect(problemOfDate('date', '2025-11', '2025-11-21')).toBeNull();
    expect(problemOfDate('date', '2999', null)).toBeNull();
  });

  test('is that it is in the future', () => {
    expect(problemOfDate('date', '2025-11-22', '2025-11-21')).toEqual({
      field: 'date',
      message: 'This date is in the future.',
    });
  });

  test('is asked back where it can be two days', () => {
    expect(problemOfDate('date', '3/4/2025', null)?.message.replace(/[\u2066-\u2069]/g, '')).toBe(
      '“3/4/2025” can be 3 April 2025 or 4 March 2025: write 2025-04-03 or 2025-03-04.',
    );
  });

  test('is how dates are written, for anything else', () => {
    expect(problemOfDate('date', 'soon', null)?.message).toBe(
      'Write a date as 2025-08-09, 9 Aug 2025, 2025-08 or 2025.',
    );
  });
});
