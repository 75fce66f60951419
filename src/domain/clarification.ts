import type { FieldProblem } from './errors.js';
import type { Stance } from './stance.js';
import type { NewStance } from './update.js';

/** What a reader would call a change: only a correction may touch it (docs/rules.md, "One log"). */
const substance = ['party', 'demand', 'position', 'attribution', 'accountBy', 'date', 'time'] as const;

/** A problem at every field in which the new words say something else than those that stand. */
export function problemsOfClarification(standing: Stance, words: NewStance): FieldProblem[] {
  return substance
    .filter((field) => standing[field] !== words[field])
    .map((field) => ({
      field,
      message: 'A reader would call this a change. Publish it as a correction, with its reason.',
    }));
}
