import { edges } from '../../domain/attribution.js';
import { codeOf, type Position, positions } from '../../domain/log/position.js';
import { paths, withQuery } from '../frame/paths.js';
import type { Reading } from '../frame/reading/reading.js';
import { toneOf } from '../../outputs/tone.js';
import { type SignView, signView } from './stances/sign.js';
import type { EdgeKey } from './stances/value-view.js';
import { type MatrixCellView, type MatrixMark, matrixMarks } from './stances/matrix-cell.js';

/** The scale as a bar above the matrix, from rejecting to insisting, and what edges and marks say. */
export interface MatrixLegend {
  /** Positions of one code stand together; those without a code come last. */
  readonly steps: readonly (readonly LegendEntry[])[];
  readonly edges: readonly EdgeKey[];
  readonly marks: readonly { readonly kind: MatrixMark; readonly words: string }[];
}

export interface LegendEntry {
  readonly sign: SignView;
  readonly tone: string;
  readonly label: string;
  /** Where its meaning stands. */
  readonly url: string;
}

/** The place of a position in the methodology. */
export function positionPlace(position: Position): string {
  return `position-${position}`;
}

/** Only marks that are in the matrix are explained, and edges if there are others than “on the record”. */
export function matrixLegend(
  { negotiation, givenQuery }: Pick<Reading, 'negotiation' | 'givenQuery'>,
  cells: readonly MatrixCellView[],
  wordsOfMark: (kind: MatrixMark, words: string) => string,
): MatrixLegend {
  const methodology = withQuery(paths.methodology(negotiation.slug), givenQuery);
  const marked = new Set<MatrixMark>();
  for (const { marks } of cells) for (const mark of marks) marked.add(mark);
  return {
    steps: stepsOfScale.map((step) =>
      step.map(({ value, label, short }) => ({
        sign: signView(value),
        tone: toneOf(value),
        // Only the two rejections have one word.
        label: value === 'rejects_red_line' || value === 'insists' ? label : short,
        url: `${methodology}#${positionPlace(value)}`,
      })),
    ),
    edges,
    marks: matrixMarks
      .filter(({ kind }) => marked.has(kind))
      .map(({ kind, words }) => ({ kind, words: wordsOfMark(kind, words) })),
  };
}

const codes = [-3, -2, -1, 0, 1, 2, 3, null];
const stepsOfScale = codes.map((code) => positions.filter(({ value }) => codeOf(value) === code));
