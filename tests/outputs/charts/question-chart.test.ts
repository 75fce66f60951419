import { expect, test } from 'vitest';
import type { Position } from '../../../src/domain/log/position.js';
import {
  letterOf,
  type OnAlternativeDrawn,
  type PartyOnQuestion,
  type QuestionChart,
  questionChart,
} from '../../../src/outputs/charts/question-chart.js';

const columns = [
  { above: 'at most', label: '600,000' },
  { above: 'about', label: '800,000' },
  { above: '', label: 'no limit' },
];

const on = (
  column: number,
  position: Position,
  more: Partial<OnAlternativeDrawn> = {},
): OnAlternativeDrawn => ({
  ...{ column, position, edge: 'record', isStanding: false, note: '' },
  ...more,
});

const parties: PartyOnQuestion[] = [
  {
    ...{ label: 'Ukraine', shortLabel: 'Ukraine', stood: [[2], [], [1, 2], [0]] },
    answers: [on(0, 'accepts', { isStanding: true }), on(2, 'rejects', { note: 'too high' })],
  },
  {
    ...{ label: 'The United States of America', shortLabel: 'US', stood: [] },
    answers: [on(1, 'rejects_red_line', { edge: 'reported', note: 'contested' })],
  },
];

function told(chart: QuestionChart | null): string[] {
  if (!chart) return ['none'];
  return [
    `${chart.width} × ${chart.height}`,
    ...chart.columns.map(({ x, above, label }) => `column at ${x}: ${above} ${label}`),
    ...chart.rows.flatMap(({ label, labelX, labelY, y, marks, moves }) => [
      `line at ${y}: ${label} at ${labelX} ${labelY}`,
      ...marks.map(
        ({ x, left, width, wordX, word, position, isStanding, note }) =>
          `  ${position} at ${x}, from ${left}, ${width} long, “${word}” at ${wordX}${isStanding ? ', stands there' : ''} ${note}`,
      ),
      ...moves.map((path) => `  moved ${path}`),
    ]),
  ];
}

test('each party has a line along the alternatives, marks on it, and an arrow from where it stood', () => {
  expect(told(questionChart({ columns, parties }, 'wide'))).toMatchInlineSnapshot(`
    [
      "1000 × 136",
      "column at 272: at most 600,000",
      "column at 472: about 800,000",
      "column at 672:  no limit",
      "line at 64: Ukraine at 0 68",
      "  accepts at 272, from 230.5, 83.5 long, “Accepts” at 253.5, stands there ",
      "  rejects at 672, from 625.5, 93.5 long, “Rejects” at 658.5 too high",
      "  moved M466 50Q378 39 284 50m6 -4l-6 4l6 4",
      "line at 110: US at 0 114",
      "  rejects_red_line at 472, from 420.5, 103.5 long, “Rejects” at 463.5 contested",
    ]
  `);
});

test('on a phone the name stands above its line, and a mark has its sign only', () => {
  expect(told(questionChart({ columns, parties }, 'narrow'))).toMatchInlineSnapshot(`
    [
      "358 × 176",
      "column at 61: at most 600,000",
      "column at 179: about 800,000",
      "column at 297:  no limit",
      "line at 80: Ukraine at 2 56",
      "  accepts at 61, from 19.5, 83.5 long, “Accepts” at 42.5, stands there ",
      "  rejects at 297, from 250.5, 93.5 long, “Rejects” at 283.5 too high",
      "  moved M173 66Q126 57.05 73 66m6 -4l-6 4l6 4",
      "line at 146: The United States of America at 2 122",
      "  rejects_red_line at 179, from 127.5, 103.5 long, “Rejects” at 170.5 contested",
    ]
  `);
});

test('alternatives whose amounts do not fit above their places are called by letters', () => {
  const long = columns.map(({ label }) => ({ above: 'at least', label: `${label},000,000,000,000` }));
  expect(questionChart({ columns: long, parties }, 'narrow')?.columns.map(({ label }) => label)).toEqual([
    'A',
    'B',
    'C',
  ]);
  expect([25, 26].map(letterOf)).toEqual(['Z', '27']);
});

test('of so many alternatives that their marks would touch there is no picture', () => {
  const many = Array.from({ length: 8 }, () => ({ above: '', label: 'A' }));
  expect(questionChart({ columns: many, parties }, 'narrow')).toBeNull();
  expect(questionChart({ columns: many, parties }, 'wide')).not.toBeNull();
  expect(questionChart({ columns, parties: [] }, 'wide')).toBeNull();
});
