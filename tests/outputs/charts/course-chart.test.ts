import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeOf, type Position, positions } from '../../../src/domain/log/position.js';
import { dayNumber, dayOfNumber } from '../../../src/domain/when.js';
import {
  type Course,
  type CourseChart,
  courseChart,
  periodOfCourse,
  type StepOfCourse,
  stepCount,
} from '../../../src/outputs/charts/course-chart.js';
import { timeAxis } from '../../../src/outputs/charts/time-axis.js';

type Given = [date: string, position: Position, how?: Partial<StepOfCourse>];

function course(label: string, steps: readonly Given[], contests: Course['contests'] = []): Course {
  return {
    ...{ label, shortLabel: label.slice(0, 8), contests },
    steps: steps.map(([date, position, how]) => ({
      ...{ day: date, date, position, evidence: 'on_record', isReaffirmed: false },
      ...how,
    })),
  };
}

const period = { from: '2025-08-01', to: '2025-08-31' };

function drawn(courses: readonly Course[], kind: CourseChart['kind'] = 'wide'): CourseChart {
  return courseChart(
    { courses, events: [], otherEvents: [], stretches: [], stretchesLabel: '', period },
    kind,
  );
}

const reported = { evidence: 'reported' as const };

/** A picture as lines of text: each thing that is drawn, in the order in which it is. */
function told({ bands, levels, courses, events, eventTicks, stretches, ticks }: CourseChart): string[] {
  return [
    ...bands.map(({ side, y, height }) => `band ${side}: ${y} to ${y + height}`),
    ...levels.map(({ label, x, y }) => `level at ${x} ${y}: ${label}`),
    ...events.map(
      ({ number, x, labelX, labelY }) => `event ${number} at ${x}, number at ${labelX} ${labelY}`,
    ),
    ...(eventTicks === '' ? [] : [`other events: ${eventTicks}`]),
    ...courses.flatMap(({ side, lines, dots, bars, labels, ...course }) => [
      `course ${side}${course.isMoved ? ', moved' : ''}${course.isContested ? ', contested' : ''}`,
      ...lines.map(({ evidence, path }) => `  ${evidence}: ${path}`),
      ...dots.map(
        ({ path, isOpen, isReaffirmed }) =>
          `  dots${isOpen ? ', open' : ''}${isReaffirmed ? ', small' : ''}: ${path}`,
      ),
      ...bars.map(({ x, y, width }) => `  bar: ${x} ${y}, ${width} long`),
      ...labels.map(({ y, position, text }) => `  at its end, ${y}: ${position}, “${text}”`),
    ]),
    ...(stretches?.paths ?? []).map(({ value, path }) => `stretches of ${value}: ${path}`),
    ...(stretches?.labels ?? []).map(({ x, text }) => `named at ${x}: ${text}`),
    ...ticks.map(({ x, label, year }) => `tick at ${x}: ${label}${year === null ? '' : `, ${year}`}`),
  ];
}

/** The lines of a path: where each begins, and how long it is across or down. */
function lines(path: string) {
  let [x, y] = [0, 0];
  return [...path.matchAll(/[Mm](-?[\d.]+) ?(-?[\d.]+)([hv])(-?[\d.]+)/g)].map(
    ([, right = '', down = '', direction, length]) => {
      const begin = { x: x + Number(right), y: y + Number(down) };
      const [width, height] = direction === 'h' ? [Number(length), 0] : [0, Number(length)];
      [x, y] = [begin.x + width, begin.y + height];
      return { ...begin, width, height };
    },
  );
}

