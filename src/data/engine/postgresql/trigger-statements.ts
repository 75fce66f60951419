import type { Queried } from './driver.js';
import { appendOnlyTriggers, searchTriggers, type Trigger } from './triggers.js';

/**
 * Makes all triggers anew. Those of the log fire even for a session that calls itself a replica. A function looks up
 * its tables in the schema of the program only: a table of the same name that a session makes for itself is not asked.
 */
export async function createTriggers(queried: Queried): Promise<void> {
  const { rows } = await queried.query<{ schema: string }>('SELECT current_schema() AS schema');
  const schema = rows[0]?.schema ?? 'public';
  const statements = [...appendOnlyTriggers, ...searchTriggers].map((trigger) => creation(trigger, schema));
  await queried.query(statements.join('\n'));
}

function creation({ name, table, event, each, body }: Trigger, schema: string): string {
  const added = each === 'STATEMENT' && event === 'AFTER INSERT' ? 'REFERENCING NEW TABLE AS added' : '';
  return `CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql
    SET search_path = "${schema}", pg_temp AS $body$${body}$body$;
    CREATE OR REPLACE TRIGGER ${name} ${event} ON ${table} ${added} FOR EACH ${each} EXECUTE FUNCTION ${name}();
    ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${name};`;
}

interface Found {
  readonly name: string;
  readonly table: string;
  readonly enabled: string;
  readonly definition: string;
  readonly body: string;
  readonly settings: readonly string[] | null;
}

const asked = `SELECT t.tgname AS name, c.relname AS table, t.tgenabled AS enabled, pg_get_triggerdef(t.oid) AS definition,
    p.prosrc AS body, p.proconfig AS settings
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
  WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace`;

/** The triggers of the log that a database lacks, or has in another form or switched off. */
export async function missingTriggers(queried: Queried): Promise<readonly Trigger[]> {
  const { rows } = await queried.query<Found>(asked);
  const found = new Map(rows.map((row) => [row.name, row]));
  return appendOnlyTriggers.filter((trigger) => {
    const present = found.get(trigger.name);
    return !present || !isAs(present, trigger);
  });
}

function isAs(found: Found, { table, event, each, body }: Trigger): boolean {
  return (
    found.table === table &&
    found.enabled === 'A' &&
    found.body === body &&
    found.definition.includes(` ${event} ON `) &&
    found.definition.includes(` FOR EACH ${each} EXECUTE `) &&
    (found.settings ?? []).some((setting) => /^search_path=.*, pg_temp$/.test(setting))
  );
}
