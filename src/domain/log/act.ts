import type { Sequence } from '../identifiers.js';
import type { FieldProblem } from '../errors.js';

/** An act on one record that needs only a reason. */
export interface RecordAct {
  readonly negotiationId: number;
  readonly record: Sequence;
  readonly reason: string;
  /** True if it is meant for all records of the joint statement that the record is part of. */
  readonly isForAll?: boolean;
}

/** The same on a corroboration or denial of a record. */
export interface TargetAct extends Omit<RecordAct, 'isForAll'> {
  readonly target: Sequence;
}

/** The same on every record of an update. */
export interface UpdateAct {
  readonly negotiationId: number;
  readonly updateId: number;
  readonly reason: string;
}

/** The fewest characters in the reason for a correction, retraction or restoration (docs/rules.md, "One log"). */
export const leastReason = 10;
const mostReason = 2000;

/** A clarification may give a reason but need not. */
export function optionalReasonProblem(reason: string): FieldProblem | null {
  return reason === '' ? null : tooLong(reason);
}

/** What is wrong with the reason of an act; null if nothing is. */
export function reasonProblem(reason: string): FieldProblem | null {
  const field = 'reason';
  if (reason.length < leastReason)
    return { field, message: `Say why, in at least ${leastReason} characters.` };
  return tooLong(reason);
}

function tooLong(reason: string): FieldProblem | null {
  const message = 'A reason has at most 2,000 characters.';
  return reason.length > mostReason ? { field: 'reason', message } : null;
}
