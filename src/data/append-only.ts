/** Tables that only ever grow; the database itself refuses to change or delete their rows. */
export const appendOnlyTables = [
  'publications',
  'updates',
  'update_sources',
  'entries',
  'stances',
  'denials',
  'citations',
  'audit_entries',
] as const;

export interface Trigger {
  readonly name: string;
  readonly table: string;
  readonly sql: string;
}

/** The triggers that every database must have; an INSERT OR REPLACE meets the one against DELETE. */
export const appendOnlyTriggers: readonly Trigger[] = appendOnlyTables.flatMap((table) => [
  refusal(table, 'UPDATE', 'changed'),
  refusal(table, 'DELETE', 'deleted'),
]);

/** What of the list a database lacks, given the SQL of the triggers that it has. */
export function missingTriggers(found: readonly string[]): readonly Trigger[] {
  return appendOnlyTriggers.filter((trigger) => !found.includes(trigger.sql));
}

function refusal(table: string, operation: 'UPDATE' | 'DELETE', participle: string): Trigger {
  const name = `${table}_refuse_${operation.toLowerCase()}`;
  const message = `The rows of ${table} are never ${participle}.`;
  const sql = `CREATE TRIGGER ${name} BEFORE ${operation} ON ${table} BEGIN SELECT RAISE(ABORT, '${message}'); END`;
  return { name, table, sql };
}
