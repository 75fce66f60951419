import {
  type EvidenceCount,
  evidenceCounts,
  isCountedBy,
  type KnownCell,
} from '../../../domain/cells/cell-evidence.js';
import { attributionWords, counted } from '../../../domain/cells/wording.js';
import { listed as listedNames } from '../../../domain/isolation.js';
import { quoteCheckLabel } from '../../../domain/log/quote-check.js';
import { shortDate } from '../../../domain/when.js';
import type { Link } from '../../frame/layout.js';
import { paths, queryEntries, withQuery } from '../../frame/paths.js';
import { filterEntries } from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';
import { staleEntries } from '../../frame/reading/stale-months.js';
import {
  type EdgeKey,
  edgeKey,
  nothingView,
  type ValueView,
  valueView,
} from '../../parts/stances/value-view.js';
import { cellsName, type EvidenceFacts, listedCells } from './asked.js';

/** One of the listed cells. */
export interface ListedCellView {
  readonly party: string;
  readonly demand: string;
  readonly topic: string;
  readonly url: string;
  readonly value: ValueView;
  /** “On the record, principal”; null where no position sets the cell. */
  readonly attribution: string | null;
  readonly date: string | null;
  /** “2 independent origins”, “Quote never checked”, “Contested”. */
  readonly marks: readonly string[];
}

/** The cells behind a count, a page of them at a time. */
export interface ListedCells {
  readonly heading: string;
  readonly summary: string;
  readonly edges: readonly EdgeKey[];
  readonly rows: readonly ListedCellView[];
  readonly further: readonly Link[];
  readonly csv: Link;
  readonly all: Link;
}

const rowsPerPage = 100;

export function listedOf(
  reading: Reading,
  facts: EvidenceFacts,
  count: EvidenceCount,
  page: number,
): ListedCells {
  const { negotiation, givenQuery } = reading;
  const cells = listedCells(facts);
  const shown = cells.slice((page - 1) * rowsPerPage, page * rowsPerPage);
  const path = paths.evidence(negotiation.slug);
  const own = [...filterEntries(facts.filter), ...staleEntries(facts.staleMonths)];
  const query = [...queryEntries(givenQuery), ...own, [cellsName, count] as const];
  const pageUrl = (wanted: number) =>
    `${withQuery(path, [...query, ...(wanted === 1 ? [] : [['page', String(wanted)] as const])])}#cells`;
  const rows = shown.map((cell) => listedCellView(reading, cell, count));
  return {
    heading: headingOf(count, facts, negotiation),
    summary: summaryOf(cells.length, facts.cells.length, shown.length, page),
    edges: edgeKey(rows.map(({ value }) => value)),
    rows,
    further: [
      ...(page > 1 ? [{ label: 'The positions before these', url: pageUrl(page - 1) }] : []),
      ...(page * rowsPerPage < cells.length ? [{ label: 'The next positions', url: pageUrl(page + 1) }] : []),
    ],
    csv: { label: 'CSV of this list', url: withQuery(`${path}.csv`, [...query, ['bom', '1']]) },
    all: { label: 'Close the list', url: withQuery(path, [...queryEntries(givenQuery), ...own]) },
  };
}

/** “Not reaffirmed for 3 months: Russia”. */
function headingOf(
  count: EvidenceCount,
  { filter, staleMonths }: EvidenceFacts,
  negotiation: Reading['negotiation'],
) {
  const label = evidenceCounts.find(({ value }) => value === count)?.label as string;
  const words = count === 'stale' ? `${label} for ${counted(staleMonths, 'month')}` : label;
  const named = listedNames([
    ...negotiation.parties.filter(({ slug }) => filter.parties.includes(slug)).map(({ name }) => name),
    ...negotiation.topics.filter(({ slug }) => filter.topics.includes(slug)).map(({ name }) => name),
  ]);
  return named === '' ? words : `${words}: ${named}`;
}

function summaryOf(listed: number, all: number, shown: number, page: number): string {
  const words = `${listed.toLocaleString('en-GB')} of ${counted(all, 'cell')}`;
  if (listed <= rowsPerPage && page === 1) return `${words}.`;
  const first = (page - 1) * rowsPerPage + 1;
  return shown === 0
    ? `${words}, on the pages before.`
    : `${words}: ${first.toLocaleString('en-GB')} to ${(first + shown - 1).toLocaleString('en-GB')}.`;
}

function listedCellView(
  { negotiation, givenQuery }: Reading,
  known: KnownCell,
  listed: EvidenceCount,
): ListedCellView {
  const { party, demand, cell } = known;
  const place = {
    party: party.name,
    demand: demand.proposition,
    topic: demand.topic.name,
    url: withQuery(paths.position(negotiation.slug, party.slug, demand.slug), givenQuery),
  };
  if (!cell.isSet) {
    return { ...place, value: nothingView(cell.nothing), attribution: null, date: null, marks: [] };
  }
  const { stance } = cell.setting;
  return {
    ...place,
    value: valueView(stance),
    attribution: stance.attribution === null ? null : attributionWords(stance),
    date: shortDate(stance.date),
    marks: marksOf(known, listed),
  };
}

/** Not what all cells of the list have in common. */
function marksOf(known: KnownCell, listed: EvidenceCount): string[] {
  const { evidence } = known;
  const origins = evidence === null ? [] : [counted(evidence.origins.length, 'independent origin')];
  const quote =
    evidence === null
      ? []
      : [evidence.quote === null ? 'no quote' : `quote ${quoteCheckLabel(evidence.quote).toLowerCase()}`];
  return [
    ...origins,
    ...quote,
    ...(listed !== 'contested' && isCountedBy('contested', known) ? ['contested'] : []),
    ...(listed !== 'stale' && isCountedBy('stale', known) ? ['not reaffirmed'] : []),
  ];
}
