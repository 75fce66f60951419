import { Client } from 'pg';
import type { Inspection } from '../engine.js';
import type { PlainSql } from '../statements.js';
import type { Address } from './address.js';
import { plainSqlOf } from './driver.js';
import { failureOf } from './failures.js';
import { missingTriggers } from './trigger-statements.js';

/**
 * Checks a database without changing it: the triggers that protect the log, and whatever `look` checks, as of one
 * moment. Its storage is checked by PostgreSQL’s own means (checksums, pg_amcheck). Throws if the database is or goes
 * away, which says nothing about what is in it.
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
    const found = await look(plainSqlOf(client, { isNamed }));
    // Without the connection each row looks as if it could not be read.
    await client.query('COMMIT');
    return { findings, isStorageChecked: true, isStorageSound: true, found };
  } catch (error) {
    if (isAway(error)) throw error;
    const said = error instanceof Error ? error.message : String(error);
    const findings = [`The database cannot be read: ${said}.`];
    return { findings, isStorageChecked: true, isStorageSound: true, found: null };
  } finally {
    await client.end().catch(() => undefined);
  }
}

function isAway(error: unknown): boolean {
  const kind = failureOf(error)?.kind;
  return kind === 'unreadable' || kind === 'busy';
}
