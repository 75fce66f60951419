import type { Cell, DeniedReport, EmptyCell } from '../../domain/cells/cell.js';
import type { Sequence } from '../../domain/identifiers.js';
import type { Denial, PublishedEntry } from '../../domain/log/published-entry.js';
import { recordState } from '../../domain/log/record-state.js';
import { originsOf } from '../../domain/log/joint-statement.js';
import type { EdtfDate } from '../../domain/when.js';
import type { Reader } from '../engine/database.js';
import { byRecord, entriesOfRecords } from './entries.js';

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
  read: Reader,
  cells: readonly Cell[],
  known: Sequence,
): Promise<DeniedReports> {
  // Few of many: a matrix has hundreds of cells.
  const denied = cells.filter((cell) => !cell.isSet && cell.denied !== null);
  const reports = denied.map((cell) => (cell as EmptyCell).denied as DeniedReport);
  if (reports.length === 0) return new Map();
  const records = [...new Set(reports.map(({ record }) => record))];
  const chains = byRecord(await entriesOfRecords(read, records, known));
  return new Map(
    reports.map((report) => [report.deniedBy, factsOf(report, chains.get(report.record) ?? [])]),
  );
}

function factsOf({ deniedBy }: DeniedReport, chain: readonly PublishedEntry[]): DeniedFacts {
  const { denial } = chain.find(({ sequence }) => sequence === deniedBy) as PublishedEntry;
  const { stance, citations } = recordState(chain);
  return {
    origins: originsOf(stance, citations),
    date: (denial as Denial).effectiveDate,
  };
}
