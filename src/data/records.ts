import type { Sequence } from '../domain/entry.js';
import { type RecordState, recordState } from '../domain/record-state.js';
import type { Reader, Transaction } from './database.js';
import { entriesOfRecords } from './entries.js';

/** The record as it stands at the end of the log; null if the negotiation has no such record. */
export async function findRecord(
  read: Reader | Transaction,
  negotiationId: number,
  record: Sequence,
): Promise<RecordState | null> {
  const report = await read.entry.findFirst({ where: { sequence: record, negotiationId, kind: 'report' } });
  if (!report) return null;
  return recordState(await entriesOfRecords(read, [record], Number.MAX_SAFE_INTEGER));
}
