import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ChainHead } from '../../domain/log/record-chain.js';
import { writableInstant } from '../../domain/when.js';

/** The JSON file beside a backup that describes it, so that a copy of the backup can be checked. */
export interface BackupManifest {
  /** The name of the file that it describes. */
  readonly file: string;
  /** RFC 3339, UTC: when the copying began; the backup holds what was committed by then. */
  readonly madeAt: string;
  /** The newest link of the record chain; null if nothing was published. */
  readonly head: ChainHead | null;
  readonly state: number;
  /** The UUID of the database; null if its version had none, absent in older manifests. */
  readonly instance?: string | null;
  /** In bytes. */
  readonly size: number;
  /** Of the file, as hexadecimal digits. */
  readonly sha256: string;
}

/** Where backups go by default: beside the database. */
export function defaultBackupFolder(database: string): string {
  return join(dirname(database), 'backups');
}

/**
 * “tracker-20250821T090000000Z-58-007ea2….db”: the database, the instant, and the head of the record chain (number and
 * hash).
 */
export function backupName(database: string, madeAt: Date, head: ChainHead | null): string {
  const instant = writableInstant(madeAt).toISOString().replace(/[-:.]/g, '');
  const place = head ? `-${head.sequence}-${head.hash}` : '';
  return `${basename(database, '.db')}-${instant}${place}.db`;
}

/** The path of a backup's manifest. */
export function manifestOf(backup: string): string {
  return `${backup.replace(/\.db$/, '')}.json`;
}

/** Reads a backup's manifest. Throws a sentence if it is missing or not a manifest. */
export function readManifest(backup: string): BackupManifest {
  const place = manifestOf(backup);
  if (!existsSync(place)) throw new Error(`The manifest of the backup is missing: ${place}.`);
  const manifest = parsed(readFileSync(place, 'utf8')) as Partial<BackupManifest> | null;
  if (typeof manifest?.sha256 !== 'string' || typeof manifest.size !== 'number')
    throw new Error(`${place} is not the manifest of a backup.`);
  return manifest as BackupManifest;
}

/** Throws a sentence if a file is not the one that its manifest describes. */
export async function requireAsInManifest(backup: string): Promise<BackupManifest> {
  const manifest = readManifest(backup);
  const { size } = statSync(backup);
  if (size !== manifest.size)
    throw new Error(`The backup has ${size} bytes, and its manifest says ${manifest.size}.`);
  if ((await sha256OfFile(backup)) !== manifest.sha256)
    throw new Error(
      'The SHA-256 of the backup is not the one in its manifest: it was changed after it was made.',
    );
  return manifest;
}

export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Uint8Array);
  return hash.digest('hex');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
