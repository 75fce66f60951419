import { wordRows, wordsColumns } from '../../../outputs/tables/codebook.js';
import { tableOf } from '../../../outputs/tables/table.js';
import { paths } from '../../frame/paths.js';
import type { PageTable } from '../../parts/tables.js';

/** What each value in the files means. */
export const wordsTable: PageTable = {
  path: paths.methodology(':negotiation'),
  once: [],
  repeatable: [],
  load: async () => ({
    name: 'words',
    table: tableOf(wordsColumns, [wordRows()]),
    rows: 'One row per value of a list.',
  }),
};
