import { expect, test } from 'vitest';
import type { PictureKind } from '../../../src/outputs/pictures/picture.js';
import type { StandDrawn } from '../../../src/outputs/pictures/stand-drawn.js';
import { standDrawing, standSheet } from '../../../src/outputs/pictures/stand-drawing.js';

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
              ...{ demand: 'The European Union lends Ukraine money', kicker: 'Frozen assets', standing: '' },
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
              unmarked: null,
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
  expect(standDrawing(stand, roomOf('wide')).svg.split('\n')).toMatchInlineSnapshot(`
    [
      "<g transform="translate(0 0)"><text class="title" font-size="20" x="0" y="20">Aligned for<tspan class="section-count" dx="9">1 demand</tspan></text><text class="column-head middle" x="315.7" y="43">Rejects</text><text class="column-head middle" x="315.7" y="56">(red line)</text><text class="column-head middle" x="411.1" y="56">Rejects</text><text class="column-head middle" x="506.6" y="56">Reluctant</text><text class="column-head middle" x="602" y="56">Open</text><text class="column-head middle" x="697.4" y="56">Favours</text><text class="column-head middle" x="792.9" y="56">Demands</text><text class="column-head middle" x="888.3" y="43">Insists</text><text class="column-head middle" x="888.3" y="56">(red line)</text><text class="column-head" x="946" y="56">Gap among those it needs</text><path class="rule" d="M0 63h1088"/></g>",
      "<g transform="translate(0 63)"><text class="bold" font-size="15" x="0" y="24.5">How is it financed?</text></g>",
      "<g transform="translate(0 92.5)"><rect class="raised" x="268" y="1" width="95.4" height="90"/>",
      "<rect class="raised" x="458.9" y="1" width="95.4" height="90"/>",
      "<rect class="raised" x="649.7" y="1" width="95.4" height="90"/>",
      "<rect class="raised" x="840.6" y="1" width="95.4" height="90"/>",
      "<g transform="translate(0 10)"><text class="soft" font-size="12" x="0" y="12.6">Frozen assets</text><text class="bold" font-size="14.5" x="0" y="31.2">The European Union lends Ukraine</text><text class="bold" font-size="14.5" x="0" y="49.7">money</text></g>",
      "<g transform="translate(946 10)"><rect class="gap gap-aligned_for" x="0.8" y="0.8" width="88" height="22.5" rx="2"/><text class="gap-words gap-words-aligned_for" font-size="13" x="9" y="16.6">Aligned for</text><text class="soft" font-size="12" x="0" y="40.6">rests on reports</text></g>",
      "<rect class="tone-for-1 by-record" x="652.5" y="10.8" width="61.8" height="20.5" rx="2"/><text class="bold" font-size="12.5" x="655.7" y="25.2">Ukraine</text><svg x="703.5" y="17.3" width="7.5" height="7.5" viewBox="0 0 10 10"><use class="sign" href="#sign-up" width="10" height="10"/></svg>",
      "<rect class="tone-for-1 by-record" x="652.5" y="36.8" width="30.5" height="20.5" rx="2"/><text class="bold" font-size="12.5" x="655.7" y="51.2">US</text><svg x="672.2" y="43.3" width="7.5" height="7.5" viewBox="0 0 10 10"><use class="sign" href="#sign-up" width="10" height="10"/></svg><path class="accent" d="M659.7 62v8l-6-4z"/><text class="was" font-size="10.5" x="662.7" y="69">was Open</text><text class="soft" font-size="10.5" x="653.7" y="82">Aug ’25</text>",
      "<g transform="translate(268 94)"><text class="soft" font-size="12" x="0" y="15">Contested:</text><rect class="tone-for-1 by-record" x="66.8" y="0.8" width="61.8" height="20.5" rx="2"/><text class="bold" font-size="12.5" x="70" y="15.2">Ukraine</text><svg x="117.8" y="7.3" width="7.5" height="7.5" viewBox="0 0 10 10"><use class="sign" href="#sign-up" width="10" height="10"/></svg><text class="soft" font-size="12" x="137.3" y="15">reported: Rejects</text></g>",
      "<path class="hairline" d="M0 130h1088"/></g>",
    ]
  `);
});

test('in a narrow column only columns in which somebody stands are named', () => {
  const { svg } = standDrawing(stand, roomOf('narrow'));
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
  expect(standDrawing(stand, roomOf('card', 300)).svg.split('\n')).toMatchInlineSnapshot(`
    [
      "<desc>1 demand</desc><text class="bold" font-size="20" x="0" y="29">Aligned for</text><rect class="bar-gap bar-gap-aligned_for" x="134" y="8.8" width="26.4" height="26.4" rx="2"/><text class="ink" font-size="20" x="172.4" y="29">1</text>",
    ]
  `);
});

