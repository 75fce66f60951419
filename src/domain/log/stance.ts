import type { Sequence } from '../identifiers.js';
import type { StanceCore } from './entry.js';
import type { StanceFieldName, StanceValues } from './stance-fields.js';

/** The words of a stance: what a page shows of one version of a record besides what the cell rule reads. */
export interface StanceWords extends Omit<StanceValues, keyof StanceCore | 'speaker'> {
  readonly speaker: { readonly id: number; readonly name: string } | null;
}

/** One version of a record in full, as published. `accountBy` is a party's id; instants are RFC 3339 UTC. */
export interface Stance extends StanceCore, StanceWords {
  readonly sequence: Sequence;
}

/** What a published stance holds in a field, as a new one would. */
export function fieldOf(stance: Stance, name: StanceFieldName): string | number | null {
  return name === 'speaker' ? (stance.speaker?.id ?? null) : stance[name];
}

/** The fields of a published stance as those of a new one. */
export function valuesOfStance({ speaker, ...others }: Stance): StanceValues {
  return { ...others, speaker: speaker?.id ?? null };
}
