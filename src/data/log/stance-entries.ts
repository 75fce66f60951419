import type { Sequence } from '../../domain/identifiers.js';
import type { PublishedEntry } from '../../domain/log/published-entry.js';
import type { Citation } from '../../domain/structure/source.js';
import { citationsOf } from './citations.js';
import type { Reader } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';
import { stanceColumns, stanceOfRow, type StanceRow } from './stance-rows.js';

/** How many entries are in memory at once, however long the log is. */
const batch = 50;

/**
 * The stances of a negotiation’s log, in order, in batches: constant memory however long it is. In SQL, because the
 * query builder takes ten times as long for the same rows, and an export reads them all.
 */
export async function* stanceEntriesOfNegotiation(
  read: Reader,
  negotiationId: number,
  known: Sequence,
): AsyncGenerator<PublishedEntry[]> {
  for (let after = 0; ; ) {
    const sql = `
      SELECT kind, record, reason, publications.recorded_at AS "recordedAt",
        updates.id AS "updateId", updates.headline,
        ${stanceColumns}, speakers.name AS "speakerName"
      FROM entries
      JOIN stances ON stances.sequence = entries.sequence
      JOIN publications ON publications.sequence = entries.sequence
      LEFT JOIN updates ON updates.id = entries.update_id
      LEFT JOIN speakers ON speakers.id = stances.speaker_id
      WHERE entries.negotiation_id = ? AND entries.sequence > ? AND entries.sequence <= ?
      ORDER BY entries.sequence
      LIMIT ${batch}`;
    const rows = await plainSql(read).rows<EntryRow>(sql, [negotiationId, after, known]);
    if (rows.length === 0) return;
    const sequences = rows.map(({ sequence }) => sequence);
    const last = sequences.at(-1) as Sequence;
    const citations = await citationsOf(read, sequences);
    yield rows.map((row) => entryOf(row, citations.get(row.sequence) ?? []));
    after = last;
  }
}

type EntryRow = StanceRow &
  Pick<PublishedEntry, 'kind' | 'record' | 'reason'> & {
    readonly recordedAt: Date;
    readonly updateId: number | null;
    readonly headline: string | null;
    readonly speakerName: string | null;
  };

function entryOf(row: EntryRow, citations: readonly Citation[]): PublishedEntry {
  const { updateId, headline, speakerId, speakerName } = row;
  return {
    sequence: row.sequence,
    kind: row.kind,
    record: row.record,
    recordedAt: row.recordedAt.toISOString(),
    update: updateId === null || headline === null ? null : { id: updateId, headline },
    reason: row.reason,
    stance: stanceOfRow(
      row,
      speakerId === null || speakerName === null ? null : { id: speakerId, name: speakerName },
    ),
    denial: null,
    citations,
  };
}
