import type { Sequence } from '../../domain/identifiers.js';
import type { Citation, Source } from '../../domain/structure/source.js';
import type { Reader, Transaction } from '../engine/database.js';
import { inLists } from '../engine/key-lists.js';
import { plainSql } from '../engine/statements.js';
import { sourcesById } from '../structure/sources.js';

type CitationRow = Omit<Citation, 'source'> & { readonly sequence: Sequence; readonly sourceId: number };

/** The citations of each entry, in order, by sequence number; entries without any are left out. */
export async function citationsOf(
  read: Reader | Transaction,
  sequences: readonly Sequence[],
): Promise<ReadonlyMap<Sequence, Citation[]>> {
  const plain = plainSql(read);
  const sql = `SELECT sequence, source_id AS sourceId, locator, first_reported_by AS firstReportedBy
    FROM citations WHERE sequence IN ${plain.dialect.numbers} ORDER BY sequence, ordinal`;
  const rows = await inLists(sequences, (list) => plain.rows<CitationRow>(sql, [list]));
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
