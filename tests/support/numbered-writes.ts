import Sqlite from 'better-sqlite3';
import type { Database } from '../../src/data/engine/database.js';

const rowsPerWrite = 3;

/** Writes several rows that only make sense together; answers the sequence number once acknowledged. */
export function writeNumbered(
  database: Database,
  beforeCommit: () => void = () => undefined,
): Promise<number> {
  return database.write(async (transaction) => {
    const { number } = await transaction.state.update({
      where: { id: 1 },
      data: { number: { increment: 1 } },
    });
    await transaction.publication.create({ data: { sequence: number, recordedAt: new Date() } });
    await transaction.auditEntry.createMany({
      data: oneTo(rowsPerWrite).map((row) => auditRow(number, row)),
    });
    beforeCommit();
    return number;
  });
}

function auditRow(number: number, row: number) {
  return {
    at: new Date(),
    action: 'test',
    subject: 'publication',
    subjectId: String(number),
    details: { row },
  };
}

export interface NumberedLog {
  readonly state: number;
  readonly sequences: readonly number[];
  /** Sequence numbers of which some rows are there and others are not. */
  readonly partial: readonly number[];
}

/** What a database file really holds of such writes. */
export function readNumberedLog(file: string): NumberedLog {
  const database = new Sqlite(file);
  const numbers = (sql: string) => database.prepare<[], number>(sql).pluck().all();
  try {
    return {
      state: numbers('SELECT number FROM state')[0] ?? -1,
      sequences: numbers('SELECT sequence FROM publications ORDER BY sequence'),
      partial: numbers(`
        SELECT coalesce(sequence, rows.number) FROM publications FULL JOIN
          (SELECT CAST(subject_id AS INTEGER) AS number, count(*) AS count FROM audit_entries GROUP BY subject_id) rows
          ON rows.number = sequence
        WHERE sequence IS NULL OR rows.count IS NOT ${rowsPerWrite}`),
    };
  } finally {
    database.close();
  }
}

/** 1, 2, 3, … up to and including `last`. */
export function oneTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
