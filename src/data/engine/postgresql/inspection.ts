import { Client } from 'pg';
import type { Inspection } from '../engine.js';
import type { PlainSql } from '../statements.js';
import type { Address } from './address.js';
import { plainSqlOf } from './driver.js';
import { missingTriggers } from './trigger-statements.js';

/**
 * Checks a database without changing it: the triggers that protect the log, and whatever `look` checks, as of one
 * moment. Its storage is checked by PostgreSQL’s own means (checksums, pg_amcheck).
 */
export async function inspect<Found>(
  { connectionString, isNamed }: Address,
  look: (plain: PlainSql) => Promise<Found>,
): Promise<Inspection<Found>> {
  const client = new Client({ connectionString });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const missing = await missingTriggers(client);
    const findings = missing.map(({ name }) => `The log is not protected: ${name} is missing or altered.`);
    return { findings, isStorageChecked: true, found: await look(plainSqlOf(client, { isNamed })) };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { findings: [`The database cannot be read: ${said}.`], isStorageChecked: true, found: null };
  } finally {
    await client.end().catch(() => undefined);
  }
}
