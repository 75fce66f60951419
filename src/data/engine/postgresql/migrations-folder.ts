import { projectPath } from '../project-folder.js';

/** This version's migrations. */
export const migrationsFolder = projectPath('prisma/migrations/postgresql');
