import type { FieldProblem } from '../errors.js';
import type { RecordState } from './record-state.js';
import { fieldOf } from './stance.js';
import { areSameCitations, type CitedPlace } from './act-sources.js';
import type { StanceField } from './stance-field.js';
import { stanceFields } from './stance-fields.js';
import { cleanName, cleanText } from '../text.js';
import type { NewStance } from './new-stance.js';
import type { Day } from '../when.js';

/** A version ready to be published: as it will be stored, with the sources that it cites. */
export interface ReadyVersion {
  readonly stance: { readonly words: NewStance; readonly effectiveDay: Day };
  readonly citations: readonly CitedPlace[];
}

/** The problem of an act that would change nothing. */
export const nothingDiffers: FieldProblem = {
  field: 'stances.0.row',
  message: 'Nothing differs from what stands.',
};

/** True if readers would see the same words, day and sources, and the quote checked alike. */
export function isSameVersion(
  { stance: standing, ownCitations }: Pick<RecordState, 'stance' | 'ownCitations'>,
  { stance: { words, effectiveDay }, citations }: ReadyVersion,
): boolean {
  const areSameWords = stanceFields.every(
    (field) => printed(field, words[field.name]) === printed(field, fieldOf(standing, field.name)),
  );
  const areSameSources = areSameCitations(ownCitations, citations);
  const isSameCheck = (words.quoteCheck ?? null) === standing.quoteCheck;
  return areSameWords && areSameSources && isSameCheck && effectiveDay === standing.day;
}

/** As pages print it: older texts may hold characters that are now cleaned away. */
function printed({ value: { kind } }: StanceField, value: string | number | null): string | number | null {
  if (typeof value !== 'string') return value;
  return kind === 'text' || kind === 'time' ? cleanName(value) : cleanText(value).trim();
}
