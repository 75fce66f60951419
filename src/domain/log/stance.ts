import type { Sequence } from '../identifiers.js';
import type { StanceCore } from './entry.js';
import type { StoredQuoteCheck } from './quote-check.js';
import type { StanceFieldName, StanceValues } from './stance-fields.js';

/** What a page shows of one version of a record beyond what the cell rule reads. */
export interface StanceWords extends Omit<StanceValues, keyof StanceCore | 'speaker'> {
  readonly speaker: { readonly id: number; readonly name: string } | null;
}

/** One version of a record in full, as published. `accountBy` is a party's id; instants are RFC 3339 UTC. */
export interface Stance extends StanceCore, StanceWords {
  readonly sequence: Sequence;
  /** The joint statement that it is part of, by the number of its first stance; null for a party’s own. */
  readonly joint: Sequence | null;
  readonly quoteCheck: StoredQuoteCheck;
}

/** The value of a published stance's field, in the form that a new stance has. */
export function fieldOf(stance: Stance, name: StanceFieldName): string | number | null {
  return name === 'speaker' ? (stance.speaker?.id ?? null) : stance[name];
}

/** The fields of a published stance, in the form that a new stance has. */
export function valuesOfStance({ speaker, ...others }: Stance): StanceValues & Pick<Stance, 'quoteCheck'> {
  return { ...others, speaker: speaker?.id ?? null };
}
