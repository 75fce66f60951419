import {
  fileColumnRows,
  fileColumnsColumns,
  wordRows,
  wordsColumns,
} from '../../../outputs/tables/codebook.js';
import { dataFileNames, rowsOf } from '../../../outputs/tables/data-files.js';
import { type Table, tableOf } from '../../../outputs/tables/table.js';
import type { TablePlace } from '../../parts/tables.js';
import type { Tables } from './routes.js';

interface EveryTable {
  readonly name: string;
  /** What one of its rows is, in a sentence. */
  readonly rows: string;
  readonly load: () => Promise<Table>;
}

/** Every table of a negotiation, then the codebook. A table is read when its turn has come. */
export function tablesOf(place: TablePlace, { ofNegotiation }: Tables): EveryTable[] {
  const { negotiation } = place.reading;
  return [
    ...dataFileNames.map((name) => ({
      ...{ name, rows: rowsOf[name] },
      load: () => ofNegotiation[name].load(place),
    })),
    {
      name: 'columns',
      rows: 'One row per column of a file.',
      load: async () => tableOf(fileColumnsColumns, [fileColumnRows(negotiation)]),
    },
    {
      name: 'words',
      rows: 'One row per value of a list.',
      load: async () => tableOf(wordsColumns, [wordRows()]),
    },
  ];
}
