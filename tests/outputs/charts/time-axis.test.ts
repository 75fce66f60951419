import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber, dayOfNumber } from '../../../src/domain/when.js';
import { cut, letterWidth, timeAxis } from '../../../src/outputs/charts/time-axis.js';

const anyDay = fc.integer({ min: dayNumber('0001-01-01'), max: dayNumber('9990-01-01') }).map(dayOfNumber);
const anyPeriod = fc
  .tuple(anyDay, fc.integer({ min: 1, max: 3_000_000 }))
  .map(([from, days]) => ({
    from,
    to: dayOfNumber(Math.min(dayNumber(from) + days, dayNumber('9999-12-31'))),
  }))
  .filter(({ from, to }) => from < to);

describe('an axis', () => {
  test.each([
    ['2025-08-09', '2025-08-18', ['9 Aug, 2025', '10 Aug']],
    ['2025-07-18', '2025-08-18', ['18 Jul, 2025', '20 Jul']],
    ['2025-11-15', '2026-08-18', ['Dec, 2025', 'Jan, 2026']],
    ['2021-01-01', '2025-08-18', ['Jan, 2021', 'Apr']],
    ['1990-06-01', '2025-08-18', ['1992', '1994']],
  ])('from %s to %s begins with the ticks %j', (from, to, first) => {
    const labels = timeAxis(from, to, 150, 985).ticks.map(({ label, year }) =>
      year === null ? label : `${label}, ${year}`,
    );
    expect(labels.slice(0, 2)).toEqual(first);
  });

  test('puts the ends of its period at its ends, and what lies outside there too', () => {
    const { x } = timeAxis('2025-08-01', '2025-08-11', 100, 900);
    expect(['2025-08-01', '2025-08-06', '2025-08-11', '1999-01-01', '2030-01-01'].map(x)).toEqual([
      100, 500, 900, 100, 900,
    ]);
  });

  test('of any period has ticks, in order, none of whose labels touch', () => {
    fc.assert(
      fc.property(anyPeriod, ({ from, to }) => {
        const { ticks } = timeAxis(from, to, 150, 985);
        for (const [index, tick] of ticks.entries()) {
          const next = ticks[index + 1];
          if (next) expect(tick.x + tick.label.length * letterWidth).toBeLessThan(next.x);
        }
        expect(ticks.every(({ x, label }) => x >= 150 && x + label.length * letterWidth <= 1000)).toBe(true);
      }),
    );
  });
});

test('a label is cut between letters, of which some are as wide as two', () => {
  expect([cut('Ukraine', 7), cut('United States', 8)]).toEqual(['Ukraine', 'United…']);
  expect([cut('停火谈判代表团', 6), cut('🙂🙂🙂🙂', 6)]).toEqual(['停火…', '🙂🙂…']);
  expect(cut('Ελλα\u0301δα', 6)).toBe('Ελλα\u0301δα');
});
