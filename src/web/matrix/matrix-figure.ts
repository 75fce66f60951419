import type { NegotiationCounts } from '../../data/counts.js';
import { buildMatrix, type Matrix } from '../../domain/matrix.js';
import { partyRoles } from '../../domain/negotiation.js';
import { positions } from '../../domain/position.js';
import { counted } from '../../domain/wording.js';
import type { Link } from '../layout.js';
import { paths, withQuery } from '../paths.js';
import { clocksLine } from '../reading-head.js';
import type { Reading } from '../reading.js';
import { type CellView, cellView } from '../stances/cell-view.js';
import { type SignView, signView, toneOf } from '../stances/sign.js';

export interface LegendEntry {
  readonly sign: SignView;
  readonly tone: string;
  readonly label: string;
  readonly meaning: string;
}

export interface MatrixRowView {
  readonly proposition: string;
  readonly url: string;
  readonly cells: readonly CellView[];
}

/** The matrix with all that a screenshot of it needs: title, both clocks, counts and legend. */
export interface MatrixFigure {
  readonly title: string;
  readonly clocks: string;
  readonly parties: readonly { readonly name: string; readonly url: string; readonly role: string }[];
  readonly columnCount: number;
  readonly topics: readonly {
    readonly id: string;
    readonly name: string;
    readonly rows: readonly MatrixRowView[];
  }[];
  readonly counts: string;
  readonly legend: readonly LegendEntry[];
  readonly exports: readonly Link[];
  /** True if a desk’s screen shows all columns at once: then only small screens scroll inside the figure. */
  readonly fitsWideScreens: boolean;
  /** What to do first, in a negotiation without parties or demands; else null. */
  readonly emptyText: string | null;
}

const mostFitting = 6;

export function matrixFigure(reading: Reading, counts: NegotiationCounts): MatrixFigure {
  const { negotiation, log, clocks, givenQuery } = reading;
  const { slug, parties, demands } = negotiation;
  const matrix = buildMatrix(
    log,
    demands.map(({ id }) => id),
    parties.map(({ id }) => id),
    clocks,
  );
  return {
    title: `Who wants what: ${negotiation.name}`,
    clocks: clocksLine(reading),
    parties: parties.map((party) => ({
      name: party.name,
      url: withQuery(paths.party(slug, party.slug), givenQuery),
      role: partyRoles.find(({ value }) => value === party.role)?.label ?? '',
    })),
    columnCount: parties.length + 1,
    topics: topicsOf(reading, matrix),
    counts: countsLine(matrix, counts),
    legend: legend(),
    exports: exportsOf(reading),
    fitsWideScreens: parties.length <= mostFitting,
    emptyText: emptyText(reading),
  };
}

function topicsOf(reading: Reading, matrix: Matrix): MatrixFigure['topics'] {
  const { negotiation, givenQuery } = reading;
  const { slug, demands, parties, topics } = negotiation;
  const rows = demands.map((demand, row) => ({
    topic: demand.topic.id,
    proposition: demand.proposition,
    url: withQuery(paths.demand(slug, demand.slug), givenQuery),
    cells: (matrix[row] ?? []).map((cell, column) => {
      const party = parties[column]?.slug ?? '';
      return cellView(cell, withQuery(paths.position(slug, party, demand.slug), givenQuery));
    }),
  }));
  const groups = topics.map(({ id, slug: topic, name }) => ({
    id: `topic-${topic}`,
    name,
    rows: rows.filter((row) => row.topic === id),
  }));
  return groups.filter((group) => group.rows.length > 0);
}

function countsLine(matrix: Matrix, { records, sources }: NegotiationCounts): string {
  const cells = matrix.flat();
  const set = cells.filter((cell) => cell.isSet).length;
  return `${set} of ${counted(cells.length, 'position')} recorded, from ${counted(records, 'record')} and ${counted(sources, 'source')}`;
}

/** The whole scale, strongest support first. */
export function legend(): LegendEntry[] {
  return positions.map(({ value, label, meaning }) => ({
    sign: signView(value),
    tone: toneOf(value),
    label,
    meaning,
  }));
}

/** The downloads of a negotiation at the page's clocks; the byte-order mark is for Excel. */
export function exportsOf({ negotiation, givenQuery }: Reading): Link[] {
  const query = { ...givenQuery, bom: '1' };
  return [
    { label: 'Matrix', url: withQuery(paths.matrixCsv(negotiation.slug), query) },
    { label: 'Positions', url: withQuery(paths.positionsCsv(negotiation.slug), query) },
    { label: 'All stances', url: withQuery(paths.stancesCsv(negotiation.slug), query) },
  ];
}

function emptyText({ negotiation, isAnotherTime }: Reading): string | null {
  if (negotiation.parties.length > 0 && negotiation.demands.length > 0) return null;
  if (isAnotherTime) return 'At this time nothing had been recorded.';
  return 'No parties or demands have been set up yet. An admin adds them at the desk; then positions can be logged.';
}
