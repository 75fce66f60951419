import type { FieldProblem } from '../errors.js';
import { type Stance, fieldOf } from './stance.js';
import { storedFields } from './stance-fields.js';
import type { NewStance } from './new-stance.js';

/** A problem at every field of substance in which the new wording differs from the present version. */
export function problemsOfClarification(standing: Stance, words: NewStance): FieldProblem[] {
  return storedFields
    .filter(({ name, told }) => told.isSubstance && fieldOf(standing, name) !== words[name])
    .map(({ name }) => ({
      field: name,
      message: 'A reader would call this a change. Publish it as a correction, with its reason.',
    }));
}
