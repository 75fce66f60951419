import { columnName, removableTexts, type TextTable, tombstone } from '../../../domain/log/removal.js';
import { columnsOf, storedFields } from '../../../domain/log/stance-fields.js';

/** Tables that only ever grow; the database itself refuses to change or delete their rows. */
export const appendOnlyTables = [
  'publications',
  'updates',
  'update_sources',
  'entries',
  'stances',
  'denials',
  'citations',
  'removals',
  'chain_links',
  'proposal_decisions',
  'cell_notes',
  'cell_note_withdrawals',
  'audit_entries',
] as const;

type AppendOnlyTable = (typeof appendOnlyTables)[number];

/** The columns of the tables of which a text can be removed; a test holds them equal to the schema. */
export const columnsWithTexts: Readonly<Record<TextTable, readonly string[]>> = {
  updates: ['id', 'negotiation_id', 'headline', 'recorded_at', 'user_id', 'idempotency_key'],
  entries: ['sequence', 'kind', 'negotiation_id', 'record', 'update_id', 'user_id', 'reason'],
  stances: ['sequence', ...columnsOf(storedFields), 'effective_day'],
  denials: [
    ...['sequence', 'attribution', 'speaker_id', 'speaker_role', 'quote', 'quote_language'],
    ...['quote_translation', 'effective_date', 'effective_day'],
  ],
};

export interface Trigger {
  readonly name: string;
  readonly table: string;
  readonly sql: string;
}

/** The triggers that every database must have; an INSERT OR REPLACE meets the one against DELETE. */
export const appendOnlyTriggers: readonly Trigger[] = appendOnlyTables.flatMap((table) => [
  refusal(table, 'UPDATE', 'changed', exceptionFor(table)),
  refusal(table, 'DELETE', 'deleted', null),
]);

/** What of the list a database lacks, given the SQL of the triggers that it has. */
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
 * The one change that is let through: the tombstone in the place of a text whose removal is recorded, and nothing
 * else in the row. Null for a table without such texts.
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
