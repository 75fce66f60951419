import type { NegotiationCounts } from '../../data/counts.js';
import { type Evidence, evidenceChoices } from '../../domain/cell.js';
import type { Page } from '../layout.js';
import { paths } from '../paths.js';
import { readingHead } from '../reading-head.js';
import type { Reading } from '../reading.js';
import { type MatrixFigure, matrixFigure } from './matrix-figure.js';

/** The form that sets the clocks and the evidence of a page. */
export interface ClockControls {
  readonly action: string;
  /** Empty for now. */
  readonly asOf: string;
  readonly knownAt: string;
  readonly evidence: readonly {
    readonly value: Evidence;
    readonly label: string;
    readonly isChosen: boolean;
  }[];
}

export interface MatrixPage extends Page {
  readonly name: string;
  readonly description: string;
  readonly controls: ClockControls;
  readonly figure: MatrixFigure;
}

export function matrixPage(reading: Reading, counts: NegotiationCounts): MatrixPage {
  const { name, description, slug } = reading.negotiation;
  const path = paths.negotiation(slug);
  const title = `${name}: who wants what`;
  return {
    head: readingHead(reading, { title, description: description || title, path }),
    name,
    description,
    controls: clockControls(reading, path),
    figure: matrixFigure(reading, counts),
  };
}

export function clockControls({ query, clocks, givenQuery }: Reading, action: string): ClockControls {
  return {
    action,
    asOf: query.asOf ?? '',
    knownAt: givenQuery.known_at ?? '',
    evidence: evidenceChoices.map(({ value, label }) => ({
      value,
      label,
      isChosen: value === clocks.evidence,
    })),
  };
}
