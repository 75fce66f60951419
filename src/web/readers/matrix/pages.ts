import { counted } from '../../../domain/cells/wording.js';
import { isolating } from '../../../domain/isolation.js';
import { type ClockControls, clockControls } from '../../frame/reading/clock-controls.js';
import type { Link, Page } from '../../frame/layout.js';
import { paths, queryEntries, withQuery } from '../../frame/paths.js';
import { detailsName } from '../../frame/reading/details.js';
import type { PicturePart } from '../../frame/pictures/links.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import { filterEntries } from '../../frame/reading/position-filter.js';
import {
  askedEntries,
  type MatrixAsked,
  type MatrixFacts,
  type MatrixFigure,
  matrixFigure,
  matrixScript,
} from '../../parts/matrix-figure.js';
import { matrixFilters } from './filters.js';
import { type PlainTable, plainTable } from './plain-table.js';
import type { Filters } from '../../parts/filters.js';
import { briefingOn, briefingsOnTopics, type BriefingView } from '../../parts/briefings.js';
import { closedNow } from '../../parts/closed-negotiation.js';
import { reservationsAbove, type ReservationView } from '../../parts/reservations.js';

export interface MatrixPage extends Page {
  readonly name: string;
  readonly description: string;
  /** Says that the negotiation is closed; null while it is open. */
  readonly closedText: string | null;
  readonly controls: ClockControls;
  readonly filters: Filters;
  /** What the desk says of the talks, and what parties reserve. */
  readonly briefing: BriefingView | null;
  /** What the desk says of their topics, which stays folded: the matrix begins on the first screen. Null if nothing. */
  readonly topicBriefings: { readonly title: string; readonly briefings: readonly BriefingView[] } | null;
  readonly reservations: readonly ReservationView[];
  /** The questions that its demands answer. */
  readonly questions: readonly Link[];
  readonly figure: MatrixFigure;
  readonly plainTable: PlainTable;
}

export function matrixPage(
  reading: Reading,
  facts: MatrixFacts,
  asked: MatrixAsked,
  address: string,
): MatrixPage {
  const { name, description, slug } = reading.negotiation;
  const { since, filter } = asked;
  const path = paths.negotiation(slug);
  const title = isolating`${name}: who wants what`;
  const figure = matrixFigure(reading, facts, asked);
  const head = readingHead(reading, {
    title,
    description: description || title,
    path,
    more: askedEntries(asked),
    tableQuery: filterEntries(filter),
    feed: withQuery(`${path}.atom`, filterEntries({ ...filter, withClosed: false })),
    pictureAt: paths.matrixPicture(slug),
    pictureParts: filter.topics.length > 0 ? [] : partsOf(reading, figure),
    embedAt: paths.embedded(path),
    script: matrixScript,
  });
  return {
    head,
    name,
    description,
    closedText: closedNow(reading),
    controls: clockControls(reading, path, {
      since,
      kept: queryEntries({ [detailsName]: asked.hasDetails ? '1' : null }),
      linked: askedEntries(asked),
    }),
    filters: matrixFilters(reading, asked),
    briefing: briefingOn(reading, { topic: null, demand: null }),
    topicBriefings: topicBriefings(reading),
    reservations: reservationsAbove(reading),
    questions: reading.negotiation.questions
      .filter(({ isClosed }) => filter.withClosed || !isClosed)
      .map(({ wording, slug: question }) => ({
        label: wording,
        url: withQuery(paths.question(slug, question), reading.givenQuery),
      })),
    figure,
    plainTable: plainTable(reading, asked, figure, `${address}${head.permalink ?? path}`),
  };
}

/** In an article there is seldom room for more than a topic. */
function partsOf({ negotiation }: Reading, { topics }: MatrixFigure): PicturePart[] {
  const shown = negotiation.topics.filter(({ slug }) => topics.some(({ id }) => id === `topic-${slug}`));
  if (shown.length < 2) return [];
  return shown.map(({ slug, name }) => ({ label: name, entry: ['topic', slug] }));
}

function topicBriefings(reading: Reading): MatrixPage['topicBriefings'] {
  const briefings = briefingsOnTopics(reading);
  const title = counted(briefings.length, 'briefing on a topic', 'briefings on topics');
  return briefings.length === 0 ? null : { title, briefings };
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/matrix/embedded': MatrixPage;
    readonly 'readers/matrix/matrix': MatrixPage;
  }
}
