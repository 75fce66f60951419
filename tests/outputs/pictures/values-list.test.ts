import { expect, test } from 'vitest';
import type { Room } from '../../../src/outputs/pictures/picture.js';
import { valuesList } from '../../../src/outputs/pictures/values-list.js';

const measure = (text: string, _face: string, size: number) => text.length * size * 0.5;
const room: Room = { kind: 'card', width: 420, height: 60, measure };
const sign = { shape: 'up-2', width: 20 };
const held = (names: readonly string[]) => ({ label: 'Demands', sign, looks: 'tone-for-2', names });
const textsOf = (svg: string) => [...svg.matchAll(/>([^<>]+)<\/text>/g)].map(([, text]) => text);

test('each value stands with those who have it, within the height', () => {
  const { svg, height } = valuesList([held(['Russia', 'the <US>']), held(['Ukraine'])], room);
  expect(textsOf(svg)).toEqual(['Demands', 'Russia, the &lt;US&gt;', 'Demands', 'Ukraine']);
  expect(height).toBe(60);
});

test('whose names have no room are counted', () => {
  const { svg } = valuesList([held(['Russia', 'Ukraine', 'United States', 'European Union'])], room);
  expect(textsOf(svg)).toEqual(['Demands', 'Russia, Ukraine and 2 more']);
  const { svg: long } = valuesList([held(['A'.repeat(80), 'B'.repeat(80)])], room);
  expect(textsOf(long)).toEqual(['Demands', '2 parties']);
});
