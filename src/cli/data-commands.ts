import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { engineOf } from '../data/open.js';
import { copyEverything } from '../data/transfer/copy.js';
import { exportEverything } from '../data/transfer/full-export.js';
import { importEverything } from '../data/transfer/full-import.js';
import { type Command, type Given, withDatabase, withNewDatabase } from './command.js';
import { releaseInChildProcess } from './child-process.js';
import { progressBar } from './progress-bar.js';

/** Full export and full import. */
export const dataCommands: Readonly<Record<string, Command>> = {
  export: {
    argument: 'a file',
    isOptional: true,
    run: ({ databaseUrl, argument }) =>
      withDatabase(databaseUrl, (database) =>
        database.snapshot((read) => {
          const text = (label: string) =>
            Readable.from(exportEverything(read, progressBar(label, process.stderr)));
          if (argument === undefined || argument === '-') return print(text('Exporting'));
          return writeNew(argument, text(`Exporting to ${argument}`));
        }),
      ),
  },
  import: { argument: 'a file', option: 'dryRun', run: importFile },
  copy: { argument: null, option: 'to', run: copy },
  release: { argument: null, option: 'negotiation', run: release },
};

async function release({ databaseUrl, negotiation, name }: Given): Promise<string> {
  if (negotiation === null || name === null)
    throw new Error('“release” needs --negotiation and the end of its address, and --name and a name.');
  return releaseInChildProcess(databaseUrl, negotiation, name);
}

/** From one database into another, of whichever kind; the server of the first should not run meanwhile. */
async function copy({ databaseUrl, to }: Given): Promise<string> {
  if (to === null) throw new Error('“copy” needs --to and the address of an empty database.');
  const target = engineOf(to);
  if (target.place === engineOf(databaseUrl).place)
    throw new Error('That is the same database. Name another one after --to.');
  const release = target.lockForServer();
  try {
    const { rows, head } = await withDatabase(databaseUrl, (from) =>
      withNewDatabase(to, (copied) =>
        copyEverything(from, copied, {
          copied: progressBar(`Copying to ${target.name}`, process.stderr),
          compared: progressBar('Comparing both', process.stderr),
        }),
      ),
    );
    const newest = head ? ` The newest entry of both is № ${head.sequence}, with the hash ${head.hash}.` : '';
    return `${rows.toLocaleString('en-GB')} rows are copied to ${target.place}, and a full export of both is the same text.${newest} Sessions, drafts and uploaded files were not copied.`;
  } finally {
    release();
  }
}

async function importFile({ databaseUrl, argument, dryRun }: Given): Promise<string> {
  const file = argument as string;
  if (file !== '-' && !existsSync(file)) throw new Error(`There is no file ${file}.`);
  const engine = engineOf(databaseUrl);
  // Held to the end: if the import failed, a server started meanwhile would lose its database.
  const release = engine.lockForServer();
  let isNew = false;
  let isFilled = false;
  try {
    isNew = !(await engine.exists());
    const outcome = await withNewDatabase(databaseUrl, (database) =>
      importEverything(database, file === '-' ? process.stdin : createReadStream(file), {
        isDryRun: dryRun,
        onProgress: progressBar(dryRun ? 'Trying' : 'Importing', process.stderr),
      }),
    );
    isFilled = !dryRun;
    const rows = `${outcome.rows.toLocaleString('en-GB')} rows`;
    return dryRun
      ? `${rows} would be imported. Nothing was changed.`
      : `${rows} are imported. Nobody’s password came with them: give the people new ones with set-password.`;
  } finally {
    // A database that was created for the import and not filled must not look like somebody’s database.
    if (isNew && !isFilled) engine.remove();
    release();
  }
}

async function print(text: Readable): Promise<null> {
  await pipeline(text, process.stdout, { end: false });
  return null;
}

/**
 * Written under another name until it is complete. Only its owner may read it: it holds the audit and everybody’s
 * sign-in name.
 */
async function writeNew(file: string, text: Readable): Promise<string> {
  if (existsSync(file)) throw new Error(`${file} exists already.`);
  const partial = `${file}.partial`;
  try {
    await pipeline(text, createWriteStream(partial, { mode: 0o600, flush: true }));
    renameSync(partial, file);
    return file;
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}
