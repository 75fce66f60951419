import type { Attribution } from '../../domain/log/attribution.js';
import type { Sequence } from '../../domain/identifiers.js';
import type { EntryKind } from '../../domain/log/entry.js';
import {
  type RecordOutcome,
  type RecordState,
  recordOutcome,
  recordState,
} from '../../domain/log/record-state.js';
import type { Stance } from '../../domain/log/stance.js';
import type { Reader, Transaction } from '../engine/database.js';
import { byRecord, entriesOfRecord, entriesOfRecords } from './entries.js';
import { plainSql } from '../engine/statements.js';

/** The record as it stands at the end of the log; null if the negotiation has no such record. */
export async function findRecord(
  read: Reader | Transaction,
  negotiationId: number,
  record: Sequence,
): Promise<RecordState | null> {
  const entries = await entriesOfRecord(read, negotiationId, record);
  return entries.length === 0 ? null : recordState(entries);
}

/** Records as they stand at the end of the log, in the given order. */
export async function findRecords(read: Reader, records: readonly Sequence[]): Promise<RecordState[]> {
  const chains = byRecord(await entriesOfRecords(read, records, Number.MAX_SAFE_INTEGER));
  return records.map((record) => recordState(chains.get(record) ?? []));
}

/** What has become of each record that an update published; light enough for an import of twenty thousand. */
export async function outcomesOfUpdate(
  read: Reader | Transaction,
  updateId: number,
): Promise<RecordOutcome[]> {
  const sql = `SELECT e.sequence, e.record, e.kind, s.sequence AS stance, s.attribution
    FROM entries r CROSS JOIN entries e LEFT JOIN stances s ON s.sequence = e.sequence
    WHERE r.update_id = ? AND e.record = r.sequence ORDER BY e.sequence`;
  const rows = await plainSql(read).rows<OutcomeRow>(sql, [updateId]);
  const entries = rows.map(({ sequence, record, kind, stance, attribution }) => ({
    sequence,
    record,
    kind,
    stance: stance === null ? null : { attribution },
  }));
  return [...byRecord(entries).values()].map(recordOutcome);
}

interface OutcomeRow {
  readonly sequence: Sequence;
  readonly record: Sequence;
  readonly kind: EntryKind;
  readonly stance: Sequence | null;
  readonly attribution: Attribution | null;
}

/** How many days are looked up at once. */
const mostDays = 20;

/** As much of a stance in the log as tells whether another may be the same. */
export type StanceOutline = Pick<
  Stance,
  'sequence' | 'party' | 'demand' | 'date' | 'position' | 'attribution'
> & {
  readonly record: Sequence;
};

/** The stances in the log with the given dates, whatever has become of them. */
export async function stancesOfDays(
  read: Reader,
  negotiationId: number,
  dates: readonly string[],
): Promise<StanceOutline[]> {
  const found: StanceOutline[] = [];
  for (let start = 0; start < dates.length; start += mostDays) {
    const rows = await read.stance.findMany({
      where: { effectiveDate: { in: dates.slice(start, start + mostDays) }, entry: { negotiationId } },
      select: {
        ...{
          sequence: true,
          partyId: true,
          demandId: true,
          effectiveDate: true,
          position: true,
          attribution: true,
        },
        entry: { select: { record: true } },
      },
    });
    for (const { sequence, partyId, demandId, effectiveDate: date, position, attribution, entry } of rows)
      found.push({
        sequence,
        record: entry.record,
        party: partyId,
        demand: demandId,
        date,
        position,
        attribution,
      });
  }
  return found;
}
