import { Client } from 'pg';
import type { Release } from '../engine.js';
import type { Address } from './address.js';

/*
 * The lock of a transaction, not of a session, which PgBouncer would give to two. The transaction does nothing else, and
 * ends with the process that began it, or after an hour if nobody learns that its machine has gone.
 */
const take = `SELECT set_config('idle_in_transaction_session_timeout', '1h', true),
  pg_try_advisory_xact_lock(7239104412) AS taken`;

/** Takes on what only one of the servers should do at a time; null while another is at it. */
export async function takeDuty({ connectionString }: Address): Promise<Release | null> {
  const client = new Client({ connectionString });
  client.on('error', () => undefined);
  const release = () => void client.end().catch(() => undefined);
  try {
    await client.connect();
    await client.query('BEGIN');
    const { rows } = await client.query<{ taken: boolean }>(take);
    if (rows[0]?.taken === true) return release;
  } catch (error) {
    release();
    throw error;
  }
  release();
  return null;
}
