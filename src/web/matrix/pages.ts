import type { NegotiationCounts } from '../../data/counts.js';
import type { Day } from '../../domain/when.js';
import { type ClockControls, clockControls } from '../clock-controls.js';
import type { Page } from '../layout.js';
import { paths } from '../paths.js';
import { readingHead } from '../reading-head.js';
import type { Reading } from '../reading.js';
import { type MatrixFigure, matrixFigure } from './matrix-figure.js';

export interface MatrixPage extends Page {
  readonly name: string;
  readonly description: string;
  readonly controls: ClockControls;
  readonly figure: MatrixFigure;
}

export function matrixPage(reading: Reading, counts: NegotiationCounts, since: Day | null): MatrixPage {
  const { name, description, slug } = reading.negotiation;
  const path = paths.negotiation(slug);
  const title = `${name}: who wants what`;
  return {
    head: readingHead(reading, {
      title,
      description: description || title,
      path,
      more: { since },
      feed: `${path}.atom`,
    }),
    name,
    description,
    controls: clockControls(reading, path, { since }),
    figure: matrixFigure(reading, counts, since),
  };
}
