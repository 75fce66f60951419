import { expect, test } from 'vitest';
import type { PictureKind } from '../../../src/outputs/pictures/picture.js';
import { demandsDrawn, type StandDrawn, standDrawing } from '../../../src/outputs/pictures/stand-drawing.js';
import { finished } from '../../support/finished.js';

const measure = (text: string, _face: string, size: number) => text.length * size * 0.5;
const roomOf = (kind: PictureKind, height: number | null = null) => ({
  ...{ kind, height, measure },
  width: kind === 'narrow' ? 544 : 1088,
});

const sign = { shape: 'up', width: 10 };
const mark = {
  name: 'Ukraine',
  sign,
  looks: 'tone-for-1 by-record',
  isCounted: true,
  was: null,
  month: null,
};

const stand: StandDrawn = {
  columns: ['Rejects', 'Rejects', 'Reluctant', 'Open', 'Favours', 'Demands', 'Insists'].map(
    (words, index) => ({
      words,
      isRedLine: index === 0 || index === 6,
    }),
  ),
  gapTitle: 'Gap among those it needs',
  sections: [
    {
      ...{ key: 'aligned_for', title: 'Aligned for', count: '1 demand', number: 1 },
      items: [
        {
          question: 'How is it financed?',
          rows: [
            {
              ...{ demand: 'The European Union lends Ukraine money', kicker: 'Frozen assets' },
              columns: [
                [],
                [],
                [],
                [],
                [mark, { ...mark, name: 'US', was: { words: 'was Open', way: 'left' }, month: 'Aug ’25' }],
                [],
                [],
              ],
              notes: [{ before: 'Contested:', mark, after: 'reported: Rejects' }],
              gap: {
                ...{ value: 'aligned_for', label: 'Aligned for', isContradicted: false },
                notes: ['rests on reports'],
              },
            },
          ],
        },
      ],
    },
  ],
};

test('each demand is drawn with its strip, its notes and its gap', () => {
  expect(finished(standDrawing(stand, roomOf('wide'))).svg.split('\n')).toMatchInlineSnapshot(`
    [
      "<g transform="translate(0 0)"><text class="title" font-size="20" x="0" y="20">Aligned for<tspan class="section-count" dx="9">1 demand</tspan></text><text class="column-head middle" x="328" y="43">Rejects</text><text class="column-head middle" x="328" y="56">(red line)</text><text class="column-head middle" x="420" y="56">Rejects</text><text class="column-head middle" x="512" y="56">Reluctant</text><text class="column-head middle" x="604" y="56">Open</text><text class="column-head middle" x="696" y="56">Favours</text><text class="column-head middle" x="788" y="56">Demands</text><text class="column-head middle" x="880" y="43">Insists</text><text class="column-head middle" x="880" y="56">(red line)</text><text class="column-head" x="938" y="56">Gap among those it needs</text><path class="rule" d="M0 63h1088"/></g>",
      "<g transform="translate(0 63)"><text class="bold" font-size="15" x="0" y="24.5">How is it financed?</text></g>",
      "<g transform="translate(0 92.5)"><rect class="raised" x="282" y="1" width="92" height="90"/>",
      "<rect class="raised" x="466" y="1" width="92" height="90"/>",
      "<rect class="raised" x="650" y="1" width="92" height="90"/>",
      "<rect class="raised" x="834" y="1" width="92" height="90"/>",
      "<g transform="translate(0 10)"><text class="soft" font-size="12" x="0" y="12.6">Frozen assets</text><text class="bold" font-size="14.5" x="0" y="31.2">The European Union lends Ukraine</text><text class="bold" font-size="14.5" x="0" y="49.7">money</text></g>",
      "<g transform="translate(938 10)"><rect class="gap gap-aligned_for" x="0.8" y="0.8" width="88" height="22.5" rx="2"/><text class="gap-words gap-words-aligned_for" font-size="13" x="9" y="16.6">Aligned for</text><text class="soft" font-size="12" x="0" y="40.6">rests on reports</text></g>",
      "<rect class="tone-for-1 by-record" x="652.8" y="10.8" width="61.8" height="20.5" rx="2"/><text class="bold" font-size="12.5" x="656" y="25.2">Ukraine</text><svg x="703.8" y="17.3" width="7.5" height="7.5" viewBox="0 0 10 10"><use class="sign" href="#sign-up" width="10" height="10"/></svg>",
      "<rect class="tone-for-1 by-record" x="652.8" y="36.8" width="30.5" height="20.5" rx="2"/><text class="bold" font-size="12.5" x="656" y="51.2">US</text><svg x="672.5" y="43.3" width="7.5" height="7.5" viewBox="0 0 10 10"><use class="sign" href="#sign-up" width="10" height="10"/></svg><path class="accent" d="M660 62v8l-6-4z"/><text class="was" font-size="10.5" x="663" y="69">was Open</text><text class="soft" font-size="10.5" x="654" y="82">Aug ’25</text>",
      "<g transform="translate(282 94)"><text class="soft" font-size="12" x="0" y="15">Contested:</text><rect class="tone-for-1 by-record" x="66.8" y="0.8" width="61.8" height="20.5" rx="2"/><text class="bold" font-size="12.5" x="70" y="15.2">Ukraine</text><svg x="117.8" y="7.3" width="7.5" height="7.5" viewBox="0 0 10 10"><use class="sign" href="#sign-up" width="10" height="10"/></svg><text class="soft" font-size="12" x="137.3" y="15">reported: Rejects</text></g>",
      "<path class="hairline" d="M0 130h1088"/></g>",
    ]
  `);
});

