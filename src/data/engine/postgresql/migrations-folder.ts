import { fileURLToPath } from 'node:url';

/** This version's migrations; the path is the same from src/data as from dist/data. */
export const migrationsFolder = fileURLToPath(
  new URL('../../../../prisma/migrations/postgresql', import.meta.url),
);
