import { codes, entryCode, namedTables, searchedNames, searchedStanceTexts } from '../searched-texts.js';
import type { Trigger } from './append-only-triggers.js';

const indexes = ['stance_search', 'name_search'];

/**
 * Tables that are not in Prisma’s schema: the indexes with their internal tables, and the list of what is to be
 * indexed.
 */
export const searchTables: readonly string[] = [
  'search_changes',
  ...indexes.flatMap((index) => [
    index,
    ...['config', 'content', 'data', 'docsize', 'idx'].map((part) => `${index}_${part}`),
  ]),
];

/** Note in `search_changes` what is new or changed. */
export const searchTriggers: readonly Trigger[] = [
  ...noting('stances', searchedStanceTexts, rowOf('NEW.sequence', entryCode)),
  ...namedTables.flatMap(({ table, key, columns, code }) =>
    noting(table, columns, rowOf(`NEW.${key}`, code)),
  ),
  {
    name: 'citations_search_insert',
    table: 'citations',
    sql: `CREATE TRIGGER citations_search_insert AFTER INSERT ON citations BEGIN INSERT OR IGNORE INTO search_changes VALUES (${rowOf('NEW.sequence', entryCode)}); END`,
  },
  ...[
    { event: 'insert', on: 'INSERT' },
    { event: 'update', on: 'UPDATE OF words' },
  ].map(({ event, on }) => ({
    name: `clarifications_search_${event}`,
    table: 'clarifications',
    sql: `CREATE TRIGGER clarifications_search_${event} AFTER ${on} ON clarifications BEGIN ${noteClarified('demand')} ${noteClarified('update')} END`,
  })),
  {
    name: 'sources_search_outlet',
    table: 'sources',
    sql: `CREATE TRIGGER sources_search_outlet AFTER UPDATE OF outlet ON sources BEGIN INSERT OR IGNORE INTO search_changes SELECT ${rowOf('sequence', entryCode)} FROM citations WHERE source_id = NEW.id; END`,
  },
];

function noteClarified(kind: 'demand' | 'update'): string {
  const id = `NEW.${kind}_id`;
  return `INSERT OR IGNORE INTO search_changes SELECT ${rowOf(id, searchedNames[kind].code)} WHERE ${id} IS NOT NULL;`;
}

function rowOf(id: string, code: number): string {
  return `${id} * ${codes} + ${code}`;
}

function noting(table: string, columns: readonly string[], row: string): Trigger[] {
  const body = `BEGIN INSERT OR IGNORE INTO search_changes VALUES (${row}); END`;
  return [
    { event: 'insert', on: 'INSERT' },
    { event: 'update', on: `UPDATE OF ${columns.join(', ')}` },
  ].map(({ event, on }) => ({
    name: `${table}_search_${event}`,
    table,
    sql: `CREATE TRIGGER ${table}_search_${event} AFTER ${on} ON ${table} ${body}`,
  }));
}