test('in a narrow column only columns in which somebody stands are named', () => {
  const { svg } = finished(standDrawing(stand, roomOf('narrow')));
  const texts = [...svg.matchAll(/>([^<>]+)<\/(?:text|tspan)>/g)].map(([, text]) => text);
  expect(texts).toEqual([
    '1 demand',
    'How is it financed?',
    'Frozen assets',
    'The European Union lends Ukraine money',
    'Aligned for',
    'rests on reports',
    'Favours',
    'Ukraine',
    'US',
    'was Open',
    'Aug ’25',
    'Contested:',
    'Ukraine',
    'reported: Rejects',
  ]);
});

test('a card has a square for each demand, by gap', () => {
  expect(finished(standDrawing(stand, roomOf('card', 300))).svg.split('\n')).toMatchInlineSnapshot(`
    [
      "<desc>1 demand</desc><text class="bold" font-size="20" x="0" y="29">Aligned for</text><rect class="bar-gap bar-gap-aligned_for" x="134" y="8.8" width="26.4" height="26.4" rx="2"/><text class="ink" font-size="20" x="172.4" y="29">1</text>",
    ]
  `);
});

/** All that a drawing says. */
function said(drawn: StandDrawn, kind: PictureKind): string[] {
  const { svg } = finished(standDrawing(drawn, roomOf(kind)));
  return [...svg.matchAll(/>([^<>]+)<\/(?:text|tspan)>/g)].map(([, text]) => text as string);
}

const [section] = stand.sections as [StandDrawn['sections'][number]];
const [item] = section.items as [(typeof section.items)[number]];
const [row] = item.rows as [(typeof item.rows)[number]];
const parties = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...mark, name: `Party ${index + 1}` }));

test.each(['wide', 'narrow'] as const)(
  'of many parties the first are drawn and the rest counted, %s',
  (kind) => {
    const ofMany = (count: number) => ({
      ...row,
      columns: row.columns.map((column) => (column.length === 0 ? column : parties(count))),
      notes: parties(count).map((each) => ({ before: 'Contested:', mark: each, after: '' })),
    });
    const texts = (count: number) =>
      said(
        { ...stand, sections: [{ ...section, items: [{ question: null, rows: [ofMany(count)] }] }] },
        kind,
      );
    const named = (from: number, to: number) =>
      parties(to)
        .map(({ name }) => name)
        .slice(from - 1);
    const eight = texts(8);
    expect(eight.slice(eight.indexOf('Party 1'))).toEqual([
      ...named(1, 6),
      'and 2 more',
      ...named(1, 3).flatMap((name) => ['Contested:', name]),
      'and 5 more beside the scale: Party 4, Party 5, Party 6, Party 7, Party 8',
    ]);
    const four = texts(4);
    expect(four.slice(four.indexOf('Party 1'))).toEqual([
      ...named(1, 4),
      ...named(1, 4).flatMap((name) => ['Contested:', name]),
    ]);
  },
);

test('what has no room on a sheet is counted by group', () => {
  const many = (title: string, count: number) => ({
    ...{ ...section, title, key: title },
    items: [{ question: null, rows: Array.from({ length: count }, () => row) }],
  });
  const long = { ...stand, sections: [many('Aligned for', 3), many('Opposed', 8), many('Past', 2)] };
  expect(demandsDrawn(long, roomOf('wide'))).toBe(9);
  expect(finished(standDrawing(long, roomOf('wide'))).height).toBeLessThan(1500);
  const texts = said(long, 'wide');
  expect(texts.filter((text) => text.startsWith('The European Union lends'))).toHaveLength(9);
  expect(texts.at(-1)).toBe(
    'And 4 more demands, which have no room here: Opposed (2), Past (2). All of them stand on the page whose address is below.',
  );
});

test('one demand is drawn, however high it is', () => {
  const high = { ...row, demand: 'A very long word '.repeat(400) };
  const items = [{ question: null, rows: [high, row] }];
  expect(demandsDrawn({ ...stand, sections: [{ ...section, items }] }, roomOf('narrow'))).toBeGreaterThan(0);
});
