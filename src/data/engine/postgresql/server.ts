import { Client } from 'pg';
import type { Address } from './address.js';
import { readAppliedOf } from './migrations.js';

export { takeDuty } from './duty.js';
export { inspect } from './inspection.js';
export { migrate } from './migrations.js';
export { openStorage } from './storage.js';

/** The name of the newest migration that a database has had; null if it has had none. */
export async function lastApplied({ connectionString }: Address): Promise<string | null> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await readAppliedOf(client))?.at(-1)?.name ?? null;
  } finally {
    await client.end();
  }
}
