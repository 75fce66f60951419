import { columnName, removableTexts, type TextTable, tombstone } from '../../../domain/log/removal.js';
import { type AppendOnlyTable, appendOnlyTables, columnsWithTexts, goesIf } from '../append-only.js';
import { codes, entryCode, namedTables, searchedNames, searchedStanceTexts } from '../searched-texts.js';

/** A trigger with the function that it calls, which bears its name. */
export interface Trigger {
  readonly name: string;
  readonly table: string;
  /** “BEFORE UPDATE”, “AFTER UPDATE OF name”. */
  readonly event: string;
  readonly each: 'ROW' | 'STATEMENT';
  /** What the function does, in PL/pgSQL. */
  readonly body: string;
}

/** The triggers that every database must have. */
export const appendOnlyTriggers: readonly Trigger[] = appendOnlyTables.flatMap((table) => [
  refusal(table, 'UPDATE', 'changed', exceptionFor(table)),
  refusal(table, 'DELETE', 'deleted', goesIf[table] ?? null),
  refusal(table, 'TRUNCATE', 'deleted', null),
]);

/** Note in `search_changes` what is new or changed. */
export const searchTriggers: readonly Trigger[] = [
  ...noting('stances', searchedStanceTexts, 'sequence', entryCode),
  ...namedTables.flatMap(({ table, key, columns, code }) => noting(table, columns, key, code)),
  noteAdded('citations', 'sequence', entryCode),
  ...(['INSERT', 'UPDATE OF words'] as const).map((event) =>
    note(
      `clarifications_search_${event === 'INSERT' ? 'insert' : 'update'}`,
      'clarifications',
      `AFTER ${event}`,
      `${clarified('demand')} UNION ALL ${clarified('update')}`,
    ),
  ),
  note(
    'sources_search_outlet',
    'sources',
    'AFTER UPDATE OF outlet',
    `SELECT DISTINCT ${rowOf('sequence', entryCode)} FROM citations WHERE source_id = NEW.id`,
  ),
];

function refusal(
  table: AppendOnlyTable,
  operation: 'UPDATE' | 'DELETE' | 'TRUNCATE',
  participle: string,
  exception: string | null,
): Trigger {
  const allowed =
    exception === null
      ? ''
      : `IF ${exception} THEN RETURN ${operation === 'DELETE' ? 'OLD' : 'NEW'}; END IF; `;
  return {
    name: `${table}_refuse_${operation.toLowerCase()}`,
    table,
    event: `BEFORE ${operation}`,
    each: operation === 'TRUNCATE' ? 'STATEMENT' : 'ROW',
    body: `BEGIN ${allowed}RAISE EXCEPTION 'The rows of ${table} are never ${participle}.'; END`,
  };
}

/** As in SQLite: a text may become the tombstone, if its removal is recorded and nothing else in the row changes. */
function exceptionFor(table: AppendOnlyTable): string | null {
  if (!(table in removableTexts)) return null;
  const texts = removableTexts[table as TextTable].map(columnName);
  const kept = columnsWithTexts[table as TextTable].filter((column) => !texts.includes(column));
  const same = kept.map((column) => `NEW.${column} IS NOT DISTINCT FROM OLD.${column}`);
  const removed = removableTexts[table as TextTable].map((field) => {
    const column = columnName(field);
    const row = table === 'updates' ? 'update_id = OLD.id' : 'sequence = OLD.sequence';
    const recorded = `EXISTS (SELECT 1 FROM removals WHERE ${row} AND field = '${table}.${field}')`;
    return `(NEW.${column} IS NOT DISTINCT FROM OLD.${column} OR (NEW.${column} = '${tombstone}' AND ${recorded}))`;
  });
  const some = texts.map((column) => `NEW.${column} IS DISTINCT FROM OLD.${column}`).join(' OR ');
  return [...same, ...removed, `(${some})`].join(' AND ');
}

function clarified(kind: 'demand' | 'update'): string {
  return `SELECT ${rowOf(`NEW.${kind}_id`, searchedNames[kind].code)} WHERE NEW.${kind}_id IS NOT NULL`;
}

function rowOf(id: string, code: number): string {
  return `${id} * ${codes} + ${code}`;
}

function noting(table: string, columns: readonly string[], key: string, code: number): Trigger[] {
  const rows = `VALUES (${rowOf(`NEW.${key}`, code)})`;
  return [
    noteAdded(table, key, code),
    note(`${table}_search_update`, table, `AFTER UPDATE OF ${columns.join(', ')}`, rows),
  ];
}

/** Once for all rows that a statement inserts: of an import there are 250. */
function noteAdded(table: string, key: string, code: number): Trigger {
  const rows = `SELECT ${rowOf(key, code)} FROM added`;
  return { ...note(`${table}_search_insert`, table, 'AFTER INSERT', rows), each: 'STATEMENT' };
}

function note(name: string, table: string, event: string, rows: string): Trigger {
  const body = `BEGIN INSERT INTO search_changes ${rows} ON CONFLICT DO NOTHING; RETURN NULL; END`;
  return { name, table, event, each: 'ROW', body };
}
