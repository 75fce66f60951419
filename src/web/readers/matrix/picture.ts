import { isolating, listed } from '../../../domain/isolation.js';
import { type KeyItem, plainKey } from '../../../outputs/pictures/key.js';
import {
  isWithoutWords,
  letterOfNothing,
  type MatrixCellDrawn,
  type MatrixDrawn,
  matrixDrawing,
} from '../../../outputs/pictures/matrix-drawing.js';
import { markAt } from '../../../outputs/pictures/matrix-marks.js';
import { innerWidthOf, type PictureKind, sentenceDrawing } from '../../../outputs/pictures/picture.js';
import { addressOf } from '../../frame/address.js';
import { fontMeasures } from '../../frame/pictures/fonts.js';
import { paths } from '../../frame/paths.js';
import { filterNames } from '../../frame/reading/position-filter.js';
import { matrixAsked, matrixNames } from '../../parts/matrix-asked.js';
import { factsOfMatrix } from '../../parts/matrix-facts.js';
import type { MatrixFigure, MatrixRowView } from '../../parts/matrix-figure.js';
import type { PagePicture } from '../../parts/pictures.js';
import type { MatrixCellView } from '../../parts/stances/matrix-cell.js';
import { edgeKeys, signKey } from '../../parts/value-keys.js';
import { matrixPage } from './pages.js';

/** Who wants what, compact: a picture has no room for details. */
export const matrixPicture: PagePicture = {
  path: paths.matrixPicture(':negotiation'),
  once: matrixNames,
  repeatable: filterNames,
  load: async ({ services, request, reading }) => {
    const asked = { ...matrixAsked(request, reading), hasDetails: false, hasPlainTable: false };
    const facts = await factsOfMatrix(services, reading, asked.filter);
    const { head, figure } = matrixPage(reading, facts, asked, addressOf(services, request));
    const matrix = drawnOf(figure);
    const known = figure.known.map(({ label, end }) => `${label}${end}`).join('');
    const moved = figure.moved.length === 0 ? '' : ` ${figure.moved.map(({ label }) => label).join('; ')}.`;
    const leftOut = figure.leftOut === null ? '' : ` ${figure.leftOut.text}.`;
    return {
      head,
      lead: `${known}${moved}${leftOut}`.trim() || null,
      draw: (room) =>
        figure.emptyText === null ? matrixDrawing(matrix, room) : sentenceDrawing(figure.emptyText, room),
      key: (kind) => (figure.emptyText === null ? keyOf(figure, matrix, kind) : []),
    };
  },
};

function drawnOf({ parties, topics }: MatrixFigure): MatrixDrawn {
  return {
    parties: parties.map(({ name, shortName }) => ({ name, shortName })),
    topics: topics
      .filter(({ rows }) => rows.length > 0)
      .map(({ name, isClosed, rows }) => ({
        name: isClosed ? isolating`${name} (closed)` : name,
        rows: rows.map(({ proposition, standings, cells }) => ({
          proposition,
          standing: listed(standings.map(standingWords), ' · '),
          cells: cells.map(cellOf),
        })),
      })),
  };
}

function standingWords({ words, links }: MatrixRowView['standings'][number]): string {
  return isolating`${words} ${listed(links.map(({ label }) => label))}`.trim();
}

/** A cell is printed with classes alone; of these the sign is read again. */
function cellOf({ word, classes, marks }: MatrixCellView): MatrixCellDrawn {
  const looks: string = classes.octets;
  const shape = /\bsign-([a-z0-9-]+)/.exec(looks)?.[1];
  const parts = Number(/-([23])$/.exec(shape ?? '')?.[1] ?? 1);
  return {
    word: word.text,
    sign: shape === undefined ? null : { shape, width: parts * 10 },
    looks: looks.replace(/ ?\b(sign-[a-z0-9-]+|stale|dimmed)\b/g, ''),
    marks,
    isDimmed: /\bdimmed\b/.test(looks),
  };
}

function keyOf({ legend }: MatrixFigure, matrix: MatrixDrawn, kind: PictureKind): KeyItem[] {
  const { topics } = matrix;
  const room = { kind, width: innerWidthOf(kind), height: null, measure: fontMeasures().roomy };
  const cells = topics.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
  const shapes = new Set(cells.map(({ sign }) => sign?.shape));
  const signs = legend.steps.flat().filter(({ sign }) => shapes.has(sign.shape));
  const nothings = [...new Set(cells.flatMap(({ word, sign }) => (sign === null ? [word] : [])))];
  const hasWords = !isWithoutWords(matrix, room);
  // Where there is little room, signs stand beside their words anyway.
  if (kind === 'card' && hasWords) return [];
  return [
    ...signs.map(({ sign, label }) => signKey(sign, label)),
    ...(kind === 'card' ? [] : edgeKeys(legend.edges)),
    ...(kind === 'card'
      ? []
      : legend.marks.map((mark) => ({ sample: markAt(mark.kind, 0, 1, 12), width: 12, words: mark.words }))),
    ...(hasWords ? [] : nothings.map((word) => plainKey(`${letterOfNothing(word)}: ${word.toLowerCase()}`))),
  ];
}
