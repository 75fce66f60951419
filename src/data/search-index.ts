import type { Trigger } from './append-only.js';

/**
 * The full-text indexes (SQLite FTS5, created by a migration) and the triggers that keep them in step inside every
 * write transaction. A row of `stance_search` has the stance's sequence number; of `name_search` four times the id of
 * what is named, and its kind.
 */
export const nameKinds = { demand: 1, speaker: 2, source: 3 } as const;

export type NameKind = keyof typeof nameKinds;

const indexes = ['stance_search', 'name_search'];

/** Tables that Prisma's schema does not know: the indexes and what SQLite keeps behind them. */
export const searchTables: readonly string[] = indexes.flatMap((index) => [
  index,
  ...['config', 'content', 'data', 'docsize', 'idx'].map((part) => `${index}_${part}`),
]);

interface Indexed {
  readonly index: string;
  readonly table: string;
  readonly row: string;
  readonly columns: readonly string[];
}

const indexed: readonly Indexed[] = [
  {
    index: 'stance_search',
    table: 'stances',
    row: 'NEW.sequence',
    columns: ['summary', 'quote', 'quote_translation', 'conditions', 'note'],
  },
  { index: 'name_search', table: 'demands', row: rowOf('demand'), columns: ['proposition'] },
  { index: 'name_search', table: 'speakers', row: rowOf('speaker'), columns: ['name'] },
  { index: 'name_search', table: 'sources', row: rowOf('source'), columns: ['outlet', 'title', 'author'] },
];

export const searchTriggers: readonly Trigger[] = indexed.flatMap(({ index, table, row, columns }) => {
  const words = `concat_ws(char(10), ${columns.map((column) => `NEW.${column}`).join(', ')})`;
  const [insert, update] = [`${table}_search_insert`, `${table}_search_update`];
  return [
    {
      name: insert,
      table,
      sql: `CREATE TRIGGER ${insert} AFTER INSERT ON ${table} BEGIN INSERT INTO ${index} (rowid, words) VALUES (${row}, ${words}); END`,
    },
    {
      name: update,
      table,
      sql: `CREATE TRIGGER ${update} AFTER UPDATE OF ${columns.join(', ')} ON ${table} BEGIN UPDATE ${index} SET words = ${words} WHERE rowid = ${row}; END`,
    },
  ];
});

function rowOf(kind: NameKind): string {
  return `NEW.id * 4 + ${nameKinds[kind]}`;
}
