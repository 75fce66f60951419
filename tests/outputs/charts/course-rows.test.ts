import { expect, test } from 'vitest';
import type { Position } from '../../../src/domain/log/position.js';
import type { Course, StepOfCourse } from '../../../src/outputs/charts/course-chart.js';
import { type CourseRows, courseRows } from '../../../src/outputs/charts/course-rows.js';

type Given = [date: string, position: Position, how?: Partial<StepOfCourse>];

function course(label: string, steps: readonly Given[], contests: Course['contests'] = []): Course {
  return {
    ...{ label, shortLabel: label.slice(0, 10), contests },
    steps: steps.map(([date, position, how]) => ({
      ...{ day: date, date, position, evidence: 'on_record', isReaffirmed: false },
      ...how,
    })),
  };
}

const reported = { evidence: 'reported' as const };
const courses = [
  course('Russia', [
    ['2025-08', 'favours', { day: '2025-08-07', ...reported }],
    ['2025-08-16', 'rejects'],
  ]),
  course('United States', [['2025-08-11', 'contradictory']]),
  course('Ukraine', [['2025-08-11', 'insists']]),
  course(
    'The Conference of Island States',
    [['2025-08-21', 'agreed', { evidence: 'inferred' }]],
    [
      {
        from: '2025-08-25',
        to: null,
        step: { day: '2025-08-25', date: '2025-08-25', position: 'reluctant', ...reported },
      },
    ],
  ),
  course('China', [['2025-08-11', 'withdrawn']]),
];

function drawn(kind: CourseRows['kind']): CourseRows {
  return courseRows(
    {
      ...{ courses, events: [{ number: 1, date: '2025-08-15' }], otherEvents: ['2025-08-20'] },
      stretches: [{ from: '2025-08-11', label: 'Opposed', value: 'opposed' }],
      ...{ stretchesLabel: 'Gap', period: { from: '2025-08-01', to: '2025-08-31' } },
    },
    kind,
  );
}

/** A picture as lines of text. */
function told({ heads, rows, held, turns, signs, bars, lanes, ...foot }: CourseRows): string[] {
  return [
    ...heads.map(({ y, words }) => `head at ${y}: ${words}`),
    ...rows.flatMap(({ y, name, isMoved, labels }) => [
      `row at ${y}: ${name}${isMoved ? ', moved' : ''}`,
      ...labels.map((label) => `  at its end, ${label.y}: ${label.position}, “${label.text}”`),
    ]),
    ...held.map(({ tone, evidence, path }) => `held ${tone}, ${evidence}: ${path}`),
    `turns: ${turns}`,
    ...signs.map(({ x, y, position }) => `sign at ${x} ${y}: ${position}`),
    ...bars.map(({ x, y, width }) => `bar: ${x} ${y}, ${width} long`),
    `lanes: ${lanes}`,
    ...foot.events.map(({ number, x, labelY }) => `event ${number} at ${x}, number at ${labelY}`),
    `other events: ${foot.eventTicks}`,
    `from ${foot.top} to ${foot.bottom}, axis at ${foot.axisY}, ${foot.width} × ${foot.height}`,
  ];
}

test('each party has a row of its own, by where it stands at the end; what contests it is a bar below its own', () => {
  expect(told(drawn('wide'))).toMatchInlineSnapshot(`
    [
      "head at 20: For it (2)",
      "head at 109: On neither side (1)",
      "head at 161: Against it (1)",
      "head at 213: Not on the scale (1)",
      "row at 38: Ukraine",
      "  at its end, 38: insists, “Insists”",
      "row at 58: The Confer",
      "  at its end, 58: agreed, “Agreed, contested”",
      "  at its end, 75: reluctant, “Reluctant (reported)”",
      "row at 127: China",
      "  at its end, 127: withdrawn, “Dropped”",
      "row at 179: Russia, moved",
      "  at its end, 179: rejects, “Rejects”",
      "row at 231: United States",
      "  at its end, 231: contradictory, “Mixed”",
      "held for-3, on_record: M375.5 38h406.5",
      "held agreed, inferred: M578.5 58h203.5",
      "held against-1, reported: M660 75h122",
      "held middle, on_record: M375.5 127h406.5m-406.5 104h406.5",
      "held for-1, reported: M294 179h183",
      "held against-2, on_record: M477 179h305",
      "turns: M294 172.5v13m81.5-154v13m0 76v13m0 91v13m101.5-65v13m101.5-134v13m81.5 4v13",
      "sign at 579 38: insists",
      "sign at 680.5 58: agreed",
      "sign at 721 75: reluctant",
      "sign at 579 127: withdrawn",
      "sign at 385.5 179: favours",
      "sign at 629.5 179: rejects",
      "sign at 579 231: contradictory",
      "bar: 172 179, 610 long",
      "lanes: M0 28h1000m-1000 20h1000m-1000 37h1000m-1000 32h1000m-1000 20h1000m-1000 32h1000m-1000 20h1000m-1000 32h1000m-1000 20h1000",
      "event 1 at 456.5, number at 262",
      "other events: M558.5 242v5",
      "from 4 to 241, axis at 306, 1000 × 346",
    ]
  `);
});

test('on a phone names and words are short', () => {
  const { rows, width } = drawn('narrow');
  expect(width).toBe(358);
  expect(rows.map(({ name, labels }) => `${name}: ${labels.map(({ text }) => text).join(', ')}`)).toEqual([
    'Ukraine: Insists',
    'The Conf…: Agreed cont., Reluctant rep.',
    'China: Dropped',
    'Russia: Rejects',
    'United S…: Mixed',
  ]);
});

test('a sign stands only where it has room', () => {
  const { signs } = courseRows(
    {
      courses: [
        course('Russia', [
          ['2025-08-02', 'insists'],
          ['2025-08-03', 'reluctant'],
          ['2025-08-04', 'insists'],
        ]),
      ],
      ...{ events: [], otherEvents: [], stretches: [], stretchesLabel: '' },
      period: { from: '2025-08-01', to: '2025-08-31' },
    },
    'wide',
  );
  expect(signs.map(({ position }) => position)).toEqual(['reluctant', 'insists']);
});
