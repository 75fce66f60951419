import type { Attribution } from '../../domain/attribution.js';
import { greatestSequence, type Sequence } from '../../domain/identifiers.js';
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
import { inLists } from '../engine/key-lists.js';
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
  const chains = byRecord(await entriesOfRecords(read, records, greatestSequence));
  return records.map((record) => recordState(chains.get(record) ?? []));
}

/** The present cell of each of these records, whatever has become of it; light, however many acts they have. */
export async function cellsOfRecords(
  read: Reader,
  records: readonly Sequence[],
): Promise<ReadonlyMap<Sequence, Pick<Stance, 'party' | 'demand'>>> {
  const plain = plainSql(read);
  const sql = `SELECT e.record, s.party_id AS party, s.demand_id AS demand
    FROM entries e JOIN stances s ON s.sequence = e.sequence
    WHERE e.record IN ${plain.dialect.numbers} ORDER BY e.sequence`;
  type Row = Pick<StanceOutline, 'record' | 'party' | 'demand'>;
  const rows = await inLists(records, (list) => plain.rows<Row>(sql, [list]));
  return new Map(rows.map(({ record, ...cell }) => [record, cell]));
}

/** What has become of each record that an update published; light enough for an import of twenty thousand. */
export function outcomesOfUpdate(read: Reader | Transaction, updateId: number): Promise<RecordOutcome[]> {
  return outcomesOf(read, 'r.update_id = ?', [updateId]);
}

/** The same of each record of a joint statement, by its number. */
export function outcomesOfStatement(read: Reader | Transaction, joint: Sequence): Promise<RecordOutcome[]> {
  // All of them were published by one update, whose entries are found by an index.
  const ofStatement = `r.update_id = (SELECT update_id FROM entries WHERE sequence = ?)
      AND EXISTS (SELECT 1 FROM stances j WHERE j.sequence = r.sequence AND j.joint = ?)`;
  return outcomesOf(read, ofStatement, [joint, joint]);
}

async function outcomesOf(
  read: Reader | Transaction,
  condition: string,
  values: readonly number[],
): Promise<RecordOutcome[]> {
  const sql = `SELECT e.sequence, e.record, e.kind, e.target, s.sequence AS stance, s.attribution
    FROM entries r CROSS JOIN entries e LEFT JOIN stances s ON s.sequence = e.sequence
    WHERE ${condition} AND e.record = r.sequence ORDER BY e.sequence`;
  const rows = await plainSql(read).rows<OutcomeRow>(sql, values);
  const entries = rows.map(({ sequence, record, kind, target, stance, attribution }) => ({
    sequence,
    record,
    kind,
    target,
    stance: stance === null ? null : { attribution },
  }));
  return [...byRecord(entries).values()].map(recordOutcome);
}

interface OutcomeRow {
  readonly sequence: Sequence;
  readonly record: Sequence;
  readonly kind: EntryKind;
  readonly target: Sequence | null;
  readonly stance: Sequence | null;
  readonly attribution: Attribution | null;
}

/** As much of a stance in the log as tells whether another may be the same. */
export type StanceOutline = Pick<
  Stance,
  'sequence' | 'party' | 'demand' | 'date' | 'position' | 'attribution'
> & {
  readonly record: Sequence;
};

/** The stances in the log on the same cells and with the same dates as others, whatever has become of them. */
export async function stancesAt(
  read: Reader,
  others: Iterable<Pick<StanceOutline, 'party' | 'demand' | 'date'>>,
): Promise<StanceOutline[]> {
  const plain = plainSql(read);
  const sql = `SELECT s.sequence, e.record, s.party_id AS party, s.demand_id AS demand, s.effective_date AS date,
      s.position, s.attribution
    FROM stances s CROSS JOIN entries e
    WHERE s.demand_id = ? AND s.party_id = ? AND s.effective_date IN ${plain.dialect.texts}
      AND e.sequence = s.sequence`;
  const cells = new Map<string, { demand: number; party: number; dates: string[] }>();
  for (const { party, demand, date } of others) {
    const cell = cells.get(`${demand} ${party}`);
    if (cell) cell.dates.push(date);
    else cells.set(`${demand} ${party}`, { demand, party, dates: [date] });
  }
  const found: StanceOutline[] = [];
  for (const { demand, party, dates } of cells.values()) {
    const load = (list: string[]) => plain.rows<StanceOutline>(sql, [demand, party, list]);
    for (const stance of await inLists(dates, load)) found.push(stance);
  }
  return found;
}
