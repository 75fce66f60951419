import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';
import { postgresqlSchema } from './postgresql-schema.js';

// As in prisma.config.ts, for the client of the derived schema.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

const derived = fileURLToPath(
  new URL('../src/data/engine/postgresql/generated/schema.prisma', import.meta.url),
);
mkdirSync(dirname(derived), { recursive: true });
writeFileSync(derived, postgresqlSchema(readFileSync(new URL('schema.prisma', import.meta.url), 'utf8')));

export default defineConfig({ schema: derived });
