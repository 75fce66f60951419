import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNumber, dayOfNumber, dayPlus } from '../../../src/domain/when.js';
import { columnsOf } from '../../../src/outputs/charts/time-columns.js';

test.each([
  ['2025-07-18', '2025-08-18', 'day', 32, '18 Jul 2025'],
  ['2025-07-09', '2025-10-18', 'week', 15, '7 Jul 2025'],
  ['2025-01-15', '2026-08-18', 'month', 20, 'Jan 2025'],
  ['2021-01-01', '2026-08-18', 'quarter', 23, 'Jan 2021'],
  ['1990-06-01', '2015-08-18', 'year', 26, '1990'],
  ['0001-01-01', '9999-12-31', 'millennium', 10, '0001'],
])(
  'from %s to %s is gathered by the %s, in %i columns, the first named %s',
  (from, to, unit, count, first) => {
    const { columns, ...found } = columnsOf({ from, to }, 34);
    expect([found.unit, columns.length, columns[0]?.label]).toEqual([unit, count, first]);
  },
);

const anyDay = fc.integer({ min: dayNumber('0001-01-01'), max: dayNumber('9999-12-30') }).map(dayOfNumber);

test('columns follow one another without a gap, from the first day of any period to the last', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 3_652_000 }), (from, days) => {
      const to = dayOfNumber(Math.min(dayNumber(from) + days, dayNumber('9999-12-31')));
      const { columns } = columnsOf({ from, to }, 34);
      expect(columns.length).toBeLessThanOrEqual(34);
      expect([columns[0]?.from, columns.at(-1)?.to]).toEqual([from, to]);
      for (const [index, column] of columns.entries()) {
        expect(column.from <= column.to).toBe(true);
        if (index > 0) expect(column.from).toBe(dayPlus(columns[index - 1]?.to ?? '', 1));
      }
    }),
  );
});
