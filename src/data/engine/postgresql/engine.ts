import { Client } from 'pg';
import type { Backups, Engine } from '../engine.js';
import { readMigrations } from '../migrations.js';
import { addressOf } from './address.js';
import { takeDuty } from './duty.js';
import { failureOf } from './failures.js';
import { inspect } from './inspection.js';
import { migrate, readAppliedOf } from './migrations.js';
import { migrationsFolder } from './migrations-folder.js';

/** The database of a `postgresql:` URL. Throws a sentence for any other URL. */
export function postgresqlEngine(url: string): Engine {
  const address = addressOf(url);
  const elsewhere = notHere(address.place);
  const lastApplied = () =>
    asked(address.connectionString, async (client) => (await readAppliedOf(client))?.at(-1)?.name ?? null);
  return {
    url,
    place: address.place,
    name: address.name,
    exists: async () => (await lastApplied()) !== null,
    version: async () => {
      const last = await lastApplied();
      return { last, isPresent: last === readMigrations(migrationsFolder).at(-1)?.name };
    },
    migrate: (along, options) => migrate(address, along, options),
    // Any number of processes may serve one database: each write takes the lock of the row “state”.
    lockForServer: () => () => undefined,
    takeDuty: () => takeDuty(address),
    // Loaded where it is used: Prisma’s second client takes memory and a tenth of the start.
    open: async () => (await import('./storage.js')).openStorage(address),
    failureOf,
    inspect: (_depth, look) => inspect(address, look),
    backups: refusing(elsewhere),
    backedUpElsewhere: elsewhere,
    removedStays:
      'Dumps made before still hold them, and so do the write-ahead log of PostgreSQL and its archive: whoever runs the server has to remove them there.',
    replaceWith: () => Promise.reject(new Error(elsewhere)),
    remove: () => undefined,
  };
}

async function asked<Answer>(
  connectionString: string,
  ask: (client: Client) => Promise<Answer>,
): Promise<Answer> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await ask(client);
  } finally {
    await client.end();
  }
}

/** Copies of a whole server are not the program’s to make. */
function notHere(place: string): string {
  return `Backups of ${place} are made and brought back by PostgreSQL’s own means: pg_dump and pg_restore, or those of the host. docs/operations.md shows how; “npm run tracker -- verify” then checks the record.`;
}

function refusing(sentence: string): Backups {
  const refuse = () => Promise.reject(new Error(sentence));
  return { hold: refuse, check: refuse, lock: () => null, remove: () => undefined };
}
