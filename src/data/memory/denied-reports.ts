import type { Cell, DeniedReport, EmptyCell } from '../../domain/cells/cell.js';
import type { Sequence } from '../../domain/identifiers.js';
import type { EdtfDate } from '../../domain/when.js';
import type { Reader } from '../engine/database.js';
import { inLists } from '../engine/key-lists.js';
import { plainSql } from '../engine/statements.js';
import { type ReadWithMemory, recordOrigins } from './record-origins.js';

/** What pages print of a report and its denial, besides the position (docs/rules.md, "The cell rule"). */
export interface DeniedFacts {
  /** How many independent origins the report has. */
  readonly origins: number;
  /** When the party denied it. */
  readonly date: EdtfDate;
}

/** The same of several, by the number of the denial. */
export type DeniedReports = ReadonlyMap<Sequence, DeniedFacts>;

/** The facts of those cells that are reported and denied. */
export async function deniedReports(
  from: ReadWithMemory,
  negotiationId: number,
  cells: readonly Cell[],
  known: Sequence,
): Promise<DeniedReports> {
  // Few of many: a matrix has hundreds of cells.
  const denied = cells.filter((cell) => !cell.isSet && cell.denied !== null);
  const reports = denied.map((cell) => (cell as EmptyCell).denied as DeniedReport);
  if (reports.length === 0) return new Map();
  const records = [...new Set(reports.map(({ record }) => record))];
  const origins = await recordOrigins(from, negotiationId, records, known);
  const dates = await datesOf(
    from.read,
    reports.map(({ deniedBy }) => deniedBy),
  );
  return new Map(
    reports.map(({ record, deniedBy }) => [
      deniedBy,
      { origins: origins.get(record)?.length ?? 0, date: dates.get(deniedBy) as EdtfDate },
    ]),
  );
}

/** When denials were made, by their numbers. */
async function datesOf(read: Reader, denials: readonly Sequence[]): Promise<ReadonlyMap<Sequence, EdtfDate>> {
  const plain = plainSql(read);
  const sql = `SELECT sequence, effective_date FROM denials WHERE sequence IN ${plain.dialect.numbers}`;
  return new Map(await inLists(denials, (list) => plain.lists<[Sequence, EdtfDate]>(sql, [list])));
}
