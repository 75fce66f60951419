import type { Sequence } from '../identifiers.js';

/** The closing or reopening of one thing, by its place in the log (docs/rules.md, "Closing"). */
export interface Closing {
  readonly sequence: Sequence;
  readonly isClosed: boolean;
  /** RFC 3339, UTC; null for what was closed before closing took numbers. */
  readonly recordedAt: string | null;
}

/** The newest act by that place in the log; null if there is none. `closings` stand in the order of the log. */
export function closingAt(closings: readonly Closing[], known: Sequence): Closing | null {
  return closings.findLast(({ sequence }) => sequence <= known) ?? null;
}

export function isClosedAt(closings: readonly Closing[], known: Sequence): boolean {
  return closingAt(closings, known)?.isClosed ?? false;
}

/** What was closed before closing took numbers counts as closed after the newest number of then. */
export function closedBefore(after: Sequence | null): Closing[] {
  return after === null ? [] : [{ sequence: after + 1, isClosed: true, recordedAt: null }];
}
