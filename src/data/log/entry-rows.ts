import type { PublishedEntry } from '../../domain/log/published-entry.js';
import type { Citation } from '../../domain/structure/source.js';
import { stanceColumns, stanceOfRow, type StanceRow } from './stance-rows.js';

/** An entry with its stance, if it is a version of its record. Denials and citations are loaded separately. */
export type EntryRow = Omit<StanceRow, 'sequence'> &
  Pick<PublishedEntry, 'kind' | 'record' | 'target' | 'batch' | 'reason'> & {
    readonly entry: PublishedEntry['sequence'];
    readonly negotiationId: number;
    readonly recordedAt: Date;
    readonly updateId: number | null;
    readonly headline: string | null;
    /** Null for an entry without a stance. */
    readonly sequence: number | null;
    readonly speakerName: string | null;
  };

/**
 * Selects such rows; which ones, and in which order, is appended. In SQL, because the query builder takes ten times as
 * long for the same rows. LEFT JOIN also keeps every planner from starting with another table than entries.
 */
export const selectEntries = `SELECT entries.sequence AS "entry", entries.kind, entries.record, entries.target, entries.batch,
    entries.reason,    entries.negotiation_id AS "negotiationId",
    publications.recorded_at AS "recordedAt", updates.id AS "updateId", updates.headline,
    ${stanceColumns}, speakers.name AS "speakerName"
  FROM entries
  LEFT JOIN publications ON publications.sequence = entries.sequence
  LEFT JOIN stances ON stances.sequence = entries.sequence
  LEFT JOIN updates ON updates.id = entries.update_id
  LEFT JOIN speakers ON speakers.id = stances.speaker_id`;

export function entryOfRow(
  row: EntryRow,
  citations: readonly Citation[],
  denial: PublishedEntry['denial'] = null,
): PublishedEntry {
  const { entry, kind, record, target, batch, reason, updateId, headline, sequence, speakerId, speakerName } =
    row;
  const speaker = speakerId === null || speakerName === null ? null : { id: speakerId, name: speakerName };
  return {
    sequence: entry,
    kind,
    record,
    target,
    batch,
    recordedAt: row.recordedAt.toISOString(),
    update: updateId === null || headline === null ? null : { id: updateId, headline },
    reason,
    stance: sequence === null ? null : stanceOfRow(row as StanceRow, speaker),
    denial,
    citations,
  };
}
