import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { endSessions } from '../actions/people/end-sessions.js';
import { type BackupManifest, manifestOf, requireAsInManifest } from '../data/transfer/backup-files.js';
import { inspectWhole } from '../data/chain/inspection.js';
import { findingSentence, type Verification } from '../data/chain/verification.js';
import type { Engine } from '../data/engine/engine.js';
import { beginLife } from '../data/engine/instance.js';
import { engineOf, engineOfBackup, migrate, noteVerification } from '../data/open.js';
import type { ChainHead } from '../domain/log/record-chain.js';
import { counted } from '../domain/cells/wording.js';
import { environmentFor } from '../config.js';
import { projectPath } from '../data/engine/project-folder.js';
import { type Command, type Given, withDatabase, Wrong } from './command.js';
import { progressBar } from './progress-bar.js';

/** How many findings are printed; nobody reads more. */
const mostFindings = 100;

/** Backup, restore, and verification that the record is as it was published. */
export const safetyCommands: Readonly<Record<string, Command>> = {
  backup: {
    argument: 'a file',
    isOptional: true,
    run: async ({ databaseUrl, argument }) => {
      const script = projectPath('dist/cli/backup.js');
      const options = argument === undefined ? [] : [argument];
      const env = environmentFor(databaseUrl);
      const child = spawn(process.execPath, [script, ...options], { stdio: 'inherit', env });
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code !== 0) throw new Error('the backup failed, as said above.');
      return null;
    },
  },
  verify: { argument: 'a file', isOptional: true, run: verify },
  restore: { argument: 'a file', run: restore },
};

async function verify({ databaseUrl, argument, endsWith }: Given): Promise<string> {
  const engine = argument === undefined ? engineOf(databaseUrl) : engineOfBackup(resolve(argument));
  const { place } = engine;
  if (!(await engine.exists())) throw new Error(`There is no file ${place}.`);
  if (argument !== undefined && existsSync(manifestOf(place))) await requireAsInManifest(place);
  await refuseOtherVersion(engine);
  const begunAt = new Date();
  const show = progressBar('Verifying the record', process.stderr);
  const verification = await inspectWhole(engine, (done, all) => {
    if (endsWith !== null && endsWith !== process.ppid) endUnasked();
    show(done, all);
  });
  const wrong = findingsText(place, verification);
  if (argument === undefined && verification.isStorageSound)
    await note(databaseUrl, { begunAt, lastBefore: verification.lastBefore }, wrong);
  if (wrong !== null) throw new Wrong(wrong);
  return `${counted(verification.count, 'entry', 'entries')} of ${place} are as they were published. ${headSentence(verification.head)}`;
}

/** Tells all servers of the database, now and after a restart, what was found in it; null if nothing was. */
async function note(
  url: string,
  { begunAt, lastBefore }: { readonly begunAt: Date; readonly lastBefore: number },
  findings: string | null,
): Promise<void> {
  try {
    if (await noteVerification(url, { begunAt, endedAt: new Date(), findings }, lastBefore)) return;
    process.stderr.write(
      'Since this verification began, another one has found something. That still stands: verify once more.\n',
    );
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    process.stderr.write(`What was found could not be kept in the database: ${said}\n`);
  }
}

/**
 * Ends this process, because the one that runs it has gone, as after `kill -9`: nobody would read what is found, and the
 * next server begins a verification of its own.
 */
function endUnasked(): never {
  process.stderr.write('The process that asked for this has ended.\n');
  process.exit(1);
}

/** A database of another version has other tables and triggers, which is no damage. */
async function refuseOtherVersion({ place, version }: Engine): Promise<void> {
  const { last, isPresent } = await version();
  if (last === null || isPresent) return;
  throw new Error(
    `${place} is of another version of this program (its last migration is ${last}). Verify it with that version; “restore” brings an older backup to this one, and verifies it.`,
  );
}

/**
 * Replaces the database by a backup that has proved to be whole. The former database is set aside, not removed. All
 * sessions end, because one that was ended after the backup would be open again.
 */
async function restore({ databaseUrl, argument }: Given): Promise<string> {
  const backup = resolve(argument as string);
  const engine = engineOf(databaseUrl);
  if (engine.backedUpElsewhere !== null) throw new Error(engine.backedUpElsewhere);
  if (!existsSync(backup)) throw new Error(`There is no file ${backup}.`);
  if (backup === engine.place) throw new Error('This file is the database itself. Name a backup.');
  const release = engine.lockForServer();
  try {
    const manifest = await requireAsInManifest(backup);
    const prepare = (url: string) => makeReady(url, backup, manifest);
    const { prepared: head, aside } = await engine.replaceWith(backup, prepare, new Date());
    const kept = aside === null ? '' : ` What was there before is kept as ${aside}.`;
    return `${engine.place} is the backup of ${manifest.madeAt} again. ${headSentence(head)} Everybody has to sign in anew.${kept}`;
  } finally {
    release();
  }
}

/**
 * Migrates the copy of a backup to this version and ends the sessions in it, after proving that it is whole; returns
 * the newest link of its chain.
 */
async function makeReady(url: string, backup: string, manifest: BackupManifest): Promise<ChainHead | null> {
  const begunAt = new Date();
  await migrate(url, { backUp: () => Promise.resolve(backup) });
  const verification = await inspectWhole(engineOf(url), progressBar('Verifying the backup', process.stderr));
  const wrong = findingsText(backup, verification);
  if (wrong !== null) throw new Error(wrong);
  const { head } = verification;
  if (manifest.head && head?.hash !== manifest.head.hash)
    throw new Error('The newest entry of the backup is not the one that its manifest names.');
  await withDatabase(url, async (database) => {
    await endSessions(database, { signInName: null }, new Date());
    await database.write(beginLife);
  });
  await noteVerification(url, { begunAt, endedAt: new Date(), findings: null });
  return head;
}

function headSentence(head: ChainHead | null): string {
  return head
    ? `The newest is № ${head.sequence}, with the hash ${head.hash}.`
    : 'Nothing is published in it.';
}

/** The findings, a line each; null if there are none. */
function findingsText(file: string, { findings }: Verification): string | null {
  if (findings.length === 0) return null;
  const lines = findings.slice(0, mostFindings).map(findingSentence);
  const more = findings.length > mostFindings ? [`… and ${findings.length - mostFindings} more.`] : [];
  return [`${file} is not as it was published:`, ...lines, ...more].join('\n');
}
