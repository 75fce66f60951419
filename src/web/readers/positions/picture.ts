import { isolating, listed } from '../../../domain/isolation.js';
import type { KeyItem } from '../../../outputs/pictures/key.js';
import { type PositionDrawn, positionDrawing } from '../../../outputs/pictures/position-drawing.js';
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
      words: stance && saidIn(stance),
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
  const contested = cell.contests.map(({ words }) => isolating`Contested, ${words}.`).join(' ');
  return contested || meaning || null;
}

/** A text that was removed is no quote any more. */
function saidIn({ quote, summary }: StanceView): PositionDrawn['words'] {
  if (quote !== null) return { text: quoteText(quote), isQuote: !quote.isRemoved };
  return summary === null ? null : { text: summary, isQuote: false };
}

function quoteText({ text, language, translation, isRemoved }: QuoteView): string {
  if (isRemoved) return text;
  const isForeign = language !== null && language !== 'en' && !language.startsWith('en-');
  if (translation === null || !isForeign) return isolating`“${text}”`;
  return isolating`“${translation}”`;
}

/** Under what an editor wrote, a speaker would seem to have said it. */
function wordsOf({ speaker, date, told, jointly, quote }: StanceView): string {
  const isTranslated = quote?.translation != null && quote.language !== null && !/^en\b/.test(quote.language);
  const by = quote !== null && !quote.isRemoved && speaker !== null && isolating`said by ${speaker}`;
  return listed(
    [by, date, jointly, told, isTranslated && `translated from ${languageOf(quote.language)}`],
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
  const { outlet, title, published } = first;
  const isDated = published === null || title.includes(published);
  return isolating`${outlet}: ${title}${isDated ? '' : `, ${published}`}${more}`;
}
