import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, as Prisma computes it. */
  readonly checksum: string;
}

/** This version's migrations; the path is the same from src/data as from dist/data. */
export const migrationsFolder = fileURLToPath(
  new URL('../../../../prisma/migrations/sqlite', import.meta.url),
);

/** The migrations of a folder, oldest first. */
export function readMigrations(folder: string): Migration[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return names.sort().map((name) => {
    const bytes = readFileSync(join(folder, name, 'migration.sql'));
    const checksum = createHash('sha256').update(bytes).digest('hex');
    return { name, sql: bytes.toString('utf8'), checksum };
  });
}
