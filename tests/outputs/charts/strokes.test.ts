import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Strokes } from '../../../src/outputs/charts/strokes.js';

type Line = readonly [place: number, from: number, length: number];

const anyLine: fc.Arbitrary<Line> = fc.tuple(
  fc.constantFrom(10, 20),
  fc.integer({ min: 0, max: 40 }),
  fc.integer({ min: 0, max: 6 }),
);

function pathOf(lines: readonly Line[], reach: number): string {
  const strokes = new Strokes(reach);
  for (const [place, from, length] of lines) {
    strokes.across(place, from, from + length);
    strokes.down(place, from + length, from);
  }
  return strokes.path();
}

test('lines are the same path in whatever order they are drawn', () => {
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 12 }), fc.constantFrom(0, 2), (lines, reach) => {
      const inOrder = lines.toSorted(([, one], [, other]) => one - other);
      expect(pathOf(lines, reach)).toBe(pathOf(inOrder, reach));
    }),
  );
});

test('lines that touch are one, those apart are told from one another, however near', () => {
  const lines: Line[] = [
    [10, 6, 4],
    [10, 0, 6],
    [10, 12, 2],
  ];
  expect(pathOf(lines, 0)).toBe('M0 10h10m2 0h2m-4-10v10m0 2v2');
});