describe('a picture of courses', () => {
  const russia = course('Russia', [
    ['2025-08', 'demands', { day: '2025-08-07', ...reported }],
    ['2025-08-16', 'insists'],
    ['2025-08-20', 'insists', { isReaffirmed: true }],
  ]);
  const states = course(
    'United States',
    [['2025-08-11', 'reluctant']],
    [
      {
        from: '2025-08-21',
        to: null,
        step: { day: '2025-08-21', date: '2025-08-21', position: 'demands', ...reported },
      },
    ],
  );

  test('on a screen has the words of the bands at the left, each value at the end of its line', () => {
    const chart = courseChart(
      {
        courses: [russia, states],
        events: [
          { number: 1, date: '2025-08-15' },
          { number: 2, date: '2025-08-16' },
        ],
        otherEvents: ['2025-08-02', '2025-08-20', '2025-08', '2026'],
        stretches: [
          { from: '2025-08-07', label: 'Not enough evidence', value: 'not_enough_evidence' },
          { from: '2025-08-11', label: 'Opposed', value: 'opposed' },
        ],
        stretchesLabel: 'Gap',
        period,
      },
      'wide',
    );
    expect(told(chart)).toMatchInlineSnapshot(`
      [
        "band for: 4 to 100",
        "band middle: 102 to 134",
        "band against: 136 to 232",
        "level at 162 24: Insists (red line)",
        "level at 162 56: Demands · Agreed",
        "level at 162 88: Favours · Accepts",
        "level at 162 122: Open · Neutral · Dropped",
        "level at 162 156: Reluctant",
        "level at 162 188: Rejects",
        "level at 162 220: Rejects (red line)",
        "event 1 at 456.5, number at 456.5 247",
        "event 2 at 477, number at 477 247",
        "other events: M172 231h610m-589.5-4v5m366-5v5",
        "course for, moved",
        "  reported: M294 43h183",
        "  on_record: M477 20h305m-305 0v23",
        "  dots, small: M558.5 20h0",
        "  dots: M477 20h0",
        "  bar: 172 43, 610 long",
        "  at its end, 20: insists, “Russia: Insists”",
        "course against, contested",
        "  on_record: M375.5 152h406.5",
        "  reported: M578.5 55.5h203.5",
        "  dots: M375.5 152h0",
        "  dots, open: M578.5 55.5h0",
        "  at its end, 152: reluctant, “United S: Reluctant, contested”",
        "  at its end, 55.5: demands, “United S: Demands (reported)”",
        "stretches of not_enough_evidence: M294 276h81.5",
        "stretches of opposed: M375.5 276h406.5",
        "named at 381.5: Opposed",
        "tick at 172: 1 Aug, 2025",
        "tick at 273.5: 6 Aug",
        "tick at 375.5: 11 Aug",
        "tick at 477: 16 Aug",
        "tick at 578.5: 21 Aug",
        "tick at 680.5: 26 Aug",
      ]
    `);
  });

  test('on a phone has them in the bands, and the names at the ends', () => {
    expect(told(drawn([russia, states], 'narrow'))).toMatchInlineSnapshot(`
      [
        "band for: 4 to 117",
        "band middle: 119 to 147",
        "band against: 149 to 244",
        "level at 6 17: Insists (red line)",
        "level at 6 56: Demands · Agreed",
        "level at 6 102: Favours · Accepts",
        "level at 6 132: Open · Neutral · Dropped",
        "level at 6 162: Reluctant",
        "level at 6 201: Rejects",
        "level at 6 229: Rejects (red line)",
        "course for, moved",
        "  reported: M47 65.5h68.5",
        "  on_record: M115.5 31.5h114.5m-114.5 0v34",
        "  dots, small: M146 31.5h0",
        "  dots: M115.5 31.5h0",
        "  bar: 1 65.5, 229 long",
        "  at its end, 31.5: insists, “Russia”",
        "course against, contested",
        "  on_record: M77.5 176.5h152.5",
        "  reported: M153.5 77.5h76.5",
        "  dots: M77.5 176.5h0",
        "  dots, open: M153.5 77.5h0",
        "  at its end, 176.5: reluctant, “United… cont.”",
        "  at its end, 77.5: demands, “United S rep.”",
        "tick at 1: 1 Aug, 2025",
        "tick at 77.5: 11 Aug",
        "tick at 153.5: 21 Aug",
      ]
    `);
  });
});

