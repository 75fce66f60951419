import type { Sequence } from '../../domain/identifiers.js';
import type { Citation, Source } from '../../domain/structure/source.js';
import type { Reader, Transaction } from '../engine/database.js';
import { inLists } from '../engine/key-lists.js';
import { sourcesById } from '../structure/sources.js';

/** The citations of each entry, in order, by sequence number; entries without any are left out. */
export async function citationsOf(
  read: Reader | Transaction,
  sequences: readonly Sequence[],
): Promise<ReadonlyMap<Sequence, Citation[]>> {
  const rows = await inLists(sequences, (list) =>
    read.citation.findMany({
      where: { sequence: { in: list } },
      select: { sequence: true, sourceId: true, locator: true, firstReportedBy: true },
      orderBy: [{ sequence: 'asc' }, { ordinal: 'asc' }],
    }),
  );
  const sources = await sourcesById(
    read,
    rows.map(({ sourceId }) => sourceId),
  );
  const found = new Map<Sequence, Citation[]>();
  for (const { sequence, sourceId, locator, firstReportedBy } of rows) {
    const citation = { source: sources.get(sourceId) as Source, locator, firstReportedBy };
    const others = found.get(sequence);
    if (others) others.push(citation);
    else found.set(sequence, [citation]);
  }
  return found;
}
