import { chmodSync, constants, copyFileSync, existsSync } from 'node:fs';
import { basename } from 'node:path';
import { syncToDisk } from '../disk.js';
import type { Backups, Engine, Replacement } from '../engine.js';
import { databaseFile, refuseSecondName, removeDatabase } from './database-file.js';
import { failureOf } from './failures.js';
import { lockFile } from './file-lock.js';
import { inspectFile, lastMigrationOf } from './inspection.js';
import { readMigrations } from '../migrations.js';
import { migrationsFolder } from './migrations-folder.js';
import { migrate } from './migrations.js';
import { replaceDatabase, replacementOf, settle } from './replacement.js';
import { lockForServer } from './server-lock.js';
import { openStorage } from './storage.js';

/** The database of a `file:` URL. Throws a sentence for any other URL. */
export function sqliteEngine(url: string): Engine {
  return engineOfFile(databaseFile(url));
}

/** The database in a file. */
export function engineOfFile(file: string): Engine {
  return {
    url: urlOfFile(file),
    place: file,
    name: basename(file),
    exists: () => Promise.resolve(existsSync(file)),
    version: async () => {
      const last = lastMigrationOf(file);
      return { last, isPresent: last === readMigrations(migrationsFolder).at(-1)?.name };
    },
    migrate: (along, options) => migrate(file, along, options),
    lockForServer: () => lockForServer(file),
    // There is no other server.
    takeDuty: () => Promise.resolve(() => undefined),
    open: (options) => openStorage(file, options),
    failureOf,
    inspect: (depth, look) => inspectFile(file, depth, look),
    backups: backupsOf(file),
    backedUpElsewhere: null,
    removedStays: 'Backups made before still hold them.',
    replaceWith: (backup, prepare, now) => replaceWith(file, backup, prepare, now),
    remove: () => removeDatabase(file),
  };
}

/** Loaded only for copying, because it brings in the second SQLite library (see online-copy.ts). */
function backupsOf(file: string): Backups {
  return {
    hold: async () => {
      refuseSecondName(file);
      return (await import('./online-copy.js')).holdState(file);
    },
    check: async (copy, verify) => (await import('./online-copy.js')).checkCopy(copy, verify),
    lock: (copy) => lockFile(`${copy}.lock`),
    remove: (copy) => {
      removeDatabase(copy);
      removeDatabase(`${copy}.lock`);
    },
  };
}

function urlOfFile(file: string): string {
  return `file:${file}`;
}

async function replaceWith<Prepared>(
  file: string,
  backup: string,
  prepare: (url: string) => Promise<Prepared>,
  now: Date,
): Promise<Replacement<Prepared>> {
  const partial = replacementOf(file);
  try {
    copyFileSync(backup, partial, constants.COPYFILE_FICLONE);
    // A copy gets the permissions of the original; nobody else on the machine may read the database.
    chmodSync(partial, 0o600);
    const prepared = await prepare(urlOfFile(partial));
    settle(partial);
    syncToDisk(partial);
    return { prepared, aside: replaceDatabase(file, now) };
  } finally {
    removeDatabase(partial);
  }
}
