import { Conflict, InvalidInput } from '../../domain/errors.js';
import { type NewWords, problemsOfWords } from '../../domain/log/clarification-rules.js';

/** Throws InvalidInput for what is wrong with clearer words, and Conflict if they are the present ones. */
export function refuseWords(of: 'headline' | 'proposition', present: string, given: NewWords): void {
  const problems = problemsOfWords(of, given);
  if (problems.length > 0) throw new InvalidInput(problems);
  if (given.words === present) throw new Conflict(`Nothing would change: this is the ${of} already.`);
}
