import { isolating, listed } from '../../../domain/isolation.js';
import type { KeyItem } from '../../../outputs/pictures/key.js';
import { positionDrawing } from '../../../outputs/pictures/position-drawing.js';
import { belowOneAnother } from '../../../outputs/pictures/svg.js';
import { paths } from '../../frame/paths.js';
import { courseDrawing, courseKey } from '../../parts/course-picture.js';
import type { PagePicture } from '../../parts/pictures.js';
import type { QuoteView, StanceView } from '../../parts/stances/stance-view.js';
import type { CitationView } from '../../parts/stances/citation-view.js';
import type { PositionPage } from './pages.js';
import { positionPageOf } from './routes.js';

/** One cell: the position, the words on which it rests, and how it went. */
export const positionPicture: PagePicture = {
  path: paths.position(':negotiation', ':party', ':demand'),
  once: ['record'],
  repeatable: [],
  load: async ({ services, request, reading }) => {
    const page = await positionPageOf(services, request, { reading, viewer: null });
    const { head, course, courseText, stance, citations, cell } = page;
    const drawn = {
      label: cell.label,
      sign: cell.sign,
      looks: cell.looks,
      beside: listed([cell.attribution, cell.since]),
      quote: stance?.quote ? quoteText(stance.quote) : (stance?.summary ?? null),
      lines: stance === null ? [] : [wordsOf(stance), sourceOf(citations)].filter((line) => line !== ''),
    };
    return {
      head,
      lead: leadOf(page) ?? courseText,
      draw: (room) => {
        const isShort = room.kind === 'card' && course !== null;
        const position = positionDrawing(drawn, room, { isShort });
        if (course === null) return position;
        const left = room.height === null ? null : room.height - position.height - 16;
        return belowOneAnother(position, courseDrawing(course, { ...room, height: left }));
      },
      key: (kind): KeyItem[] => (course === null ? [] : courseKey(course, kind)),
    };
  },
};

/** That it is contested, or of which kind of nothing it is. */
function leadOf({ cell, meaning }: PositionPage): string | null {
  const contested = cell.contests.map(({ words }) => isolating`Contested: ${words}.`).join(' ');
  return contested || meaning || null;
}

function quoteText({ text, language, translation, isRemoved }: QuoteView): string {
  const isForeign = language !== null && language !== 'en' && !language.startsWith('en-');
  if (isRemoved || translation === null || !isForeign) return isolating`“${text}”`;
  return isolating`“${translation}”`;
}

function wordsOf({ speaker, date, told, jointly, quote }: StanceView): string {
  const isTranslated = quote?.translation != null && quote.language !== null && !/^en\b/.test(quote.language);
  return listed(
    [speaker, date, jointly, told, isTranslated && `translated from ${languageOf(quote.language)}`],
    ' · ',
  );
}

function languageOf(tag: string | null): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(tag ?? '') ?? 'another language';
  } catch {
    return 'another language';
  }
}

function sourceOf(citations: readonly CitationView[]): string {
  const [first] = citations;
  if (!first) return '';
  const more = citations.length > 1 ? ` and ${citations.length - 1} more` : '';
  return isolating`${first.outlet}: ${first.title}${first.published === null ? '' : `, ${first.published}`}${more}`;
}
