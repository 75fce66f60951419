import type { Sequence } from '../../domain/identifiers.js';
import type { PublishedEntry } from '../../domain/log/published-entry.js';
import { citationsOf } from './citations.js';
import type { Reader } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';
import { type EntryRow, entryOfRow, selectEntries } from './entry-rows.js';

/** How many entries are in memory at once, however long the log is. */
const batch = 100;

/** The stances of a negotiation’s log, in order, in batches: constant memory however long it is. */
export async function* stanceEntriesOfNegotiation(
  read: Reader,
  negotiationId: number,
  known: Sequence,
): AsyncGenerator<PublishedEntry[]> {
  for (let after = 0; ; ) {
    const sql = `${selectEntries}
      WHERE entries.negotiation_id = ? AND entries.sequence > ? AND entries.sequence <= ?
        AND stances.sequence IS NOT NULL
      ORDER BY entries.sequence
      LIMIT ${batch}`;
    const rows = await plainSql(read).rows<EntryRow>(sql, [negotiationId, after, known]);
    const last = rows.at(-1)?.entry;
    if (last === undefined) return;
    const citations = await citationsOf(
      read,
      rows.map(({ entry }) => entry),
    );
    yield rows.map((row) => entryOfRow(row, citations.get(row.entry) ?? []));
    after = last;
  }
}
