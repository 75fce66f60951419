import { inTurns } from '../../../data/engine/in-turns.js';
import { isolating } from '../../../domain/isolation.js';
import {
  type AlignmentDrawn,
  alignmentDrawing,
  hasBars,
  type MoveDrawn,
} from '../../../outputs/pictures/alignment-drawing.js';
import { type KeyItem, plainKey } from '../../../outputs/pictures/key.js';
import { innerWidthOf, type PictureKind, sentenceDrawing } from '../../../outputs/pictures/picture.js';
import { rect } from '../../../outputs/pictures/svg.js';
import { fontMeasures } from '../../frame/pictures/fonts.js';
import { paths } from '../../frame/paths.js';
import type { PagePicture } from '../../parts/pictures.js';
import { alignmentAsked, alignmentNames, everyPair, repeatableAlignmentNames } from './asked.js';
import type { MoveLine, MovesView } from './moves-view.js';
import { alignmentPage } from './pages.js';
import type { PairsTable } from './pairs-table.js';
import type { PartiesNamed } from './parties-named.js';
import { knownRelations } from './relations.js';

/** Any two parties, and who moved towards whom. */
export const alignmentPicture: PagePicture = {
  path: paths.alignment(':negotiation'),
  once: alignmentNames,
  repeatable: repeatableAlignmentNames,
  load: async ({ reading, request }) => {
    const asked = await alignmentAsked(request, reading);
    await inTurns(everyPair(asked));
    const { head, summary, table, moves } = alignmentPage(
      reading,
      asked,
      request.query as unknown as URLSearchParams,
    );
    const drawn = table && drawnOf(table, moves);
    return {
      head,
      lead: summary,
      draw: (room) =>
        drawn === null
          ? sentenceDrawing('There are no two parties to compare.', room)
          : alignmentDrawing(drawn, room),
      key: (kind) => (drawn === null ? [] : keyOf(drawn, kind)),
    };
  },
};

function keyOf(drawn: AlignmentDrawn, kind: PictureKind): KeyItem[] {
  const room = { kind, width: innerWidthOf(kind), height: null, measure: fontMeasures().roomy };
  const bars = hasBars(drawn, room)
    ? [...relationKeys, plainKey('The bar: all demands on which both are known')]
    : [];
  const opposite = 'Two parties may reject one thing for opposite reasons: no count says that they agree';
  return kind === 'card' ? bars : [...bars, plainKey(opposite)];
}

const relationKeys: readonly KeyItem[] = knownRelations.map(({ value, label }) => ({
  sample: rect({ x: 0.5, y: 1.5, width: 12, height: 11 }, `relation relation-${value}`),
  ...{ width: 13, words: label },
}));

/** So many moves are drawn; the page has all. */
const mostMoves = 5;

function drawnOf(table: PairsTable, moves: MovesView): AlignmentDrawn {
  const lines = moves.groups.flatMap((group) => [...group.lines, ...group.folded]);
  return {
    counted: table.counted.label,
    columns: table.columns.map(({ short }) => short),
    rows: table.rows.map(({ party, cells }) => ({
      party: party.label,
      pairs: cells.map(({ count, of, step, bar }) => ({ count, of, step, ...bar })),
    })),
    moves: {
      period: moves.period,
      lines: lines.slice(0, mostMoves).map(moveOf),
      left: Math.max(lines.length - mostMoves, 0),
      emptyText: moves.emptyText,
    },
  };
}

function moveOf({ demand, past, nearer, further, steps }: MoveLine): MoveDrawn {
  const words = [nearer, further].flatMap((named) => (named === null ? [] : [namesOf(named)]));
  return {
    demand: past === null ? demand.label : isolating`${demand.label} (${past})`,
    words: words.join('; '),
    steps: steps.map(({ party, before, after }) => ({ party, before, after })),
  };
}

/** In a picture nothing is folded. */
function namesOf({ words, all }: PartiesNamed): string {
  return all === null ? words : isolating`${words}: ${all}`;
}
