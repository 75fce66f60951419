import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { Migration } from '../src/data/engine/migrations.js';
import { searchTables } from '../src/data/engine/sqlite/search-triggers.js';

// Node has it, but neither its types nor the language's describe it.
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: { __wbindgen_start(): void } };
};

/** Full-text indexes are SQLite's own and no models of Prisma's. */
const filters = { externalTables: [...searchTables], externalEnums: [] };

/**
 * The SQL that leads from a live SQLite file to the schema; empty if they agree. Prisma's own commands for
 * this need a binary from a host that is not reachable everywhere; this is the same engine in WebAssembly.
 */
export async function differenceToSchema(databaseFile: string, schema: string): Promise<string> {
  const files = [{ path: 'schema.prisma', content: schema }];
  const result = await withEngine(fileAdapter(databaseFile), [['schema.prisma', schema]], (instance) =>
    instance.diff({
      from: { tag: 'schemaDatasource', files, configDir: '.' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters,
    }),
  );
  return result.exitCode === 0 ? '' : (result.stdout ?? '');
}

/**
 * The SQL that leads from one schema for PostgreSQL, or from nothing, to another; empty if they agree. The engine asks
 * a server, which it does not change, what it is. Texts sort by their bytes, as in SQLite.
 */
export async function differenceOfSchemas(url: string, from: string | null, to: string): Promise<string> {
  const schemaOf = (content: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: 'schema.prisma', content }],
  });
  const adapter = new PrismaPg({ connectionString: url });
  const result = await withEngine(adapter, [['schema.prisma', to]], (instance) =>
    instance.diff({
      from: from === null ? { tag: 'empty' } : schemaOf(from),
      to: schemaOf(to),
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  if (result.exitCode === 0) return '';
  const sql = (result.stdout ?? '').replace(/^-- CreateSchema\n.*\n\n/m, '');
  return sql.replace(/\bTEXT\b/g, 'TEXT COLLATE "C"');
}

/** What `prisma migrate status` would find in a live SQLite file. */
export function migrationHistory(
  databaseFile: string,
  folder: string,
  migrations: readonly Migration[],
): Promise<engine.DiagnoseMigrationHistoryOutput> {
  const migrationDirectories = migrations.map(({ name, sql }) => ({
    path: name,
    migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
  }));
  const lockfile = { path: 'migration_lock.toml', content: 'provider = "sqlite"\n' };
  const migrationsList = { baseDir: folder, lockfile, shadowDbInitScript: '', migrationDirectories };
  return withEngine(fileAdapter(databaseFile), undefined, (instance) =>
    instance.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters }),
  );
}

function fileAdapter(databaseFile: string): SqlMigrationAwareDriverAdapterFactory {
  return new PrismaBetterSqlite3({ url: databaseFile });
}

async function withEngine<T>(
  factory: SqlMigrationAwareDriverAdapterFactory,
  datamodels: [string, string][] | undefined,
  use: (instance: engine.SchemaEngine) => Promise<T>,
): Promise<T> {
  loadEngine();
  const adapter = bindMigrationAwareSqlAdapterFactory(factory);
  const instance = await engine.SchemaEngine.new({ datamodels }, () => undefined, adapter);
  try {
    return await use(instance);
  } finally {
    instance.free();
  }
}

let loaded = false;

function loadEngine(): void {
  if (loaded) return;
  const script = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const module = new WebAssembly.Module(readFileSync(script.replace(/\.js$/, '.wasm')));
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': engine });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  loaded = true;
}
