import { chartDrawing } from '../../outputs/pictures/chart-drawing.js';
import { eventList } from '../../outputs/pictures/event-list.js';
import { type KeyItem, plainKey } from '../../outputs/pictures/key.js';
import { noteDrawing, type PictureKind, type Room } from '../../outputs/pictures/picture.js';
import { belowOneAnother, type Drawing } from '../../outputs/pictures/svg.js';
import { valuesList } from '../../outputs/pictures/values-list.js';
import { viewText } from '../frame/pictures/signs.js';
import { type CourseFigure, endsOf, withoutNumbers } from './course-figure.js';

/** Positions over time as a page draws them, with what the numbers of events mean. */
export function courseDrawing(figure: CourseFigure, room: Room): Drawing {
  const { charts, title, signs, events, silent } = figure;
  const isCard = room.kind === 'card';
  const ends = isCard ? endsOf(figure) : null;
  if (ends !== null) return valuesList(ends, room);
  const wanted = room.kind === 'narrow' ? 'narrow' : 'wide';
  const found = charts.find(({ kind }) => kind === wanted) as CourseFigure['charts'][number];
  // Without their names, numbers would say nothing.
  const chart = isCard ? withoutNumbers(figure) : found;
  const { width, height } = chart;
  const svg = viewText(chart.form === 'rows' ? 'parts/course-rows' : 'parts/course-chart', {
    chart,
    title,
    signs,
  }).trim();
  return belowOneAnother(
    chartDrawing({ svg, width, height }, room),
    ...(isCard ? [] : [silent === null ? null : noteDrawing(silent, room), eventList(events, room)]),
  );
}

/** What the ways of drawing mean, as far as they occur. */
export function courseKey(figure: CourseFigure, kind: PictureKind): KeyItem[] {
  const { key, isOfSeveral, isInRows, upTo, events, otherEvents } = figure;
  if (kind === 'card' && endsOf(figure) !== null) return [];
  const [isCard, isNarrow] = [kind === 'card', kind === 'narrow'];
  const items: (KeyItem | false)[] = [
    !isCard && plainKey(`Drawn up to ${upTo}`),
    isInRows && plainKey('A row for each party, in the order in which they stand on that day'),
    key.hasReported && knownKey('reported', isInRows, isNarrow ? 'rep.: reported only' : 'reported only'),
    key.hasInferred && knownKey('inferred', isInRows, isNarrow ? 'inf.: inferred' : 'inferred'),
    isInRows && key.hasContests && plainKey('Lower bar in a row: contests the upper'),
    isNarrow && key.hasContested && plainKey('cont.: contested'),
    key.hasBars && {
      sample: '<rect class="chart-bar" x="0" y="4" width="26" height="6" rx="3"/>',
      ...{ width: 26, words: 'date known to the month or the year' },
    },
    key.hasReaffirmed && {
      sample: '<path class="chart-dots chart-dots-small" d="M5 7h0"/>',
      ...{ width: 10, words: 'said again' },
    },
    !isCard && otherEvents !== null && plainKey('Ticks at the foot: other events'),
    isCard && events.length > 0 && plainKey('Ticks at the foot: events'),
    isOfSeveral && plainKey('Name in bold: moved'),
    plainKey('Levels are an order, not a distance'),
  ];
  return items.filter((item) => item !== false);
}

/** As an edge of what is held in a row, or as a line. */
function knownKey(evidence: 'reported' | 'inferred', isInRows: boolean, words: string): KeyItem {
  if (isInRows) {
    const path = 'd="M0 7h28"';
    const sample = `<path class="chart-held-edge chart-held-edge-${evidence}" ${path}/><path class="chart-held chart-held-${evidence} chart-held-middle" ${path}/>`;
    return { sample, width: 28, words };
  }
  const hasDot = evidence === 'reported';
  const dot = hasDot
    ? '<path class="chart-dots" d="M28 7h0"/><path class="chart-dots chart-dots-open" d="M28 7h0"/>'
    : '';
  return {
    sample: `<path class="chart-line chart-line-${evidence}" d="M0 7h28"/>${dot}`,
    ...{ width: hasDot ? 34 : 28, words },
  };
}
