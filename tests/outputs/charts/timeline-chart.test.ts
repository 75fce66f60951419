import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber, dayOfNumber } from '../../../src/domain/when.js';
import {
  type Direction,
  type DrawnMovement,
  narrowTimeline,
  type NarrowTimeline,
  type Side,
  timelineChart,
  type TimelineChart,
  type TimelineDrawn,
  type TimelineLink,
} from '../../../src/outputs/charts/timeline-chart.js';

const moved = (
  lane: number,
  date: string,
  side: Side,
  direction: Direction,
  more: Partial<DrawnMovement> = {},
): DrawnMovement => ({ lane, day: date, date, side, direction, count: 1, ...more });

const drawing: TimelineDrawn = {
  lanes: ['Russia', 'Ukraine'],
  movements: [
    moved(0, '2025-08-09', 'for', 'neither'),
    moved(0, '2025-08-15', 'middle', 'away'),
    moved(1, '2025-08-16', 'against', 'towards'),
    moved(1, '2025-10', 'for', 'towards', { day: '2025-10-31' }),
    moved(1, '2025', 'against', 'neither', { day: '2025-11-02' }),
  ],
  events: [
    { number: 1, date: '2025-08-15' },
    { number: 2, date: '2025-12' },
  ],
  period: { from: '2025-01-01', to: '2025-12-31' },
  contests: [],
  isCounted: false,
};

function linkText({ area, paths, counts, count, lane, column }: TimelineLink): string {
  const outlines = paths.map(({ direction, path }) => `${direction} ${path}`);
  const numbers = counts.map(({ text, x, y }) => `; ${text} at ${x} ${y}`).join('');
  return `lane ${lane}, ${column.label}: ${count} at ${area.x + 12} ${area.y + 12}: ${outlines.join(', ')}${numbers}`;
}

function toldWide({ lanes, links, bars, events, ticks, contests, unit }: TimelineChart): string[] {
  return [
    `by the ${unit}`,
    ...lanes.map(
      ({ label, count, contested, y }) =>
        `lane ${label}, ${count}: down to ${y}${contested === null ? '' : `, ${contested}`}`,
    ),
    ...(contests === '' ? [] : [`contested from: ${contests}`]),
    ...links.map(linkText),
    ...bars.map(({ x, y, width }) => `bar ${x} ${y}, ${width} long`),
    ...events.map(
      ({ number, x, labelX, labelY }) => `event ${number} at ${x}, number at ${labelX} ${labelY}`,
    ),
    ...ticks.map(({ x, label, year }) => `tick at ${x}: ${label}${year === null ? '' : `, ${year}`}`),
  ];
}

function toldNarrow({ rows, gaps, height, unit }: NarrowTimeline): string[] {
  return [
    `by the ${unit}, ${height} high`,
    ...rows.flatMap(({ label, y, events, names, links }) => [
      `${label} at ${y}`,
      ...events.map(({ number, x, y: at }) => `  event ${number} at ${x} ${at}`),
      ...names.map(({ text, x, y: at }) => `  ${text} at ${x} ${at}`),
      ...links.map((link) => `  ${linkText(link)}`),
    ]),
    ...gaps.map(({ text, y }) => `${text} at ${y}`),
  ];
}

