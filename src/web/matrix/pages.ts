import { isolating } from '../../domain/isolation.js';
import type { NegotiationCounts } from '../../data/log.js';
import type { PositionFilter } from '../../domain/position-filter.js';
import type { Day } from '../../domain/when.js';
import { type ClockControls, clockControls } from '../clock-controls.js';
import { plainMatrix } from '../../outputs/matrix-html.js';
import type { Page } from '../layout.js';
import { paths, queryEntries, withQuery } from '../paths.js';
import { readingHead } from '../reading-head.js';
import type { Reading } from '../reading.js';
import { filterControls, filterEntries } from '../position-filter.js';
import { type MatrixFigure, matrixFigure } from './matrix-figure.js';

export interface MatrixPage extends Page {
  readonly name: string;
  readonly description: string;
  readonly controls: ClockControls;
  readonly figure: MatrixFigure;
  /** The figure as a plain HTML table, to copy. */
  readonly plainTable: string;
}

/** What the address asks for besides the clocks. */
export interface MatrixAsked {
  readonly since: Day | null;
  readonly filter: PositionFilter;
}

export function matrixPage(
  reading: Reading,
  counts: NegotiationCounts,
  { since, filter }: MatrixAsked,
  address: string,
): MatrixPage {
  const { name, description, slug } = reading.negotiation;
  const path = paths.negotiation(slug);
  const title = isolating`${name}: who wants what`;
  const head = readingHead(reading, {
    title,
    description: description || title,
    path,
    more: [...queryEntries({ since }), ...filterEntries(filter)],
    tableQuery: filterEntries(filter),
    feed: withQuery(`${path}.atom`, filterEntries(filter)),
    embedAt: since === null ? paths.embeddedMatrix(slug) : null,
  });
  const figure = matrixFigure(reading, counts, { since, filter });
  return {
    head,
    name,
    description,
    controls: clockControls(reading, path, {
      since,
      kept: filterEntries(filter),
      filter: filterControls(reading.negotiation, filter),
    }),
    figure,
    plainTable: plainTable(figure, `${address}${head.permalink ?? path}`),
  };
}

function plainTable({ title, clocks, parties, topics }: MatrixFigure, url: string): string {
  return plainMatrix({
    title,
    source: { text: clocks, url },
    parties: parties.map(({ name }) => name),
    rows: topics
      .flatMap(({ rows }) => rows)
      .map(({ proposition, cells }) => ({ proposition, cells: cells.map(({ label }) => label) })),
  });
}
