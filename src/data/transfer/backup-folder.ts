import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Backup } from '../../domain/backup-schedule.js';
import type { ChainHead } from '../../domain/log/record-chain.js';
import { type BackupManifest, manifestOf, readManifest } from './backup-files.js';
import type { Database } from '../engine/database.js';
import { linkAt } from '../chain/record-chain.js';

/** A backup in a folder, with what its manifest says about its database. */
export interface ListedBackup extends Backup {
  readonly instance: string | null;
  readonly head: ChainHead | null;
}

/**
 * The backups under a name in a folder, with their manifests: of this database, or of another with the same name. Files
 * with other names and files without a manifest are ignored.
 */
export function listBackups(folder: string, named: string): ListedBackup[] {
  return namesIn(folder).flatMap((name) => {
    const madeAt = instantIn(name, named, /^\.db$/);
    const manifest = madeAt && manifestIn(join(folder, name));
    if (!manifest) return [];
    const { head, state, instance = null } = manifest;
    return [{ name, madeAt, head, sequence: head?.sequence ?? 0, state, instance }];
  });
}

/** Backups under a name that, judging by their file names, were begun but not finished. */
export function listPartials(folder: string, named: string): string[] {
  const partials = namesIn(folder).filter((name) => instantIn(name, named, /^\.db\.partial/) !== null);
  return [...new Set(partials.map((name) => join(folder, name.replace(/\.partial.*$/, '.partial'))))];
}

function namesIn(folder: string): string[] {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];
}

/** The instant in the name of a backup of a database; null for any other file name. */
function instantIn(name: string, named: string, ending: RegExp): Date | null {
  const start = `${basename(named, '.db')}-`;
  const [, year, month, day, hours, minutes, seconds, rest, end = ''] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z(?:-\d+-[0-9a-f]{64})?(\.db.*)$/.exec(
      name.startsWith(start) ? name.slice(start.length) : '',
    ) ?? [];
  if (year === undefined || !ending.test(end)) return null;
  return new Date(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}.${rest}Z`);
}

function manifestIn(backup: string): BackupManifest | null {
  try {
    return readManifest(backup);
  } catch {
    return null;
  }
}

/**
 * The backups that hold only what this database holds or has held, and so none of another database, whatever its name.
 */
export async function ownBackups(
  backups: readonly ListedBackup[],
  { instance, read }: Pick<Database, 'instance' | 'read'>,
): Promise<ListedBackup[]> {
  const own: ListedBackup[] = [];
  for (const backup of backups) {
    if (backup.instance !== null && backup.instance !== instance.uuid) continue;
    const link = backup.head && (await linkAt(read, backup.head.sequence));
    if (backup.head ? link?.hash === backup.head.hash : backup.instance !== null) own.push(backup);
  }
  return own;
}

export function removeBackup(folder: string, { name }: Backup): void {
  rmSync(join(folder, name), { force: true });
  rmSync(manifestOf(join(folder, name)), { force: true });
}
