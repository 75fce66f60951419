import { expect, test } from 'vitest';
import { type AlignmentDrawn, alignmentDrawing } from '../../../src/outputs/pictures/alignment-drawing.js';
import type { PictureKind } from '../../../src/outputs/pictures/picture.js';

const measure = (text: string, _face: string, size: number) => text.length * size * 0.5;
const roomOf = (kind: PictureKind, height: number | null = null) => ({
  ...{ kind, height, measure },
  width: kind === 'narrow' ? 544 : 1088,
});

const value = { label: 'Rejects', sign: { shape: 'down-2', width: 20 }, looks: 'tone-against-2 by-record' };

function alignmentOf(parties: number): AlignmentDrawn {
  const names = Array.from({ length: parties }, (_, index) => `Party ${index + 1}`);
  return {
    counted: 'On opposite sides',
    columns: names.slice(0, -1),
    rows: names.slice(1).map((party, index) => ({
      party,
      pairs: Array.from({ length: index + 1 }, (_, other) =>
        other === 1
          ? { count: null, of: 'of 0', step: 0, total: 1, parts: [] }
          : {
              ...{ count: 2, of: 'of 5', step: 2, total: 5 },
              parts: [
                { value: 'both_for', at: 0, count: 3 },
                { value: 'opposite_sides', at: 3, count: 2 },
              ],
            },
      ),
    })),
    moves: {
      ...{ period: 'since the summit', left: 3, emptyText: 'Nobody moved.' },
      lines: [
        {
          ...{ demand: 'Ukraine renounces NATO membership', words: 'nearer in stated position to Russia' },
          steps: [{ party: 'Ukraine', before: value, after: { ...value, label: 'Reluctant' } }],
        },
      ],
    },
  };
}

test('each pair of parties stands once, with its number and its bar, and who moved below', () => {
  expect(alignmentDrawing(alignmentOf(3), roomOf('wide')).svg.split('\n')).toMatchInlineSnapshot(`
    [
      "<g transform="translate(0 0)"><text class="title" font-size="18" x="0" y="18">Any two parties: on opposite sides, of the demands on which both are known</text>",
      "<g transform="translate(0 29)"><text class="bold" font-size="13" x="65.3" y="16">Party 1</text><text class="bold" font-size="13" x="195.3" y="16">Party 2</text></g>",
      "<g transform="translate(0 51)"><text class="bold" font-size="13.5" x="0" y="30.6">Party 2</text><rect class="step-2" x="62.3" y="1" width="128" height="50"/><text class="bold" font-size="20" x="68.3" y="25">2<tspan class="of" dx="5">of 5</tspan></text><rect class="relation relation-both_for" x="68.3" y="38" width="69.6" height="7"/><rect class="relation relation-opposite_sides" x="137.9" y="38" width="46.4" height="7"/></g>",
      "<g transform="translate(0 103)"><text class="bold" font-size="13.5" x="0" y="30.6">Party 3</text><rect class="step-2" x="62.3" y="1" width="128" height="50"/><text class="bold" font-size="20" x="68.3" y="25">2<tspan class="of" dx="5">of 5</tspan></text><rect class="relation relation-both_for" x="68.3" y="38" width="69.6" height="7"/><rect class="relation relation-opposite_sides" x="137.9" y="38" width="46.4" height="7"/><rect class="step-0" x="192.3" y="1" width="128" height="50"/><text class="soft" font-size="20" x="198.3" y="25">–</text></g></g>",
      "<g transform="translate(0 171)"><text class="title" font-size="18" x="0" y="26">Who moved towards whom</text>",
      "<path class="hairline" d="M0 0h1088"/>",
      "<text class="soft" font-size="14" x="0" y="48.7">since the summit</text>",
      "<g transform="translate(0 60.9)"><text class="bold" font-size="14" x="0" y="17">Ukraine</text><rect class="tone-against-2 by-record" x="59.8" y="0.8" width="87.5" height="23.5" rx="2"/><svg x="67" y="8" width="18" height="9" viewBox="0 0 20 10"><use class="sign" href="#sign-down-2" width="20" height="10"/></svg><text class="ink" font-size="14" x="91" y="17">Rejects</text><path class="cue-moved cue" d="M156 12h14m-4 -4l4 4l-4 4"/><rect class="tone-against-2 by-record" x="178.8" y="0.8" width="101.5" height="23.5" rx="2"/><svg x="186" y="8" width="18" height="9" viewBox="0 0 20 10"><use class="sign" href="#sign-down-2" width="20" height="10"/></svg><text class="ink" font-size="14" x="210" y="17">Reluctant</text></g>",
      "<text class="bold" font-size="14" x="0" y="105.6">Ukraine renounces NATO membership</text>",
      "<text class="soft" font-size="14" x="0" y="124.5">nearer in stated position to Russia</text>",
      "<text class="soft" font-size="14" x="0" y="151.4">and 3 more moves</text></g>",
    ]
  `);
});

test('of 38 parties a cell holds its number alone, and the picture is not wider', () => {
  const { svg } = alignmentDrawing(alignmentOf(38), roomOf('wide'));
  expect(svg.match(/rotate\(-90\)/g)).toHaveLength(37);
  expect(svg).not.toContain('relation-both_for');
  const ends = [...svg.matchAll(/<rect class="step-2" x="([\d.]+)" y="1" width="([\d.]+)"/g)];
  expect(ends).toHaveLength((38 * 37) / 2 - 36);
  expect(Math.max(...ends.map(([, x, width]) => Number(x) + Number(width)))).toBeLessThanOrEqual(1088);
});

test('of more parties than a card can hold it says how many there are', () => {
  const { svg, height } = alignmentDrawing(alignmentOf(38), roomOf('card', 300));
  expect(height).toBeLessThanOrEqual(300);
  const names = [...svg.matchAll(/>(Party \d+)<\/text>/g)].length;
  expect(names).toBeGreaterThan(10);
  expect(svg).toMatch(/>and 28 more parties<\/text>/);
});

test('a card has all parties, in lower rows', () => {
  const { svg, height } = alignmentDrawing(alignmentOf(9), roomOf('card', 300));
  expect(height).toBeLessThanOrEqual(300);
  expect(svg).toContain('>Party 9</text>');
  expect(svg).not.toContain('Who moved');
});
