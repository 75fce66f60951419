import type { Sequence } from '../../domain/identifiers.js';
import type { PublishedEntry } from '../../domain/log/published-entry.js';
import type { Citation } from '../../domain/structure/source.js';
import type { Stance } from '../../domain/log/stance.js';
import { citationsOf } from './citations.js';
import type { Reader } from '../engine/database.js';

/** So many entries are in memory at once, however long the log is. */
const batch = 50;

/**
 * The stances of a negotiation’s log, in its order, in batches: constant memory however long it is. Asked for in SQL:
 * the query builder takes ten times as long to put the same rows together, and an export is all of them.
 */
export async function* stanceEntriesOfNegotiation(
  read: Reader,
  negotiationId: number,
  known: Sequence,
): AsyncGenerator<PublishedEntry[]> {
  for (let after = 0; ; ) {
    const rows = await read.$queryRaw<StanceRow[]>`
      SELECT entries.sequence, kind, record, reason, publications.recorded_at AS "recordedAt",
        updates.id AS "updateId", updates.headline,
        stances.party_id AS party, demand_id AS demand, position, attribution, effective_date AS date, effective_day AS day,
        effective_time AS time, account_by_id AS "accountBy", confidence, confidence_note AS "confidenceNote",
        speakers.id AS "speakerId", speakers.name AS "speakerName", speaker_role AS "speakerRole", summary, conditions,
        quote, quote_language AS "quoteLanguage", quote_translation AS "quoteTranslation",
        quote_translator AS "quoteTranslator", stances.note
      FROM entries
      JOIN stances ON stances.sequence = entries.sequence
      JOIN publications ON publications.sequence = entries.sequence
      LEFT JOIN updates ON updates.id = entries.update_id
      LEFT JOIN speakers ON speakers.id = stances.speaker_id
      WHERE entries.negotiation_id = ${negotiationId} AND entries.sequence > ${after} AND entries.sequence <= ${known}
      ORDER BY entries.sequence
      LIMIT ${batch}`;
    if (rows.length === 0) return;
    const sequences = rows.map(({ sequence }) => sequence);
    const last = sequences.at(-1) as Sequence;
    const citations = await citationsOf(read, sequences);
    yield rows.map((row) => entryOf(row, citations.get(row.sequence) ?? []));
    after = last;
  }
}

type StanceRow = Pick<PublishedEntry, 'sequence' | 'kind' | 'record' | 'reason'> &
  Omit<Stance, 'sequence' | 'speaker'> & {
    readonly recordedAt: Date;
    readonly updateId: number | null;
    readonly headline: string | null;
    readonly speakerId: number | null;
    readonly speakerName: string | null;
  };

function entryOf(row: StanceRow, citations: readonly Citation[]): PublishedEntry {
  const { updateId, headline, speakerId, speakerName } = row;
  return {
    sequence: row.sequence,
    kind: row.kind,
    record: row.record,
    recordedAt: row.recordedAt.toISOString(),
    update: updateId === null || headline === null ? null : { id: updateId, headline },
    reason: row.reason,
    stance: {
      sequence: row.sequence,
      party: row.party,
      demand: row.demand,
      position: row.position,
      attribution: row.attribution,
      date: row.date,
      day: row.day,
      time: row.time,
      accountBy: row.accountBy,
      confidence: row.confidence,
      confidenceNote: row.confidenceNote,
      speaker: speakerId === null || speakerName === null ? null : { id: speakerId, name: speakerName },
      speakerRole: row.speakerRole,
      summary: row.summary,
      conditions: row.conditions,
      quote: row.quote,
      quoteLanguage: row.quoteLanguage,
      quoteTranslation: row.quoteTranslation,
      quoteTranslator: row.quoteTranslator,
      note: row.note,
    },
    denial: null,
    citations,
  };
}
