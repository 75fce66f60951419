import { defineConfig } from 'prisma/config';

// `prisma generate` looks for the schema engine before it starts, although it does not use it.
// Naming any program spares the download, which fails where only the npm registry is reachable.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations/sqlite' },
});
