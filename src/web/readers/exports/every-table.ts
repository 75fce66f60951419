import {
  fileColumnRows,
  fileColumnsColumns,
  wordRows,
  wordsColumns,
} from '../../../outputs/tables/codebook.js';
import { dataFiles } from '../../../outputs/tables/data-files.js';
import { type Table, tableOf } from '../../../outputs/tables/table.js';
import type { TablePlace } from '../../parts/tables.js';
import type { Tables } from './routes.js';

/** Every table of a negotiation, then the codebook. A table is read when its turn has come. */
export function tablesOf(
  place: TablePlace,
  { ofNegotiation }: Tables,
): { readonly name: string; readonly load: () => Promise<Table> }[] {
  const { negotiation } = place.reading;
  return [
    ...dataFiles(negotiation).map(({ name }) => ({ name, load: () => ofNegotiation[name].load(place) })),
    { name: 'columns', load: async () => tableOf(fileColumnsColumns, [fileColumnRows(negotiation)]) },
    { name: 'words', load: async () => tableOf(wordsColumns, [wordRows()]) },
  ];
}
