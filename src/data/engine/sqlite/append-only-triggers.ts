import { columnName, removableTexts, type TextTable, tombstone } from '../../../domain/log/removal.js';
import { type AppendOnlyTable, appendOnlyTables, columnsWithTexts, goesIf } from '../append-only.js';

export interface Trigger {
  readonly name: string;
  readonly table: string;
  readonly sql: string;
}

/** The triggers that every database must have; INSERT OR REPLACE is caught by the one against DELETE. */
export const appendOnlyTriggers: readonly Trigger[] = appendOnlyTables.flatMap((table) => [
  refusal(table, 'UPDATE', 'changed', exceptionFor(table)),
  refusal(table, 'DELETE', 'deleted', goesIf[table] ?? null),
]);

/** The triggers that a database lacks, given the SQL of those that it has. */
export function missingTriggers(found: readonly string[]): readonly Trigger[] {
  return appendOnlyTriggers.filter((trigger) => !found.includes(trigger.sql));
}

function refusal(
  table: AppendOnlyTable,
  operation: 'UPDATE' | 'DELETE',
  participle: string,
  exception: string | null,
): Trigger {
  const name = `${table}_refuse_${operation.toLowerCase()}`;
  const message = `The rows of ${table} are never ${participle}.`;
  const when = exception === null ? '' : `WHEN NOT (${exception}) `;
  const sql = `CREATE TRIGGER ${name} BEFORE ${operation} ON ${table} ${when}BEGIN SELECT RAISE(ABORT, '${message}'); END`;
  return { name, table, sql };
}

/**
 * The one change that is allowed: replacing a text by the tombstone, if its removal is recorded and nothing else in the
 * row changes. Null for a table without such texts.
 */
function exceptionFor(table: AppendOnlyTable): string | null {
  if (!(table in removableTexts)) return null;
  const texts = removableTexts[table as TextTable].map(columnName);
  const kept = columnsWithTexts[table as TextTable].filter((column) => !texts.includes(column));
  const same = kept.map((column) => `NEW.${column} IS OLD.${column}`);
  const removed = removableTexts[table as TextTable].map((field) => {
    const column = columnName(field);
    const row = table === 'updates' ? 'update_id = OLD.id' : 'sequence = OLD.sequence';
    const recorded = `EXISTS (SELECT 1 FROM removals WHERE ${row} AND field = '${table}.${field}')`;
    return `(NEW.${column} IS OLD.${column} OR (NEW.${column} IS '${tombstone}' AND ${recorded}))`;
  });
  const some = texts.map((column) => `NEW.${column} IS NOT OLD.${column}`).join(' OR ');
  return [...same, ...removed, `(${some})`].join(' AND ');
}
