import { expect, test } from 'vitest';
import { talksList } from '../../../src/outputs/pictures/talks-list.js';

const measure = (text: string, _face: string, size: number) => text.length * size * 0.5;
const talks = [
  { name: 'Talks on <peace>', description: 'Who ends what, and when.' },
  { name: 'COP30', description: '' },
  { name: 'Talks on grain', description: 'Ships.' },
];
const textsOf = (svg: string) => [...svg.matchAll(/>([^<>]+)<\/text>/g)].map(([, text]) => text);

test('negotiations stand one below another, each with what it is about', () => {
  const { svg, height } = talksList(talks, { kind: 'wide', width: 1088, height: null, measure });
  expect(textsOf(svg)).toEqual([
    'Talks on &lt;peace&gt;',
    'Who ends what, and when.',
    'COP30',
    'Talks on grain',
    'Ships.',
  ]);
  expect(height).toBeCloseTo(3 * (24 * 1.35 + 22) + 2 * 18 * 1.4);
});

test('what has no room is counted', () => {
  const { svg, height } = talksList(talks, { kind: 'card', width: 1112, height: 130, measure });
  expect(textsOf(svg)).toEqual(['Talks on &lt;peace&gt;', 'Who ends what, and when.', 'and 2 more']);
  expect(height).toBeLessThanOrEqual(130);
});
