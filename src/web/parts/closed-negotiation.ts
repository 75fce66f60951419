import type { Reading } from '../frame/reading/reading.js';

/**
 * What readers are told of a closed negotiation; null while it is open. Its closing takes no number, so pages of another
 * time, which do not change, are silent about it.
 */
export function closedNow({ negotiation, isAnotherTime }: Reading): string | null {
  return negotiation.isClosed && !isAnotherTime
    ? 'Closed: it takes no new updates, and keeps what it has.'
    : null;
}
