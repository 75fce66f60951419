import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, constants, copyFileSync, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endSessions } from '../actions/people/end-sessions.js';
import { manifestOf, requireAsInManifest } from '../data/transfer/backup-files.js';
import { databaseFile, removeDatabase } from '../data/engine/database-file.js';
import { syncToDisk } from '../data/engine/sqlite/disk.js';
import { beginLife } from '../data/engine/instance.js';
import { inspectFile, lastMigrationOf } from '../data/engine/sqlite/inspection.js';
import { migrationsFolder, readMigrations } from '../data/engine/sqlite/migration-files.js';
import { migrate } from '../data/engine/sqlite/migrations.js';
import { replaceDatabase, replacementOf, settle } from '../data/engine/sqlite/replacement.js';
import { lockForServer } from '../data/engine/sqlite/server-lock.js';
import { findingSentence, type Verification } from '../data/chain/verification.js';
import type { ChainHead } from '../domain/log/record-chain.js';
import { counted } from '../domain/cells/wording.js';
import { type Command, type Given, withDatabase, Wrong } from './command.js';
import { progressBar } from './progress-bar.js';

/** So many findings are printed; nobody reads more. */
const mostFindings = 100;

/** Copies of the whole, their way back, and whether the record is as it was published. */
export const safetyCommands: Readonly<Record<string, Command>> = {
  backup: {
    argument: 'a file',
    isOptional: true,
    run: async ({ databaseUrl, argument }) => {
      const script = fileURLToPath(new URL('./backup.js', import.meta.url));
      const options = ['--database', databaseUrl, ...(argument === undefined ? [] : [argument])];
      const child = spawn(process.execPath, [script, ...options], { stdio: 'inherit' });
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code !== 0) throw new Error('the backup failed, as said above.');
      return null;
    },
  },
  verify: { argument: 'a file', isOptional: true, run: verify },
  restore: { argument: 'a file', run: restore },
};

async function verify({ databaseUrl, argument }: Given): Promise<string> {
  const file = argument === undefined ? databaseFile(databaseUrl) : resolve(argument);
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  if (argument !== undefined && existsSync(manifestOf(file))) await requireAsInManifest(file);
  refuseOtherVersion(file);
  const verification = await inspectFile(file, progressBar('Verifying the record', process.stderr));
  const wrong = findingsText(file, verification);
  if (wrong !== null) throw new Wrong(wrong);
  return `${counted(verification.count, 'entry', 'entries')} of ${file} are as they were published. ${headSentence(verification.head)}`;
}

/** What another version made has other tables and triggers; that is no damage. */
function refuseOtherVersion(file: string): void {
  const last = lastMigrationOf(file);
  if (last === null || last === readMigrations(migrationsFolder).at(-1)?.name) return;
  throw new Error(
    `${file} is of another version of this program (its last migration is ${last}). Verify it with that version; “restore” brings an older backup to this one, and verifies it.`,
  );
}

/**
 * Puts a backup in the place of the database, once it has proved to be whole. What was there before is set aside, not
 * removed. Sessions end: one that was ended after the backup would be alive again.
 */
async function restore({ databaseUrl, argument }: Given): Promise<string> {
  const backup = resolve(argument as string);
  const file = databaseFile(databaseUrl);
  if (!existsSync(backup)) throw new Error(`There is no file ${backup}.`);
  if (backup === file) throw new Error('This file is the database itself. Name a backup.');
  const release = lockForServer(file);
  const partial = replacementOf(file);
  try {
    const manifest = await requireAsInManifest(backup);
    copyFileSync(backup, partial, constants.COPYFILE_FICLONE);
    // A copy has the mode of the original; the database is for nobody else on the machine.
    chmodSync(partial, 0o600);
    const url = `file:${partial}`;
    await migrate(url, { backUp: () => Promise.resolve(backup) });
    const verification = await inspectFile(partial, progressBar('Verifying the backup', process.stderr));
    const wrong = findingsText(backup, verification);
    if (wrong !== null) throw new Error(wrong);
    const { head } = verification;
    if (manifest.head && head?.hash !== manifest.head.hash)
      throw new Error('The newest entry of the backup is not the one that its manifest names.');
    await withDatabase(url, async (database) => {
      await endSessions(database, { signInName: null }, new Date());
      await database.write(beginLife);
    });
    settle(partial);
    syncToDisk(partial);
    const aside = replaceDatabase(file, new Date());
    const kept = aside === null ? '' : ` What was there before is kept as ${aside}.`;
    return `${file} is the backup of ${manifest.madeAt} again. ${headSentence(head)} Everybody has to sign in anew.${kept}`;
  } finally {
    removeDatabase(partial);
    release();
  }
}

function headSentence(head: ChainHead | null): string {
  return head
    ? `The newest is № ${head.sequence}, with the hash ${head.hash}.`
    : 'Nothing is published in it.';
}

/** What was found, a line each; null for nothing. */
function findingsText(file: string, { findings }: Verification): string | null {
  if (findings.length === 0) return null;
  const lines = findings.slice(0, mostFindings).map(findingSentence);
  const more = findings.length > mostFindings ? [`… and ${findings.length - mostFindings} more.`] : [];
  return [`${file} is not as it was published:`, ...lines, ...more].join('\n');
}