/** All that a drawing says. */
function said(drawn: StandDrawn, kind: PictureKind): string[] {
  const { svg } = standDrawing(drawn, roomOf(kind));
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

const many = (title: string, count: number) => ({
  ...{ ...section, title, key: title },
  items: [{ question: null, rows: Array.from({ length: count }, () => row) }],
});

test.each([
  ['wide', 10],
  ['narrow', 11],
] as const)('if a sheet holds them with all that is said of each, they are drawn so, %s', (kind, most) => {
  const sheetOf = (count: number) =>
    standSheet({ ...stand, sections: [many('Aligned for', count)] }, roomOf(kind));
  expect(sheetOf(most)).toEqual({ demands: most, isCompact: false });
  expect(sheetOf(most + 1)).toEqual({ demands: most + 1, isCompact: true });
});

test('of more demands each has marks beside each other, and what the title above does not say', () => {
  const dropped = {
    ...row,
    standing: 'Closed on 4 May 2025',
    unmarked: 'No position known: Germany',
    gap: null,
  };
  const long = {
    ...stand,
    sections: [many('Opposed', 29), { ...section, items: [{ question: 'How?', rows: [dropped] }] }],
  };
  const lines = standDrawing(long, roomOf('wide')).svg.split('\n');
  const starts = lines.flatMap((line, index) =>
    line.startsWith('<g transform="translate(0 ') ? [index] : [],
  );
  expect(lines.slice(0, starts[2])).toMatchInlineSnapshot(`
    [
      "<g transform="translate(0 0)"><text class="title" font-size="17" x="0" y="15">Opposed</text><text class="column-head" x="0" y="30">1 demand</text><text class="column-head middle" x="386" y="17">Rejects</text><text class="column-head middle" x="386" y="30">(red line)</text><text class="column-head middle" x="494" y="30">Rejects</text><text class="column-head middle" x="602" y="30">Reluctant</text><text class="column-head middle" x="710" y="30">Open</text><text class="column-head middle" x="818" y="30">Favours</text><text class="column-head middle" x="926" y="30">Demands</text><text class="column-head middle" x="1034" y="17">Insists</text><text class="column-head middle" x="1034" y="30">(red line)</text><path class="rule" d="M0 36h1088"/></g>",
      "<g transform="translate(0 36)"><rect class="raised" x="332" y="0.5" width="108" height="65.5"/>",
      "<rect class="raised" x="548" y="0.5" width="108" height="65.5"/>",
      "<rect class="raised" x="764" y="0.5" width="108" height="65.5"/>",
      "<rect class="raised" x="980" y="0.5" width="108" height="65.5"/>",
      "<text class="bold" font-size="12.5" x="0" y="16.4">The European Union lends Ukraine money</text><g transform="translate(0 19.5)"><text class="soft" font-size="11" x="0" y="11.9">Aligned for · rests on reports</text></g>",
      "<g transform="translate(765.5 4)"><g transform="translate(0 0)"><rect class="tone-for-1 by-record" x="0.8" y="0.8" width="54.4" height="14.7" rx="2"/><text class="bold" font-size="11" x="4" y="11.9">Ukraine</text><svg x="45.5" y="4.9" width="6.4" height="6.4" viewBox="0 0 10 10"><use class="sign" href="#sign-up" width="10" height="10"/></svg></g><g transform="translate(0 18.2)"><rect class="tone-for-1 by-record" x="0.8" y="0.8" width="45.8" height="14.7" rx="2"/><path class="accent" d="M10 4.1v8l-6-4z"/><text class="bold" font-size="11" x="13" y="11.9">US</text><svg x="27" y="4.9" width="6.4" height="6.4" viewBox="0 0 10 10"><use class="sign" href="#sign-up" width="10" height="10"/></svg><g class="cue" transform="translate(36.4 4.1) scale(0.66)"><path d="M6 1.300a4.700 4.700 0 1 0 .01 0zM6 3v3.200l2 1.300"/></g></g></g>",
      "<g transform="translate(332 42.3)"><text class="soft" font-size="11" x="0" y="12.3">Contested:</text><g transform="translate(60 0)"><rect class="tone-for-1 by-record" x="0.8" y="0.8" width="54.4" height="14.7" rx="2"/><text class="bold" font-size="11" x="4" y="11.9">Ukraine</text><svg x="45.5" y="4.9" width="6.4" height="6.4" viewBox="0 0 10 10"><use class="sign" href="#sign-up" width="10" height="10"/></svg></g><text class="soft" font-size="11" x="120.9" y="12.3">reported: Rejects</text></g>",
      "<path class="hairline" d="M0 66.5h1088"/></g>",
    ]
  `);
  const texts = said(long, 'wide');
  expect(texts.slice(texts.indexOf('How?'))).toEqual([
    'How?',
    'The European Union lends Ukraine money',
    'Closed on 4 May 2025',
    ...['Ukraine', 'US', 'Contested:', 'Ukraine', 'reported: Rejects'],
  ]);
});

test('of more demands a narrow picture has the marks of each in the order of the scale', () => {
  const long = { ...stand, sections: [many('Opposed', 20)] };
  const texts = said(long, 'narrow');
  expect(texts.slice(-7)).toEqual([
    'The European Union lends Ukraine money',
    'Aligned for · rests on reports',
    'Ukraine',
    'US',
    'Contested:',
    'Ukraine',
    'reported: Rejects',
  ]);
});

test('an old position has a clock, unless all of them are old', () => {
  const clocks = (months: readonly (string | null)[]) => {
    const columns = row.columns.map((column, index) =>
      index === 4 ? months.map((month) => ({ ...mark, month })) : column.slice(0, 0),
    );
    const rows = Array.from({ length: 30 }, () => ({ ...row, columns, notes: [] }));
    const long = { ...stand, sections: [{ ...section, items: [{ question: null, rows }] }] };
    return standDrawing(long, roomOf('wide')).svg.split('class="cue"').length - 1;
  };
  expect(clocks([null, null])).toBe(0);
  expect(clocks([null, 'May ’25'])).toBe(30);
  expect(clocks(['May ’25', 'May ’25'])).toBe(0);
});

test('of many parties on many demands the first are drawn and the rest counted', () => {
  const ofMany = {
    ...row,
    columns: row.columns.map((column) => (column.length === 0 ? column : parties(20))),
    notes: parties(20).map((each) => ({ before: 'Contested:', mark: each, after: 'reported: Rejects' })),
  };
  const rows = Array.from({ length: 30 }, () => ofMany);
  const long = { ...stand, sections: [{ ...section, items: [{ question: null, rows }] }] };
  const narrow = said(long, 'narrow');
  // In one list for all columns none is left out, or it would be those of one side.
  const list = narrow.slice(narrow.indexOf('Party 1'));
  expect(list.slice(0, 20)).toEqual(parties(20).map(({ name }) => name));
  const texts = said(long, 'wide');
  const first = texts.indexOf('Party 1');
  const next = texts.indexOf(row.demand, first);
  const others = parties(20).map(({ name }) => name);
  expect(texts.slice(first, next)).toEqual([
    ...others.slice(0, 5),
    'and 15 more',
    'Contested:',
    ...others.slice(0, 8).flatMap((name) => [name, 'reported: Rejects']),
    `and 12 more beside the scale: ${others.slice(8, 18).join(', ')}, Party 1…`,
  ]);
});

test('what has no room on a sheet even so is counted by group', () => {
  const long = { ...stand, sections: [many('Aligned for', 3), many('Opposed', 40), many('Past', 2)] };
  expect(standSheet(long, roomOf('wide'))).toEqual({ demands: 34, isCompact: true });
  expect(standDrawing(long, roomOf('wide')).height).toBeLessThan(2450);
  const texts = said(long, 'wide');
  expect(texts.filter((text) => text.startsWith('The European Union lends'))).toHaveLength(34);
  expect(texts.at(-1)).toBe(
    'And 11 more demands, which have no room here: Opposed (9), Past (2). All of them stand on the page whose address is below.',
  );
  const oneMore = { ...stand, sections: [many('Opposed', 34), many('Past', 1)] };
  expect(said(oneMore, 'wide').at(-1)).toBe(
    'And 1 more demand, which has no room here: Past (1). All of them stand on the page whose address is below.',
  );
});

test('one demand is drawn, however high it is', () => {
  const high = { ...row, demand: 'A very long word '.repeat(400) };
  const items = [{ question: null, rows: [high, row] }];
  expect(
    standSheet({ ...stand, sections: [{ ...section, items }] }, roomOf('narrow')).demands,
  ).toBeGreaterThan(0);
});
