import { inTurns } from '../../../data/engine/in-turns.js';
import { eventList } from '../../../outputs/pictures/event-list.js';
import { chartDrawing } from '../../../outputs/pictures/chart-drawing.js';
import { type KeyItem, plainKey } from '../../../outputs/pictures/key.js';
import { type Move, movesList } from '../../../outputs/pictures/moves-list.js';
import { type News, newsList } from '../../../outputs/pictures/news-list.js';
import { sentenceDrawing } from '../../../outputs/pictures/picture.js';
import { belowOneAnother } from '../../../outputs/pictures/svg.js';
import { paths } from '../../frame/paths.js';
import { viewText } from '../../frame/pictures/signs.js';
import { filterNames } from '../../frame/reading/position-filter.js';
import type { PagePicture } from '../../parts/pictures.js';
import { timelineAsked, timelineNames } from './asked.js';
import { type TimelinePage, timelinePage } from './pages.js';

/** Events and movements on one axis, as the page draws them. */
export const timelinePicture: PagePicture = {
  path: paths.timeline(':negotiation'),
  once: timelineNames,
  repeatable: filterNames,
  load: async ({ reading, request }) => {
    const asked = await timelineAsked(reading, request);
    const page = await inTurns(timelinePage({ reading, ...asked }));
    const { head, events, chartTitle, unitText, stillText, emptyText } = page;
    const isEmpty = page.chart.lanes.length + events.length === 0;
    return {
      head,
      lead: `${chartTitle.charAt(0).toUpperCase()}${chartTitle.slice(1)}.${unitText}${stillText === null ? '' : ` ${stillText}`}`,
      draw: function* (room) {
        if (isEmpty) return sentenceDrawing(emptyText, room);
        // So many marks would be dust there.
        if (room.kind === 'card') return newsList(newsOf(page), lineCount(page), room);
        const chart = chartDrawing(chartOf(page, room.kind), room);
        yield;
        return belowOneAnother(
          chart,
          eventList(events, room),
          movesList(movesOf(page), moveCount(page), room),
        );
      },
      key: (kind) =>
        isEmpty || kind === 'card' ? [] : [...keys, ...(page.chart.contests === '' ? [] : [contestedKey])],
    };
  },
};

/** Which demand each mark is of; the events are listed by their numbers. */
function movesOf({ rows }: TimelinePage): Move[] {
  return rows.filter(({ isEvent }) => !isEvent);
}

/** What the table of the page says, newest first. */
function newsOf({ rows }: TimelinePage): News[] {
  return rows.map(({ date, kind, isEvent, text }) => ({ date, kind: isEvent ? 'Event' : kind, text }));
}

/** The table of the page is cut; the picture says how much there is. */
function lineCount(page: TimelinePage): number {
  return moveCount(page) + page.events.length;
}

function moveCount({ chart }: TimelinePage): number {
  return chart.lanes.reduce((sum, { count }) => sum + count, 0);
}

function chartOf({ chart, narrow, chartTitle }: TimelinePage, kind: 'wide' | 'narrow') {
  const both = viewText('parts/timeline-chart', { chart, narrow, title: chartTitle });
  const second = both.indexOf('<svg class="chart chart-narrow"');
  const { width, height } = kind === 'wide' ? chart : narrow;
  return { svg: (kind === 'wide' ? both.slice(0, second) : both.slice(second)).trim(), width, height };
}

const keys: readonly KeyItem[] = [
  key('neither', 'M7 2l5.5 9h-11z', 'now for it'),
  key('neither', 'M7 1.500l5.500 5.500-5.500 5.500-5.500-5.500z', 'on neither side'),
  key('neither', 'M7 11l5.500-9h-11z', 'against it'),
  key('towards', 'M7 2.500l4.500 5-4.500 5-4.500-5zM1.500 -.500h11v2h-11z', 'bar above: moved towards it'),
  key('away', 'M7 1l4.500 5-4.500 5-4.500-5zM1.500 12.500h11v2h-11z', 'bar below: moved away'),
  plainKey('Hollow: first recorded, or no direction'),
];

const contestedKey: KeyItem = {
  sample: '<path class="chart-contested" d="M6 0v14"/>',
  ...{ width: 12, words: 'contested from this day' },
};

function key(direction: string, outline: string, words: string): KeyItem {
  return { sample: `<path class="chart-mark chart-mark-${direction}" d="${outline}"/>`, width: 14, words };
}
