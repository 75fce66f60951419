import type { Negotiation } from '../domain/negotiation.js';
import { changesColumns } from './changes-csv.js';
import type { Column } from './csv.js';
import { positionsColumns, stancesColumns } from './export-columns.js';
import { matrixColumns } from './matrix-csv.js';

/** One file that a negotiation is taken home as, described from the columns that it is written with. */
export interface DataFile {
  /** As in its address: “positions” for `positions.csv`. */
  readonly name: 'matrix' | 'positions' | 'stances' | 'changes';
  readonly rows: string;
  readonly columns: readonly Pick<Column<never>, 'name' | 'kind' | 'description'>[];
}

export function dataFiles(negotiation: Negotiation): DataFile[] {
  return [
    {
      name: 'matrix',
      rows: 'One row per demand, one column per party: the current demand matrix.',
      columns: matrixColumns(negotiation),
    },
    { name: 'positions', rows: 'One row per cell, the empty ones too.', columns: positionsColumns },
    {
      name: 'stances',
      rows: 'One row per stance in the log, whatever became of it.',
      columns: stancesColumns,
    },
    {
      name: 'changes',
      rows: 'One row per cell that differs between the ends of two days.',
      columns: changesColumns,
    },
  ];
}
