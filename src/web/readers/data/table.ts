import { fileColumnRows, fileColumnsColumns } from '../../../outputs/tables/codebook.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import type { PageTable } from '../../parts/tables.js';

/** What each column of each file means. */
export const columnsTable: PageTable = {
  path: paths.data(':negotiation'),
  once: [],
  repeatable: [],
  load: async ({ reading }) => ({
    name: 'columns',
    table: tableOf(fileColumnsColumns, [fileColumnRows(reading.negotiation)]),
    rows: 'One row per column of a file.',
  }),
};
