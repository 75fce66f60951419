import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber, dayOfNumber } from '../../../src/domain/when.js';
import { letterWidth, placeLabels, timeAxis } from '../../../src/outputs/charts/time-axis.js';

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
    ['2025-08-09', '2025-08-18', ['9 Aug 2025', '10 Aug 2025']],
    ['2025-07-18', '2025-08-18', ['18 Jul 2025', '23 Jul 2025']],
    ['2025-01-15', '2025-08-18', ['Feb 2025', 'Mar 2025']],
    ['2021-01-01', '2025-08-18', ['Jan 2021', 'Jul 2021']],
    ['1990-06-01', '2025-08-18', ['1992', '1994']],
  ])('from %s to %s begins with the ticks %j', (from, to, first) => {
    const labels = timeAxis(from, to, 150, 985).ticks.map(({ label }) => label);
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

test('labels never touch one another nor leave the picture, however many there are', () => {
  const labels = fc.array(
    fc.record({ x: fc.integer({ min: 150, max: 985 }), text: fc.string({ minLength: 1, maxLength: 60 }) }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(labels, (wanted) => {
      const placed = placeLabels(wanted, { rows: 3, left: 150, right: 985 }).filter(
        (label) => label !== null,
      );
      const boxes = placed.map(({ x, row, anchor, text }) => {
        const width = text.length * letterWidth;
        return { row, start: anchor === 'start' ? x : x - width, end: anchor === 'start' ? x + width : x };
      });
      for (const box of boxes) {
        expect(box.start).toBeGreaterThanOrEqual(150);
        expect(box.end).toBeLessThanOrEqual(985);
        const others = boxes.filter((other) => other !== box && other.row === box.row);
        expect(others.every((other) => other.end < box.start || other.start > box.end)).toBe(true);
      }
    }),
  );
});
