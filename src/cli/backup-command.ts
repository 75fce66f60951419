import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.js';
import {
  type BackupManifest,
  backupName,
  defaultBackupFolder,
  manifestOf,
  sha256OfFile,
} from '../data/transfer/backup-files.js';
import { findingSentence, verifyRecord } from '../data/chain/verification.js';
import { syncToDisk } from '../data/engine/disk.js';
import type { Backups, Engine, HeldState } from '../data/engine/engine.js';
import type { PlainSql } from '../data/engine/statements.js';
import { engineOf } from '../data/open.js';
import { listPartials } from '../data/transfer/backup-folder.js';
import { writableInstant } from '../domain/when.js';
import { progressBar } from './progress-bar.js';

const usage = `Usage: npm run backup [-- [--database <url>] [<target>]]

Copies the database while it is in use, verifies the copy against its record chain,
writes a manifest with its SHA-256 beside it, and prints its path.

  <target>          a folder, or a file whose name ends in .db; by default
                    BACKUP_FOLDER, or else the folder "backups" beside the database
  --database <url>  the database to copy, by default DATABASE_URL
  --help            this text
`;

// If standard error is closed, progress cannot be shown, but the backup is still made.
process.stderr.on('error', () => undefined);

/** Removes the unfinished copy. */
let undo: (() => void) | null = null;

// An unfinished copy must not look like a backup.
for (const [signal, number] of [['SIGINT', 2] as const, ['SIGTERM', 15] as const]) {
  process.on(signal, () => {
    undo?.();
    process.exit(128 + number);
  });
}

process.exitCode = await run(process.argv.slice(2));

async function run(commandLine: string[]): Promise<number> {
  const parsed = parse(commandLine);
  if (parsed instanceof Error) {
    process.stderr.write(`${parsed.message}\n\n${usage}`);
    return 2;
  }
  if (parsed.help) {
    process.stdout.write(usage);
    return 0;
  }
  try {
    const engine = engineOf(parsed.database ?? readConfig().databaseUrl);
    process.stdout.write(`${await backUp(engine, parsed.target)}\n`);
    return 0;
  } catch (error) {
    undo?.();
    process.stderr.write(`No backup was made: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

interface Parsed {
  readonly help: boolean;
  readonly database: string | undefined;
  readonly target: string | undefined;
}

function parse(commandLine: string[]): Parsed | Error {
  try {
    const { values, positionals } = parseArgs({
      args: commandLine,
      allowPositionals: true,
      options: { help: { type: 'boolean' }, database: { type: 'string' } },
    });
    if (positionals.length > 1) return new Error('Only one target can be given.');
    return { help: values.help ?? false, database: values.database, target: positionals[0] };
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function backUp(engine: Engine, target: string | undefined): Promise<string> {
  const { place, exists, backups, backedUpElsewhere } = engine;
  if (backedUpElsewhere !== null) throw new Error(backedUpElsewhere);
  if (!(await exists())) throw new Error(`There is no database at ${place}.`);
  // The copy holds everything that the database holds, including password hashes.
  process.umask(0o077);
  const { held, partial, final, madeAt } = await copy(engine, target);
  await backups.check(partial, verify);
  await putInPlace(partial, final, madeAt, held);
  removePartial(backups, partial);
  syncToDisk(dirname(final));
  return final;
}

interface Copy extends FinalName {
  readonly held: HeldState;
  readonly partial: string;
}

/**
 * Copies the database as it is now. Its state is held for no longer than that: whatever is written meanwhile stays in
 * the write-ahead log.
 */
async function copy({ place, backups }: Engine, target: string | undefined): Promise<Copy> {
  const held = await backups.hold();
  try {
    const name = finalName(place, target, held);
    if (existsSync(name.final)) throw new Error(`${name.final} exists already.`);
    mkdirSync(dirname(name.final), { recursive: true });
    const partial = beginPartial(backups, name.final, place);
    await held.copyTo(partial, progressBar('Copying the database', process.stderr));
    return { ...name, held, partial };
  } finally {
    await held.release();
  }
}

/** What is wrong with the record of a copy, in a sentence; null if it is as it was published. */
async function verify(plain: PlainSql): Promise<string | null> {
  const { findings } = await verifyRecord(plain, {
    onProgress: progressBar('Verifying the copy', process.stderr),
  });
  const [first] = findings;
  if (!first) return null;
  const more = findings.length > 1 ? ` (and ${findings.length - 1} more)` : '';
  return `${findingSentence(first)}${more}`;
}

interface FinalName {
  readonly final: string;
  readonly madeAt: Date;
}

/** After the year 9999, instants no longer advance. If a name is taken, a millisecond earlier is tried. */
function finalName(file: string, target: string | undefined, { head }: HeldState): FinalName {
  let madeAt = writableInstant(new Date());
  if (target?.endsWith('.db')) return { final: resolve(target), madeAt };
  const folder = resolve(target ?? readConfig().backupFolder ?? defaultBackupFolder(file));
  const nameAt = () => join(folder, backupName(file, madeAt, head));
  while (existsSync(nameAt())) madeAt = new Date(madeAt.getTime() - 1);
  return { final: nameAt(), madeAt };
}

/**
 * The path at which the copy is made. Removes what interrupted backups have left there; a lock shows which copies are
 * still in progress.
 */
function beginPartial(backups: Backups, final: string, file: string): string {
  const partial = `${final}.partial`;
  for (const left of [...listPartials(dirname(final), file), partial]) {
    const release = backups.lock(left);
    if (release) removePartial(backups, left);
    release?.();
  }
  if (!backups.lock(partial)) throw new Error(`${final} is being made by another process.`);
  undo = () => removePartial(backups, partial);
  return partial;
}

/** The manifest is put in place first: no backup must exist without the means to check it. */
async function putInPlace(partial: string, final: string, madeAt: Date, held: HeldState): Promise<void> {
  syncToDisk(partial);
  const manifest: BackupManifest = {
    file: basename(final),
    madeAt: madeAt.toISOString(),
    head: held.head,
    state: held.stateNumber,
    instance: held.instance,
    size: statSync(partial).size,
    sha256: await sha256OfFile(partial),
  };
  writeFileSync(`${partial}.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  syncToDisk(`${partial}.json`);
  renameSync(`${partial}.json`, manifestOf(final));
  renameSync(partial, final);
  undo = null;
}

function removePartial(backups: Backups, partial: string): void {
  backups.remove(partial);
  rmSync(`${partial}.json`, { force: true });
}
