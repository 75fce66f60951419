import { isolating } from '../../../domain/isolation.js';
import { chartDrawing } from '../../../outputs/pictures/chart-drawing.js';
import { type KeyItem, plainKey } from '../../../outputs/pictures/key.js';
import { letteredList } from '../../../outputs/pictures/lettered-list.js';
import { type PictureKind, type Room, sentenceDrawing } from '../../../outputs/pictures/picture.js';
import { belowOneAnother, type Drawing } from '../../../outputs/pictures/svg.js';
import { paths } from '../../frame/paths.js';
import { filterParameters } from '../../frame/reading/position-filter.js';
import { viewText } from '../../frame/pictures/signs.js';
import type { PagePicture } from '../../parts/pictures.js';
import { edgeKeys, signKey } from '../../parts/value-keys.js';
import { type QuestionPage, questionPage } from './pages.js';
import { questionAsked, questionFilter } from './asked.js';
import { directionsOf } from './routes.js';

/** What each party asks for, would accept and rejects, along the alternatives of a question. */
export const questionPicture: PagePicture = {
  path: paths.question(':negotiation', ':question'),
  ...filterParameters(questionFilter),
  load: async ({ services, request, reading }) => {
    const asked = questionAsked(request, reading);
    const directions = await directionsOf(services, reading, asked);
    const page = questionPage(reading, asked, { role: null, directions });
    const { head, gap, silent } = page;
    const evidence = gap?.evidence ? `; ${gap.evidence}` : '';
    const lead = [gap && `${gap.words}: ${gap.rule}${evidence}.`, silent].filter(Boolean).join(' ');
    return {
      head,
      lead: lead || null,
      draw: (room) => drawingOf(page, room),
      key: (kind) => keyOf(page, kind),
    };
  },
};

function drawingOf(page: QuestionPage, room: Room): Drawing {
  const { charts, chartTitle, signs, alternatives } = page;
  const chart = chartFor(charts, room.kind);
  const named = alternatives.map(({ letter, amount, demand, gap }) => ({
    letter: letter ?? '–',
    words: isolating`${amount === null ? '' : `${amount}: `}${demand.label}. ${gap}`,
  }));
  const list = letteredList(named, room);
  if (!chart) return alternatives.length === 0 ? sentenceDrawing('No demand answers it yet.', room) : list;
  const { width, height } = chart;
  const svg = viewText('parts/question-chart', { chart, title: chartTitle, signs }).trim();
  const drawn = chartDrawing({ svg, width, height }, room);
  const hasRoom = room.height === null || drawn.height + list.height + 20 <= room.height;
  return belowOneAnother(drawn, hasRoom ? list : null);
}

function chartFor(charts: QuestionPage['charts'], kind: PictureKind) {
  return charts.find((chart) => chart.kind === (kind === 'narrow' ? 'narrow' : 'wide'));
}

/** Of what is drawn. */
function keyOf({ scale, edges, charts }: QuestionPage, kind: PictureKind): KeyItem[] {
  const rows = chartFor(charts, kind)?.rows;
  if (!rows) return [];
  const marks = rows.flatMap((row) => row.marks);
  const isStanding = marks.some((mark) => mark.isStanding);
  const hasMoved = rows.some(({ moves }) => moves.length > 0);
  const drawnEdges = edges.filter(({ value }) => marks.some(({ edge }) => edge === value));
  return [
    plainKey('Alternatives stand in their order, not to scale'),
    ...(isStanding ? [plainKey('Underlined: where it stands')] : []),
    ...(hasMoved ? [plainKey('Arrow: from where it stood')] : []),
    ...edgeKeys(drawnEdges),
    ...scale.map(({ sign, label }) => signKey(sign, label)),
  ];
}
