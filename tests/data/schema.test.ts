import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { differenceToSchema, migrationHistory } from '../../prisma/schema-engine.js';
import { attributions, confidences } from '../../src/domain/attribution.js';
import { entryKinds } from '../../src/domain/log/entry.js';
import { partyKinds, partyRoles } from '../../src/domain/structure/negotiation.js';
import { roles } from '../../src/domain/people/permissions.js';
import { proposalStates } from '../../src/domain/desk/proposal.js';
import { quoteChecks } from '../../src/domain/log/quote-check.js';
import { positions } from '../../src/domain/log/position.js';
import { appendOnlyTables } from '../../src/data/engine/append-only.js';
import { connect } from '../../src/data/open.js';
import { readMigrations } from '../../src/data/engine/migrations.js';
import { migrationsFolder } from '../../src/data/engine/sqlite/migrations-folder.js';
import { migrate } from '../../src/data/open.js';
import { createTestDatabase } from '../support/database.js';

const schema = readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');

describe('migrations and schema', () => {
  test('a migrated database has exactly what prisma/schema.prisma says', async () => {
    const fresh = await createTestDatabase();
    await fresh.database.close();
    expect(await differenceToSchema(fresh.file, schema)).toBe('');
  });

  test('a missing index would be noticed', async () => {
    const fresh = await createTestDatabase();
    await fresh.database.write((transaction) => transaction.$executeRaw`DROP INDEX entries_record_idx`);
    await fresh.database.close();
    expect(await differenceToSchema(fresh.file, schema)).toContain('entries_record_idx');
  });

  test('Prisma itself finds the migrations recorded as it would have recorded them', async () => {
    const fresh = await createTestDatabase();
    await fresh.database.close();
    expect(
      await migrationHistory(fresh.file, migrationsFolder, readMigrations(migrationsFolder)),
    ).toMatchObject({
      hasMigrationsTable: true,
      editedMigrationNames: [],
      failedMigrationNames: [],
      history: null,
    });
  });

  test('Prisma would notice a migration that was edited afterwards', async () => {
    const fresh = await createTestDatabase();
    await fresh.database.close();
    const edited = readMigrations(migrationsFolder).map((migration) => ({ ...migration, sql: '-- other' }));
    const { editedMigrationNames } = await migrationHistory(fresh.file, migrationsFolder, edited);
    expect(editedMigrationNames).toEqual(edited.map(({ name }) => name));
  });

  test('the state row is there from the start', async () => {
    const fresh = await createTestDatabase();
    expect(await fresh.database.read.state.findMany()).toEqual([{ id: 1, number: 0 }]);
    await fresh.remove();
  });

  test('an instance has an id and a life of its own from the start', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'instances-'));
    const made = ['one', 'other'].map((name) => `file:${join(folder, name)}.db`);
    for (const url of made) await migrate(url);
    const databases = await Promise.all(made.map((url) => connect(url)));
    const instances = databases.map(({ instance }) => instance);
    for (const { uuid, life } of instances) {
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(life).toMatch(/^[0-9a-f]{16}$/);
    }
    expect(new Set(instances.flatMap(({ uuid, life }) => [uuid, life])).size).toBe(4);
    for (const database of databases) await database.close();
  });

  test('every append-only table is a table of the schema', () => {
    for (const table of appendOnlyTables) expect(schema).toContain(`@@map("${table}")`);
  });
});

describe('scales in the schema are those of the domain', () => {
  const values = (scale: readonly { value: string }[]) => scale.map(({ value }) => value);

  test.each([
    ['Position', values(positions)],
    ['Attribution', values(attributions)],
    ['Confidence', values(confidences)],
    ['QuoteCheck', values(quoteChecks).filter((check) => check !== 'not_checked')],
    ['EntryKind', values(entryKinds)],
    ['PartyKind', values(partyKinds)],
    ['PartyRole', values(partyRoles)],
    ['Role', [...roles]],
    ['ProposalOutcome', values(proposalStates).filter((state) => state !== 'waiting')],
  ])('%s', (name, expected) => {
    const block = new RegExp(`^enum ${name} \\{([^}]*)\\}`, 'm').exec(schema)?.[1] ?? '';
    expect(block.trim().split(/\s+/)).toEqual(expected);
  });
});
