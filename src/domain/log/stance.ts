import type { Confidence } from './attribution.js';
import type { Sequence } from '../identifiers.js';
import type { StanceCore } from './entry.js';

/** The words of a stance: what a page shows of one version of a record besides what the cell rule reads. */
export interface StanceWords {
  readonly accountBy: number | null;
  readonly confidence: Confidence | null;
  readonly confidenceNote: string | null;
  readonly speaker: { readonly id: number; readonly name: string } | null;
  readonly speakerRole: string | null;
  readonly summary: string | null;
  readonly conditions: string | null;
  readonly quote: string | null;
  readonly quoteLanguage: string | null;
  readonly quoteTranslation: string | null;
  readonly quoteTranslator: string | null;
  readonly note: string | null;
}

/** One version of a record in full, as published. `accountBy` is a party's id; instants are RFC 3339 UTC. */
export interface Stance extends StanceCore, StanceWords {
  readonly sequence: Sequence;
}
