import { expect, test } from 'vitest';
import { courseChart, periodOfCourse } from '../../../src/outputs/charts/course-chart.js';

const period = { from: '2025-08-01', to: '2025-08-11' };
const course = (points: [string, number | null][]) => ({
  label: 'Russia',
  points: points.map(([day, code]) => ({ day, code })),
  contests: [],
});

test('a step line goes level from day to day and up or down at each', () => {
  const { lanes, left, right } = courseChart(
    [
      course([
        ['2025-08-01', 2],
        ['2025-08-06', -1],
      ]),
    ],
    [],
    '',
    period,
  );
  const [lane] = lanes;
  const [high, low] = [(lane?.middle ?? 0) - 16, (lane?.middle ?? 0) + 8];
  const half = (left + right) / 2;
  expect(lane?.path).toBe(`M${left} ${high}H${half}V${low}H${right}`);
  expect(lane?.dots).toEqual([
    { x: left, y: high },
    { x: half, y: low },
  ]);
});

test('what has no place on the scale breaks the line', () => {
  const { lanes, right } = courseChart(
    [
      course([
        ['2025-08-01', 2],
        ['2025-08-03', null],
        ['2025-08-06', 2],
      ]),
    ],
    [],
    '',
    period,
  );
  expect(lanes[0]?.path.match(/M/g)).toHaveLength(2);
  expect(lanes[0]?.path.endsWith(`H${right}`)).toBe(true);
  expect(lanes[0]?.dots).toHaveLength(2);
});

test('a stretch carries its label only where it is wide enough', () => {
  const { stretches } = courseChart(
    [course([])],
    [
      { from: '2025-08-01', label: 'Not enough evidence', value: 'not_enough_evidence' },
      { from: '2025-08-02', label: 'Room signalled', value: 'room_signalled' },
    ],
    'Gap',
    period,
  );
  expect(stretches.map(({ label }) => label)).toEqual([null, 'Room signalled']);
});

test.each([
  [['2025-08-09', '2025-08-16'], '2025-08-21', '2025-08-09', '2025-08-21'],
  [['2025-08-16', '2024-06-30'], '2026-11-23', '2024-06-30', '2025-09-15'],
  [['2025-08-16'], '2025-08-16', '2025-08-16', '2025-08-17'],
  [['9999-12-31'], '9999-12-31', '9999-12-30', '9999-12-31'],
])('the course of %j, as of %s, goes from %s to %s', (days, asOf, from, to) => {
  expect(
    periodOfCourse(
      days.map((day) => ({ day })),
      asOf,
    ),
  ).toEqual({ from, to });
});

test('a contested span is framed, with a level line on the other side, to its end or that of the picture', () => {
  const contests = [
    { from: '2025-08-03', to: '2025-08-05', code: -1 },
    { from: '2025-08-06', to: null, code: -2 },
  ];
  const russia = { ...course([['2025-08-01', 2]]), contests };
  const { lanes, left, right } = courseChart([russia], [], '', period);
  const day = (right - left) / 10;
  const [first, second] = lanes[0]?.contests ?? [];
  const middle = lanes[0]?.middle ?? 0;
  expect([first, second].map((each) => each?.x)).toEqual([left + 2 * day, left + 5 * day]);
  expect([first, second].map((each) => each?.width)).toEqual([2 * day, 5 * day]);
  expect([first, second].map((each) => each?.lineY)).toEqual([middle + 8, middle + 16]);
});
