import type { Sequence } from '../domain/entry.js';
import type { Reader } from './database.js';

/** How much of a negotiation's log there is up to a sequence number. */
export interface NegotiationCounts {
  readonly records: number;
  readonly sources: number;
}

export async function countsOf(
  read: Reader,
  negotiationId: number,
  known: Sequence,
): Promise<NegotiationCounts> {
  const entry = { negotiationId, sequence: { lte: known } };
  const [records, cited] = await Promise.all([
    read.entry.count({ where: { ...entry, kind: 'report' } }),
    read.citation.groupBy({ by: ['sourceId'], where: { entry } }),
  ]);
  return { records, sources: cited.length };
}
