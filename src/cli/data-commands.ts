import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { engineOf } from '../data/open.js';
import { exportEverything } from '../data/transfer/full-export.js';
import { importEverything } from '../data/transfer/full-import.js';
import { type Command, type Given, withDatabase, withNewDatabase } from './command.js';
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
};

async function importFile({ databaseUrl, argument, dryRun }: Given): Promise<string> {
  const file = argument as string;
  if (file !== '-' && !existsSync(file)) throw new Error(`There is no file ${file}.`);
  const engine = engineOf(databaseUrl);
  // Held to the end: if the import failed, a server started meanwhile would lose its database.
  const release = engine.lockForServer();
  const isNew = !engine.exists();
  let isFilled = false;
  try {
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
