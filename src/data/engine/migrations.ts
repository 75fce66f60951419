import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, as Prisma computes it. */
  readonly checksum: string;
}

/** A migration that a database has had, as Prisma’s table of them says. */
export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

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

/** Throws a sentence for the operator unless the applied migrations are the first of those known. */
export function refuseUnknownHistory(
  known: readonly Migration[],
  applied: readonly AppliedMigration[],
): void {
  applied.forEach(({ name, checksum, finished }, index) => {
    const file = known.find((migration) => migration.name === name);
    if (!file) {
      throw new Error(
        `The database was changed by a newer version of this program (migration ${name}). Start that version.`,
      );
    }
    if (!finished)
      throw new Error(`The migration ${name} stopped half-way. Restore the backup made before it.`);
    if (file.checksum !== checksum) {
      throw new Error(
        `The migration ${name} is not the file that was applied to this database. Restore that file.`,
      );
    }
    if (known[index] !== file) {
      throw new Error(`The database has the migration ${name}, but not ${known[index]?.name} before it.`);
    }
  });
}

/** Progress is reported after every so many texts indexed. */
const toldEvery = 5_000;

/** Makes a sentence now and then of how much is indexed for search. */
export function tellingIndexed(onProgress: (sentence: string) => void): (done: number, all: number) => void {
  return (done, all) => {
    if (done % toldEvery === 0 || done === all)
      onProgress(`Search: ${done.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')} texts indexed.`);
  };
}
