import { expect, test } from 'vitest';
import {
  isWithoutWords,
  type MatrixCellDrawn,
  type MatrixDrawn,
  matrixDrawing,
} from '../../../src/outputs/pictures/matrix-drawing.js';
import type { PictureKind } from '../../../src/outputs/pictures/picture.js';
import { finished } from '../../support/finished.js';

const measure = (text: string, _face: string, size: number) => text.length * size * 0.5;
const roomOf = (kind: PictureKind, height: number | null = null) => ({
  ...{ kind, height, measure },
  width: kind === 'narrow' ? 544 : 1088,
});

const rejects: MatrixCellDrawn = {
  ...{ word: 'Rejects', looks: 'tone-against-2 by-record', marks: [], isDimmed: false },
  sign: { shape: 'down-2', width: 20 },
};
const contested: MatrixCellDrawn = {
  ...{ word: 'Demands', looks: 'tone-for-2 by-told', marks: ['contested'], isDimmed: true },
  sign: { shape: 'up-2', width: 20 },
};
const nothing: MatrixCellDrawn = {
  ...{ word: 'Not assessed', looks: 'tone-nothing', marks: [], isDimmed: false, sign: null },
};

function matrixOf(parties: number, rows: number): MatrixDrawn {
  const cells = [rejects, contested, nothing];
  return {
    parties: Array.from({ length: parties }, (_, index) => ({ name: `Party ${index + 1}`, shortName: null })),
    topics: [
      {
        name: 'NATO',
        rows: Array.from({ length: rows }, () => ({
          proposition: 'Ukraine renounces NATO membership',
          standing: '',
          cells: Array.from({ length: parties }, (_, index) => cells[index % 3] as MatrixCellDrawn),
        })),
      },
    ],
  };
}

test('a matrix of three parties has its cells with sign and word', () => {
  expect(finished(matrixDrawing(matrixOf(3, 1), roomOf('wide'))).svg.split('\n')).toMatchInlineSnapshot(`
    [
      "<text class="bold" font-size="13" x="565" y="30">Party 1</text><text class="bold" font-size="13" x="697" y="30">Party 2</text><text class="bold" font-size="13" x="829" y="30">Party 3</text><path class="rule" d="M0 37h1088"/>",
      "<g transform="translate(0 38)"><text class="title" font-size="17" x="0" y="25">NATO</text></g>",
      "<g transform="translate(0 71)"><text class="ink" font-size="14" x="0" y="20.6">Ukraine renounces NATO membership</text>",
      "<rect class="tone-against-2 by-record" x="561.8" y="2.3" width="128.5" height="31.5"/><svg x="566" y="14" width="16" height="8" viewBox="0 0 20 10"><use class="sign" href="#sign-down-2" width="20" height="10"/></svg><text class="ink" font-size="13.5" x="587" y="22.6">Rejects</text>",
      "<g opacity="0.3"><rect class="tone-for-2 by-told" x="693.8" y="2.3" width="128.5" height="31.5"/><rect class="chart-hatching" x="693.8" y="2.3" width="128.5" height="31.5"/><svg x="698" y="14" width="16" height="8" viewBox="0 0 20 10"><use class="sign" href="#sign-up-2" width="20" height="10"/></svg><text class="ink" font-size="13.5" x="719" y="22.6">Demands</text><g class="cue" transform="translate(812 4) scale(0.75)"><path d="M0 4h11M8 1l3 3M12 8H1M4 11 1 8"/></g></g>",
      "<text class="faint" font-size="12.5" x="830" y="22.3">Not assessed</text>",
      "<path class="hairline" d="M0 36h1088"/></g>",
    ]
  `);
});

test('in a narrow column each demand has its parties below it, and those of whom nothing is known in a line', () => {
  expect(finished(matrixDrawing(matrixOf(3, 1), roomOf('narrow'))).svg.split('\n')).toMatchInlineSnapshot(`
    [
      "<text class="title" font-size="21" x="0" y="21.4">NATO</text>",
      "<path class="rule" d="M0 31.7h544"/>",
      "<text class="bold" font-size="16.5" x="0" y="58.6">Ukraine renounces NATO membership</text>",
      "<g transform="translate(0 69.5)"><rect class="tone-against-2 by-record" x="0.8" y="0.8" width="138.1" height="24.5" rx="2"/><text class="bold" font-size="14" x="7" y="18">Party 1</text><svg x="62" y="8.6" width="17.6" height="8.8" viewBox="0 0 20 10"><use class="sign" href="#sign-down-2" width="20" height="10"/></svg><text class="ink" font-size="14" x="84.6" y="18">Rejects</text></g>",
      "<g transform="translate(146.6 69.5)"><g opacity="0.3"><rect class="tone-for-2 by-told" x="0.8" y="0.8" width="153.1" height="24.5" rx="2"/><rect class="chart-hatching" x="0.8" y="0.8" width="153.1" height="24.5" rx="2"/><text class="bold" font-size="14" x="7" y="18">Party 2</text><svg x="62" y="8.6" width="17.6" height="8.8" viewBox="0 0 20 10"><use class="sign" href="#sign-up-2" width="20" height="10"/></svg><text class="ink" font-size="14" x="84.6" y="18">Demands</text><g class="cue" transform="translate(138.6 8.5) scale(0.75)"><path d="M0 4h11M8 1l3 3M12 8H1M4 11 1 8"/></g></g></g>",
      "<text class="faint" font-size="13.5" x="0" y="114.3">Not assessed: Party 3</text>",
      "<path class="hairline" d="M0 126.3h544"/>",
    ]
  `);
});

test('38 parties have signs alone, with upright names, and a letter for which nothing it is', () => {
  const wide = matrixOf(38, 38);
  expect(isWithoutWords(wide, roomOf('wide'))).toBe(true);
  const { svg } = finished(matrixDrawing(wide, roomOf('wide')));
  expect(svg.match(/rotate\(-90\)/g)).toHaveLength(38);
  expect(svg.match(/href="#sign-/g)).toHaveLength(38 * 26);
  expect(svg.match(/>n<\/text>/g)).toHaveLength(38 * 12);
  expect(svg).not.toContain('Rejects');
});

test('what has no room in a card is counted', () => {
  const { svg, height } = finished(matrixDrawing(matrixOf(3, 40), roomOf('card', 300)));
  expect(svg).toContain('>and 35 more demands</text>');
  expect(height).toBeLessThanOrEqual(300);
});

test('others can have their turn before each row, on a page and in a narrow column', () => {
  const turnsOf = (kind: PictureKind) => [...matrixDrawing(matrixOf(3, 40), roomOf(kind))].length;
  expect([turnsOf('wide'), turnsOf('narrow')]).toEqual([40, 40]);
});

test('what begins too far below in a narrow column is counted by topic', () => {
  const [topic] = matrixOf(38, 8).topics;
  const topics = ['NATO', 'Territory', 'Prisoners'].map((name) => ({ name, rows: topic?.rows ?? [] }));
  const { svg, height } = finished(matrixDrawing({ ...matrixOf(38, 8), topics }, roomOf('narrow')));
  expect(height).toBeLessThan(4800);
  const texts = [...svg.matchAll(/>([^<>]+)<\/text>/g)].map(([, text]) => text as string);
  const drawn = texts.filter((text) => text === 'Ukraine renounces NATO membership').length;
  expect(drawn).toBe(12);
  expect(texts.slice(-2).join(' ')).toBe(
    'And 12 more demands, which have no room here: Territory (4), Prisoners (8). All of them stand on the page whose address is below.',
  );
});