test('contradictory signals stand below the scale, and the line goes there', () => {
  const chart = drawn([
    course('Ukraine', [
      ['2025-08-05', 'rejects'],
      ['2025-08-15', 'contradictory'],
    ]),
  ]);
  expect(chart.levels.map(({ label }) => label).at(-1)).toBe('Contradictory');
  expect(chart.bands.map(({ side }) => side)).toEqual(['for', 'middle', 'against', 'none']);
  expect(drawn([course('Ukraine', [['2025-08-05', 'rejects']])]).levels).toHaveLength(7);
});

test('two positions on one day are both drawn', () => {
  const [line] = drawn([
    course('Ukraine', [
      ['2025-08-05', 'rejects'],
      ['2025-08-05', 'accepts'],
    ]),
  ]).courses;
  expect(line?.dots.flatMap(({ path }) => lines(path))).toHaveLength(2);
  const [after, between] = lines(line?.lines[0]?.path ?? '');
  expect(between).toEqual({ x: after?.x, y: after?.y, width: 0, height: expect.any(Number) });
});

const anyCourse = fc
  .record({
    label: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    steps: fc.array(
      fc.tuple(
        fc.integer({ min: dayNumber('2025-08-01'), max: dayNumber('2025-08-31') }).map(dayOfNumber),
        fc.constantFrom(...positions.map(({ value }) => value)),
      ),
      { minLength: 1, maxLength: 6 },
    ),
  })
  .map(({ label, steps }) =>
    course(
      label,
      steps.toSorted(([one], [other]) => (one < other ? -1 : 1)),
    ),
  );

describe('of any 38 courses', () => {
  test.each(['wide', 'narrow'] as const)('no two words at the ends touch, nor two lines, %s', (kind) => {
    fc.assert(
      fc.property(fc.array(anyCourse, { minLength: 1, maxLength: 38 }), (courses) => {
        const chart = drawn(courses, kind);
        const heights = chart.courses.flatMap(({ labels }) => labels.map(({ y }) => y)).sort((a, b) => a - b);
        for (const [index, y] of heights.entries())
          expect(y - (heights[index - 1] ?? -Infinity)).toBeGreaterThanOrEqual(16);
        const own = chart.courses.map(
          ({ dots }) => new Set(dots.flatMap(({ path }) => lines(path).map(({ y }) => y))),
        );
        const all = own.flatMap((ys) => [...ys]);
        expect(new Set(all).size).toBe(all.length);
        expect(Math.max(...all)).toBeLessThan(chart.bottom);
      }),
      { numRuns: 40 },
    );
  });
});

test('on a phone the gaps are named above, with those at the beginning that have no room for their labels', () => {
  const stretches = [
    { from: '2025-08-02', label: 'Not enough evidence', value: 'not_enough_evidence' },
    { from: '2025-08-03', label: 'Opposed', value: 'opposed' },
  ];
  const facts = { courses: [], events: [], otherEvents: [], stretchesLabel: 'Gap', period };
  const above = (given: typeof stretches) =>
    courseChart({ ...facts, stretches: given }, 'narrow').stretches?.above?.text;
  expect(above(stretches)).toBe('Gap: Not enough evidence, then:');
  expect(above(stretches.slice(1))).toBe('Gap');
  expect(courseChart({ ...facts, stretches }, 'wide').stretches?.above).toBeNull();
});

test('on a phone the end of a line says in short that it is reported or contested', () => {
  const step = { day: '2025-08-10', date: '2025-08-10', position: 'demands', ...reported } as const;
  const own = course('Germany', [['2025-08-05', 'reluctant']], [{ from: '2025-08-10', to: null, step }]);
  const ends = (label: string) =>
    drawn([{ ...own, label, shortLabel: label }], 'narrow').courses.flatMap(({ labels }) =>
      labels.map(({ text }) => text),
    );
  expect(ends('Germany')).toEqual(['Germany cont.', 'Germany rep.']);
  expect(ends('')).toEqual(['Reluctant cont.', 'Demands rep.']);
});

