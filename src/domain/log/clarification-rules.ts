import type { FieldProblem } from '../errors.js';
import { reasonProblem } from './act.js';
import { headlineProblem } from './update.js';
import { propositionProblem } from '../structure/structure-rules.js';

/** Clearer words, as an editor enters them. */
export interface NewWords {
  readonly words: string;
  readonly reason: string;
}

/** What is wrong with clearer words of a headline or of a proposition; empty if nothing is. */
export function problemsOfWords(of: 'headline' | 'proposition', { words, reason }: NewWords): FieldProblem[] {
  const problem = of === 'headline' ? headlineProblem(words) : propositionProblem(words, null);
  return [problem && { field: 'words', message: problem.message }, reasonProblem(reason)].filter(
    (each) => each !== null,
  );
}
