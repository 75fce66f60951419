import { codingTests } from '../../../domain/log/coding-tests.js';
import { isolating } from '../../../domain/isolation.js';
import { attributions, confidenceOf, confidences, evidenceClassLabel } from '../../../domain/attribution.js';
import { evidenceChoices, nothings } from '../../../domain/cells/cell.js';
import { gaps } from '../../../domain/cells/gap.js';
import { quoteChecks } from '../../../domain/log/quote-check.js';
import { positions } from '../../../domain/log/position.js';
import { outcomes } from '../../../domain/structure/outcome.js';
import type { Page } from '../../frame/layout.js';
import { paths } from '../../frame/paths.js';
import { readingHead } from '../../frame/reading/reading-head.js';
import type { Reading } from '../../frame/reading/reading.js';
import { positionPlace } from '../../parts/matrix-legend.js';
import { toneOf } from '../../../outputs/tone.js';
import { type SignView, signView } from '../../parts/stances/sign.js';

/** The scales and rules by which positions are recorded, printed from the definitions that the code uses. */
export interface MethodologyPage extends Page {
  readonly positions: readonly {
    /** By which the legend of the matrix leads here. */
    readonly id: string;
    readonly sign: SignView;
    readonly tone: string;
    readonly code: string;
    readonly value: string;
    readonly label: string;
    readonly short: string;
    readonly meaning: string;
  }[];
  readonly codingTests: readonly string[];
  readonly nothings: readonly {
    readonly label: string;
    readonly short: string;
    readonly meaning: string;
  }[];
  readonly attributions: readonly {
    readonly evidence: string;
    readonly value: string;
    readonly label: string;
    readonly meaning: string;
    readonly confidence: string;
  }[];
  readonly evidenceChoices: readonly { readonly value: string; readonly label: string }[];
  readonly quoteChecks: readonly {
    readonly value: string;
    readonly label: string;
    readonly meaning: string;
  }[];
  readonly outcomes: readonly { readonly label: string; readonly meaning: string }[];
  readonly gaps: readonly { readonly label: string; readonly rule: string }[];
}

export function methodologyPage(reading: Reading): MethodologyPage {
  const { name, slug } = reading.negotiation;
  return {
    head: readingHead(reading, {
      title: 'Methodology',
      description: isolating`How positions in the ${name} are recorded, dated, attributed and compared.`,
      path: paths.methodology(slug),
    }),
    positions: positions.map(({ value, code, label, short, meaning }) => ({
      id: positionPlace(value),
      sign: signView(value),
      tone: toneOf(value),
      code: code === null ? 'none' : String(code).replace('-', '−'),
      value,
      label,
      short,
      meaning,
    })),
    codingTests,
    nothings: nothings.map(({ label, short, meaning }) => ({ label, short, meaning })),
    attributions: attributions.map(({ class: evidenceClass, value, label, meaning }) => ({
      evidence: evidenceClassLabel(evidenceClass),
      value,
      label,
      meaning,
      confidence: confidences.find((each) => each.value === confidenceOf(value))?.label ?? '',
    })),
    evidenceChoices: evidenceChoices.map(({ value, label }) => ({ value, label })),
    quoteChecks,
    outcomes: outcomes.map(({ label, meaning }) => ({ label, meaning })),
    gaps: gaps.map(({ label, rule }) => ({ label, rule })),
  };
}

declare module '../../frame/pages.js' {
  interface Pages {
    readonly 'readers/methodology/methodology': MethodologyPage;
  }
}
