import { Unavailable } from '../../../domain/errors.js';
import { readMigrations } from '../migrations.js';
import { migrationsFolder } from './migrations-folder.js';

/** As a column of a statement: the newest migration that the database has had. */
export const newestMigration =
  '(SELECT max(migration_name) FROM "_prisma_migrations" WHERE rolled_back_at IS NULL) AS migration';

const own = readMigrations(migrationsFolder).at(-1)?.name ?? '';

/**
 * Throws Unavailable if the database has had a migration that this process does not know: another process of a newer
 * version has brought it up to date, and this one would write what the new version does not expect.
 */
export function requireOwnVersion(migration: string | null | undefined): void {
  if (migration !== null && migration !== undefined && migration > own) throw new Unavailable(older);
}

const older =
  'The database was brought to a newer version of the program, and this server is of the older one, so it neither records nor shows anything. Whoever runs it has to start the new version. Keep what you typed.';
