import { expect, test } from 'vitest';
import { type Day, dayOfNumber, dayNumber } from '../../../src/domain/when.js';
import { letterWidth } from '../../../src/outputs/charts/time-axis.js';
import { type DrawMark, type Side, timelineChart } from '../../../src/outputs/charts/timeline-chart.js';

interface Mark {
  readonly lane: number;
  readonly day: Day;
  readonly side: Side;
}

function drawing(marks: readonly Mark[]): (draw: DrawMark) => void {
  return (draw) => {
    for (const { lane, day, side } of marks) draw(lane, day, side);
  };
}

const period = { from: '2025-08-01', to: '2025-08-31' };

test('a mark stands in its lane on its day, above the middle where the party is for it', () => {
  const chart = timelineChart(
    ['Russia', 'Ukraine'],
    drawing([{ lane: 1, day: '2025-08-16', side: 'for' }]),
    [],
    period,
  );
  const [lane] = chart.lanes.slice(1);
  const x = (chart.left + chart.right) / 2;
  expect(chart.marks).toEqual([{ side: 'for', path: `M${x} ${(lane?.y ?? 0) - 14}l5 9h-10z` }]);
});

test('marks at one place are one mark; what is outside the period is not drawn', () => {
  const mark: Mark = { lane: 0, day: '2025-08-16', side: 'against' };
  const one = timelineChart(['Russia'], drawing([mark]), [], period);
  const many = timelineChart(['Russia'], drawing([mark, mark, { ...mark, day: '2024-01-01' }]), [], period);
  expect(many).toEqual(one);
});

test('events that have no room for a label keep their line', () => {
  const events = Array.from({ length: 8 }, (_, index) => ({
    day: '2025-08-15',
    name: `A long name of an event, number ${index}`,
  }));
  const chart = timelineChart(['Russia'], drawing([]), events, period);
  expect(chart.events).toHaveLength(8);
  expect(chart.events.filter(({ label }) => label !== null)).toHaveLength(3);
});

test('5,000 marks and 40 events take less than 200 kB, and no two labels touch', () => {
  const sides = ['for', 'middle', 'against'] as const;
  const marks = Array.from(
    { length: 5_000 },
    (_, index): Mark => ({
      lane: index % 12,
      day: dayOfNumber(dayNumber('2000-01-01') + index * 2),
      side: sides[index % 3] as Side,
    }),
  );
  const events = Array.from({ length: 40 }, (_, index) => ({
    day: dayOfNumber(dayNumber('2001-01-01') + index * 200),
    name: `The delegations meet for the ${index}. time`,
  }));
  const lanes = Array.from({ length: 12 }, (_, index) => `Party number ${index}`);
  const chart = timelineChart(lanes, drawing(marks), events, { from: '2000-01-01', to: '2028-01-01' });
  expect(JSON.stringify(chart).length).toBeLessThan(200_000);
  const boxes = chart.events.flatMap(({ label }) => {
    if (!label) return [];
    const width = label.text.length * letterWidth;
    const start = label.anchor === 'start' ? label.x : label.x - width;
    return [{ y: label.y, start, end: start + width }];
  });
  expect(boxes.length).toBeGreaterThan(5);
  for (const box of boxes) {
    const inRow = boxes.filter((other) => other !== box && other.y === box.y);
    expect(inRow.every((other) => other.end < box.start || other.start > box.end)).toBe(true);
  }
});

test('what is contested is framed in its lane, spans that touch in one frame', () => {
  const chart = timelineChart(['Russia', 'Ukraine'], drawing([]), [], period, [
    { lane: 1, from: '2025-08-06', to: '2025-08-11' },
    { lane: 1, from: '2025-08-11', to: '2025-08-16' },
    { lane: 0, from: '2025-08-21', to: null },
  ]);
  const third = (chart.right - chart.left) / 30;
  expect(chart.contests.map(({ x, width }) => [Math.round(x), Math.round(width)])).toEqual([
    [chart.left + 20 * third, 10 * third].map(Math.round),
    [chart.left + 5 * third, 10 * third].map(Math.round),
  ]);
  expect(chart.contests.map(({ y, height }) => y + height / 2)).toEqual(chart.lanes.map(({ y }) => y));
});