test('a name that is too long for the end of its line gives way to the short one, and that is cut', () => {
  const [line] = drawn([
    course('The Democratic Republic of the Congo', [['2025-08-05', 'rejects_red_line']]),
  ]).courses;
  expect(line?.labels.map(({ text }) => text)).toEqual(['The Demo: Rejects']);
  const arabic = drawn([course('الولايات', [['2025-08-05', 'rejects']])]).courses[0];
  expect(arabic?.labels[0]?.text).toBe('\u2068الولايات\u2069: Rejects');
});

test('of 3,000 steps only what can be told apart is drawn', () => {
  const steps = Array.from({ length: 3_000 }, (_, index): Given => {
    const day = dayOfNumber(dayNumber('2025-08-01') + Math.floor(index / 100));
    return [day, index % 2 === 0 ? 'demands' : 'rejects'];
  });
  expect(JSON.stringify(drawn([course('Russia', steps)])).length).toBeLessThan(12_000);
});

test.each(['wide', 'narrow'] as const)(
  'of 10,000 steps over ten years the picture is short, and no day is left out, %s',
  (kind) => {
    const coded = positions.filter(({ code }) => code !== null).map(({ value }) => value);
    const long = { from: '2016-01-01', to: '2025-12-31' };
    const first = dayNumber(long.from);
    // Like nothing in particular, and the same each time.
    const steps = Array.from({ length: 10_000 }, (_, index): Given => {
      const date = dayOfNumber(first + Math.floor((index * 3652) / 10_000));
      const position = coded[((index * 7919) % 104_729) % coded.length] as Position;
      return [
        date,
        position,
        { evidence: (['on_record', 'reported', 'inferred'] as const)[((index * 31) % 7) % 3] ?? null },
      ];
    });
    const drawing = { courses: [course('Russia', steps)], events: [], otherEvents: [], stretches: [] };
    const chart = courseChart({ ...drawing, stretchesLabel: '', period: long }, kind);
    const [own] = chart.courses;
    expect(JSON.stringify(own).length).toBeLessThan(60_000);
    const dots = (own?.dots ?? []).flatMap(({ path }) => lines(path));
    const heights = [...new Set(dots.map(({ y }) => y))].sort((one, other) => one - other);
    expect(heights).toHaveLength(7);
    const axis = timeAxis(long.from, long.to, chart.left, chart.right);
    const missing = steps.filter(([date, position]) => {
      const [x, y] = [axis.x(date), heights[3 - (codeOf(position) ?? 0)]];
      return !dots.some((dot) => dot.y === y && dot.x <= x && x <= dot.x + dot.width);
    });
    expect(missing).toEqual([]);
  },
);

test.each([
  [['2025-08-09', '2025-08-16'], '2025-08-21', '2025-08-08', '2025-08-21'],
  [['2025-08-16', '2024-06'], '2026-11-23', '2024-05-05', '2026-11-23'],
  [['2025-08-16'], '2025-08-16', '2025-08-15', '2025-08-16'],
  [['9999-12-31'], '9999-12-31', '9999-12-30', '9999-12-31'],
  [['0001-01-01'], '0001-01-01', '0001-01-01', '0001-01-02'],
])('the courses of %j, as of %s, are drawn from %s to %s', (dates, asOf, from, to) => {
  const steps = dates.map(
    (date): Given => [date, 'demands', { day: date.length < 10 ? '2025-08-16' : date }],
  );
  expect(periodOfCourse([course('Russia', steps)], asOf)).toEqual({ from, to });
});

test('what is said again is no step', () => {
  const again = course('Russia', [
    ['2025-08-05', 'rejects'],
    ['2025-08-09', 'rejects'],
  ]);
  expect(stepCount(again)).toBe(1);
  expect(
    stepCount(
      course('', [
        ['2025-08-05', 'rejects'],
        ['2025-08-09', 'reluctant'],
        ['2025-08-10', 'rejects'],
      ]),
    ),
  ).toBe(3);
});
