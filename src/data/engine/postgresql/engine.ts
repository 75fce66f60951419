import type { Backups, Engine } from '../engine.js';
import { readMigrations } from '../migrations.js';
import { addressOf } from './address.js';
import { failureOf } from './failures.js';
import { migrationsFolder } from './migrations-folder.js';

/** Loaded with the first word to a server: over SQLite, pg and a second Prisma client would take memory and a tenth of the start. */
const server = () => import('./server.js');

/** The database of a `postgresql:` URL. Throws a sentence for any other URL. */
export function postgresqlEngine(url: string): Engine {
  const address = addressOf(url);
  const elsewhere = notHere(address.place);
  const lastApplied = async () => (await server()).lastApplied(address);
  return {
    url,
    place: address.place,
    name: address.name,
    exists: async () => (await lastApplied()) !== null,
    version: async () => {
      const last = await lastApplied();
      return { last, isPresent: last === readMigrations(migrationsFolder).at(-1)?.name };
    },
    migrate: async (along, options) => (await server()).migrate(address, along, options),
    // Any number of processes may serve one database: each write takes the lock of the row “state”.
    lockForServer: () => () => undefined,
    takeDuty: async () => (await server()).takeDuty(address),
    open: async () => (await server()).openStorage(address),
    failureOf,
    inspect: async (_depth, look) => (await server()).inspect(address, look),
    backups: refusing(elsewhere),
    backedUpElsewhere: elsewhere,
    removedStays:
      'Dumps made before still hold them, and so do the write-ahead log of PostgreSQL and its archive: whoever runs the server has to remove them there.',
    replaceWith: () => Promise.reject(new Error(elsewhere)),
    remove: () => undefined,
  };
}

/** Copies of a whole server are not the program’s to make. */
function notHere(place: string): string {
  return `Backups of ${place} are made and brought back by PostgreSQL’s own means: pg_dump and pg_restore, or those of the host. docs/operations.md shows how; “npm run tracker -- verify” then checks the record.`;
}

function refusing(sentence: string): Backups {
  const refuse = () => Promise.reject(new Error(sentence));
  return { hold: refuse, check: refuse, lock: () => null, remove: () => undefined };
}
