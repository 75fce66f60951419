import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { Unavailable } from '../../../domain/errors.js';

const unknown =
  'The database went away just as this was recorded, and does not answer, so it is not known whether it was. Look at the page in a few minutes, before you send it again.';

/** How often the database is asked, and how long it is waited in between, in milliseconds. */
const tries = 20;
const pause = 500;

/**
 * Whether a transaction was committed whose COMMIT was not answered. Throws Unavailable, with a sentence, if the
 * database does not come back soon.
 */
export async function wasCommitted(connectionString: string, transaction: string): Promise<boolean> {
  for (let tried = 0; tried < tries; tried += 1) {
    if (tried > 0) await wait(pause);
    const status = await statusOf(connectionString, transaction).catch(() => null);
    if (status === 'committed') return true;
    if (status === 'aborted') return false;
  }
  throw new Unavailable(unknown);
}

async function statusOf(connectionString: string, transaction: string): Promise<string | null> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ status: string }>('SELECT pg_xact_status($1::xid8) AS status', [
      transaction,
    ]);
    return rows[0]?.status ?? null;
  } finally {
    await client.end().catch(() => undefined);
  }
}
