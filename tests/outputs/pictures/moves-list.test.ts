import { expect, test } from 'vitest';
import { type Move, movesList } from '../../../src/outputs/pictures/moves-list.js';
import type { Room } from '../../../src/outputs/pictures/picture.js';

const measure = (text: string, _face: string, size: number) => text.length * size * 0.5;
const wide: Room = { kind: 'wide', width: 1088, height: null, measure };
const narrow: Room = { kind: 'narrow', width: 544, height: null, measure };

const moved: Move = {
  ...{ date: '15 Aug 2025', kind: 'Reversed', isFirst: false },
  text: 'United States rejects: Fighting stops before negotiations on a settlement begin, and does not begin again while they last',
};
const first: Move = { date: 'Aug 2025', kind: 'First recorded', isFirst: true, text: 'Russia <demands> it' };

const textsOf = (svg: string) => [...svg.matchAll(/>([^<>]+)<\/text>/g)].map(([, text]) => text);

test('each movement is a line with its date, its kind and its sentence', () => {
  expect(movesList([moved, first], 2, wide).svg.split('\n')).toMatchInlineSnapshot(`
    [
      "<text class="bold" font-size="14" x="0" y="14">What moved, newest first</text>",
      "<path class="rule" d="M0 22h1088"/>",
      "<text class="soft" font-size="14" x="0" y="42.3">15 Aug 2025</text>",
      "<text class="bold" font-size="14" x="97" y="42.3">Reversed</text>",
      "<text class="ink" font-size="14" x="215" y="42.3">United States rejects: Fighting stops before negotiations on a settlement begin, and does not begin again while they last</text>",
      "<path class="hairline" d="M0 50h1088"/>",
      "<text class="soft" font-size="14" x="0" y="68.3">Aug 2025</text>",
      "<text class="bold" font-size="14" x="97" y="68.3">First recorded</text>",
      "<text class="ink" font-size="14" x="215" y="68.3">Russia &lt;demands&gt; it</text>",
      "<path class="hairline" d="M0 76h1088"/>",
    ]
  `);
});

test('in a narrow column the sentence stands below date and kind', () => {
  expect(movesList([moved, first], 2, narrow).svg.split('\n')).toMatchInlineSnapshot(`
    [
      "<text class="bold" font-size="15" x="0" y="15">What moved, newest first</text>",
      "<path class="rule" d="M0 23h544"/>",
      "<text class="soft" font-size="15" x="0" y="44">15 Aug 2025</text>",
      "<text class="bold" font-size="15" x="102.5" y="44">Reversed</text>",
      "<text class="ink" font-size="15" x="0" y="64">United States rejects: Fighting stops before negotiations on a</text>",
      "<text class="ink" font-size="15" x="0" y="84">settlement begin, and does not begin again while they last</text>",
      "<path class="hairline" d="M0 92h544"/>",
      "<text class="soft" font-size="15" x="0" y="111">Aug 2025</text>",
      "<text class="bold" font-size="15" x="102.5" y="111">First recorded</text>",
      "<text class="ink" font-size="15" x="0" y="131">Russia &lt;demands&gt; it</text>",
      "<path class="hairline" d="M0 139h544"/>",
    ]
  `);
});

test('of many movements first records are only counted, with what is older than the lines of the page', () => {
  const { svg } = movesList([first, moved, ...Array.from({ length: 11 }, () => first)], 1_250, narrow);
  expect(textsOf(svg)).toEqual([
    'What moved, newest first',
    '15 Aug 2025',
    'Reversed',
    'United States rejects: Fighting stops before negotiations on a',
    'settlement begin, and does not begin again while they last',
    'and 1,249 more, first recorded or older, on the page',
  ]);
});

test('where nothing moved, there is no list', () => {
  expect(movesList([], 0, wide)).toEqual({ svg: '', height: 0 });
  expect(movesList([first], 300, wide)).toEqual({ svg: '', height: 0 });
});
