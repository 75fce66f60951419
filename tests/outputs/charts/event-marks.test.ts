import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNumber, dayOfNumber } from '../../../src/domain/when.js';
import { eventMarks, heightOfEvents } from '../../../src/outputs/charts/event-marks.js';
import { timeAxis } from '../../../src/outputs/charts/time-axis.js';

const axis = timeAxis('2025-01-01', '2025-12-31', 100, 465);

test('an event has its line on its day, one that is known to the month a span, and its number in the middle of it', () => {
  const events = [
    { number: 1, date: '2025-02-01' },
    { number: 2, date: '2025-06' },
  ];
  expect(eventMarks(events, axis, 10)).toEqual([
    { number: 1, span: null, x: 131, labelX: 131, labelY: 10 },
    { number: 2, span: { x: 251.5, width: 30 }, x: 266.5, labelX: 266.5, labelY: 10 },
  ]);
});

test('no two numbers touch or leave the picture, however many there are', () => {
  const anyDate = fc
    .integer({ min: dayNumber('2025-01-01'), max: dayNumber('2025-12-31') })
    .chain((number) => fc.constantFrom(dayOfNumber(number), dayOfNumber(number).slice(0, 7)));
  fc.assert(
    fc.property(fc.array(anyDate, { maxLength: 120 }), (dates) => {
      const marks = eventMarks(
        dates.map((date, index) => ({ date, number: index + 1 })),
        axis,
        10,
      );
      expect(marks.map(({ number }) => number).sort((a, b) => a - b)).toEqual(
        dates.map((_, index) => index + 1),
      );
      for (const mark of marks) {
        expect(mark.labelX).toBeGreaterThanOrEqual(109);
        expect(mark.labelX).toBeLessThanOrEqual(456);
        const near = marks.filter((other) => other.labelY === mark.labelY && other !== mark);
        expect(near.every(({ labelX }) => Math.abs(labelX - mark.labelX) >= 20)).toBe(true);
        expect(mark.labelY + 9).toBeLessThanOrEqual(10 + heightOfEvents(marks));
      }
    }),
  );
});
