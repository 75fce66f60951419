import { plainMatrix } from '../../../outputs/tables/matrix-html.js';
import type { Link } from '../../frame/layout.js';
import { paths, queryEntries, withQuery } from '../../frame/paths.js';
import type { Reading } from '../../frame/reading/reading.js';
import { plainTableName } from '../../parts/matrix-asked.js';
import { askedEntries, type MatrixAsked, type MatrixFigure } from '../../parts/matrix-figure.js';
import type { MatrixCellView } from '../../parts/stances/matrix-cell.js';

/**
 * The matrix as a plain HTML table to copy. It is as long as the matrix itself, so it is on the page only if it is
 * asked for.
 */
export interface PlainTable {
  /** The way to it. */
  readonly link: Link;
  /** Null unless it is asked for. A line of plain letters is printed as it is. */
  readonly lines: readonly string[] | null;
}

/** @param url the address that it names as its source */
export function plainTable(
  { negotiation, givenQuery }: Reading,
  asked: MatrixAsked,
  figure: MatrixFigure,
  url: string,
): PlainTable {
  const query = [
    ...queryEntries(givenQuery),
    ...askedEntries(asked),
    ...queryEntries({ [plainTableName]: '1' }),
  ];
  return {
    link: {
      label: 'Copy as an HTML table',
      url: `${withQuery(paths.negotiation(negotiation.slug), query)}#plain-table`,
    },
    lines: asked.hasPlainTable ? linesOf(figure, url) : null,
  };
}

function linesOf({ title, clocks, parties, topics }: MatrixFigure, url: string): string[] {
  return plainMatrix({
    title,
    source: { text: clocks, url },
    parties: parties.map(({ name }) => name),
    rows: topics
      .flatMap(({ rows }) => rows)
      .map(({ proposition, cells }) => ({ proposition, cells: cells.map(plainWords) })),
  });
}

function plainWords({ inWords, contests }: MatrixCellView): string {
  return contests.length === 0
    ? inWords
    : [inWords, ...contests.map((words) => `contested: ${words}`)].join('; ');
}
