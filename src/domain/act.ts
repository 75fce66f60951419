import type { FieldProblem } from './errors.js';

/** Characters that the reason of a correction, retraction or restoration has at least (product.md, "One log"). */
export const leastReason = 10;
const mostReason = 2000;

/** What is wrong with the reason of an act; null if nothing is. */
export function reasonProblem(reason: string): FieldProblem | null {
  const field = 'reason';
  if (reason.length < leastReason)
    return { field, message: `Say why, in at least ${leastReason} characters: readers see it.` };
  return reason.length > mostReason ? { field, message: 'A reason has at most 2,000 characters.' } : null;
}
