import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database } from '../../src/data/database.js';
import { migrate } from '../../src/data/migrations.js';

export interface TestDatabase {
  readonly database: Database;
  readonly url: string;
  readonly file: string;
  readonly remove: () => Promise<void>;
}

const temporaryFolders: string[] = [];
process.once('exit', () => {
  for (const folder of temporaryFolders) rmSync(folder, { recursive: true, force: true });
});

let template: Promise<string> | undefined;

/** A migrated database of its own for one test, copied from a template that is made once. */
export async function createTestDatabase(): Promise<TestDatabase> {
  template ??= makeTemplate();
  const folder = temporaryFolder();
  const file = join(folder, 'tracker.db');
  copyFileSync(await template, file);
  const url = `file:${file}`;
  const database = await connect(url);
  const remove = async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  };
  return { database, url, file, remove };
}

/** A new folder that is gone at the latest when the process ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tracker-'));
  temporaryFolders.push(folder);
  return folder;
}

async function makeTemplate(): Promise<string> {
  const file = join(temporaryFolder(), 'template.db');
  await migrate(`file:${file}`);
  return file;
}