describe('a timeline', () => {
  test('on a screen has a lane for each party and a mark for each movement, by the month', () => {
    expect(toldWide(timelineChart(drawing))).toMatchInlineSnapshot(`
      [
        "by the month",
        "lane Russia, 2: down to 34",
        "lane Ukraine, 3: down to 64",
        "lane 0, Aug 2025: 1 at 672.5 20: away M672.5 14.5l5.5 5.5-5.5 5.5-5.5-5.5zM667 27h11v2h-11z",
        "lane 0, Aug 2025: 1 at 696.5 20: neither M696.5 15l5.5 9h-11z",
        "lane 1, Aug 2025: 1 at 684.5 50: towards M684.5 54l5.5-9h-11zM679 41h11v2h-11z",
        "lane 1, Oct 2025: 1 at 821 50: towards M821 45l5.5 9h-11zM815.5 41h11v2h-11z",
        "lane 1, Nov 2025: 1 at 889.5 50: neither M889.5 54l5.5-9h-11z",
        "bar 173 50, 819 long",
        "event 1 at 682.5, number at 682.5 79",
        "event 2 at 958.5, number at 958.5 79",
        "tick at 172: Jan, 2025",
        "tick at 240.5: Feb",
        "tick at 308.5: Mar",
        "tick at 377: Apr",
        "tick at 445.5: May",
        "tick at 513.5: Jun",
        "tick at 582: Jul",
        "tick at 650.5: Aug",
        "tick at 718.5: Sep",
        "tick at 787: Oct",
        "tick at 855.5: Nov",
        "tick at 923.5: Dec",
      ]
    `);
  });

  test('on a phone goes down from the newest, and says where nothing is recorded', () => {
    expect(toldNarrow(narrowTimeline(drawing))).toMatchInlineSnapshot(`
      [
        "by the month, 174 high",
        "Dec 2025 at 24",
        "  event 2 at 103 20",
        "Nov 2025 at 54",
        "  Ukraine at 94 54",
        "  lane 1, Nov 2025: 1 at 159 50: neither M159 54l5.5-9h-11z",
        "Oct 2025 at 84",
        "  Ukraine at 94 84",
        "  lane 1, Oct 2025: 1 at 159 80: towards M159 75l5.5 9h-11zM153.5 71h11v2h-11z",
        "Aug 2025 at 136",
        "  event 1 at 103 132",
        "  Russia at 94 160",
        "  Ukraine at 196 160",
        "  lane 0, Aug 2025: 1 at 152 156: away M152 150.5l5.5 5.5-5.5 5.5-5.5-5.5zM146.5 163h11v2h-11z",
        "  lane 0, Aug 2025: 1 at 176 156: neither M176 151l5.5 9h-11z",
        "  lane 1, Aug 2025: 1 at 261 156: towards M261 160l5.5-9h-11zM255.5 147h11v2h-11z",
        "nothing for 1 month at 111",
      ]
    `);
  });

  test('of so many at one place that they would not fit says how many of each kind', () => {
    const movements = Array.from({ length: 40 }, (_, index) =>
      moved(0, '2025-08-15', index % 4 === 0 ? 'for' : 'against', index % 2 === 0 ? 'away' : 'neither'),
    );
    const chart = timelineChart({ ...drawing, movements });
    expect(chart.links.map(linkText)).toMatchInlineSnapshot(`
      [
        "lane 0, Aug 2025: 40 at 672.5 25: neither M672.5 63l5.5-9h-11z, away M696.5 63l5.5-9h-11zM691 66h11v2h-11zM672.5 20l5.5 9h-11zM667 32h11v2h-11z; 20 at 672.5 78; 10 at 696.5 78; 10 at 672.5 44",
      ]
    `);
    expect(chart.lanes[0]?.count).toBe(40);
  });

  test('of very many counts all of a party in one place', () => {
    const chart = timelineChart({ ...drawing, isCounted: true });
    expect(chart.links.map(({ count, counts }) => [count, counts.map(({ text }) => text)])).toEqual([
      [2, ['1', '1']],
      [1, []],
      [1, []],
      [1, []],
    ]);
  });

  test('counts what is contested in a lane, and marks the days of the period on which it became so', () => {
    const chart = timelineChart({
      ...drawing,
      movements: [],
      period: { from: '2025-08-01', to: '2025-08-30' },
      contests: [
        { lane: 1, count: 2, begun: ['2025-08-11'] },
        { lane: 0, count: 1, begun: ['2025-08-21'] },
      ],
    });
    expect(toldWide(chart).filter((line) => line.includes('contested'))).toMatchInlineSnapshot(`
      [
        "lane Russia, 0: down to 42, 1 contested",
        "lane Ukraine, 0: down to 80, 2 contested",
        "contested from: M459 45v11m273.5-49v11",
      ]
    `);
  });
});

function sumOf(counted: readonly { readonly count: number }[]): number {
  return counted.reduce((sum, { count }) => sum + count, 0);
}

const anyMovement = fc
  .tuple(
    fc.nat({ max: 5 }),
    fc.integer({ min: dayNumber('2025-01-01'), max: dayNumber('2026-12-31') }).map(dayOfNumber),
    fc.constantFrom<Side>('for', 'middle', 'against'),
    fc.constantFrom<Direction>('towards', 'away', 'neither'),
    fc.constantFrom(1, 1, 1, 30),
  )
  .map(([lane, day, side, direction, count]) => moved(lane, day, side, direction, { count }));

test('what is counted is drawn: the numbers of any marks add up to those of the movements, and no two touch', () => {
  fc.assert(
    fc.property(fc.array(anyMovement, { maxLength: 400 }), (movements) => {
      const lanes = Array.from({ length: 6 }, (_, index) => `Party ${index}`);
      const given = { ...drawing, lanes, movements, period: { from: '2025-01-01', to: '2026-12-31' } };
      const all = sumOf(movements);
      const [wide, narrow] = [timelineChart(given), narrowTimeline(given)];
      expect(sumOf(wide.lanes)).toBe(all);
      const narrowLinks = narrow.rows.flatMap(({ links }) => links);
      for (const [links, most] of [
        [wide.links, wide.width],
        [narrowLinks, narrow.width],
      ] as const) {
        expect(sumOf(links)).toBe(all);
        const areas = links.map(({ area }) => area);
        for (const [index, one] of areas.entries()) {
          expect(one.x >= 0 && one.x + one.width <= most && one.width >= 24 && one.height >= 24).toBe(true);
          for (const other of areas.slice(index + 1))
            expect(
              one.x + one.width <= other.x ||
                other.x + other.width <= one.x ||
                one.y + one.height <= other.y ||
                other.y + other.height <= one.y,
            ).toBe(true);
        }
      }
    }),
    { numRuns: 30 },
  );
});

test('50,000 movements of 12 parties, counted by day, take less than 200 kB', () => {
  const movements = Array.from({ length: 5_000 }, (_, index) =>
    moved(index % 12, dayOfNumber(dayNumber('2022-01-01') + (index % 1_500)), 'for', 'towards', {
      count: 10,
      date: null,
    }),
  );
  const lanes = Array.from({ length: 12 }, (_, index) => `Party number ${index}`);
  const chart = timelineChart({
    ...drawing,
    lanes,
    movements,
    period: { from: '2022-01-01', to: '2026-03-01' },
  });
  expect(JSON.stringify(chart).length).toBeLessThan(200_000);
  expect(sumOf(chart.lanes)).toBe(50_000);
});
