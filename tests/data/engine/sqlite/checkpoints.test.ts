import { existsSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { expect, test, vi } from 'vitest';
import { plainSql } from '../../../../src/data/engine/statements.js';
import { createExampleDatabase, type TestDatabase } from '../../../support/database.js';

/** The pages of the write-ahead log that nobody has moved into the file yet, and all of them. */
function logOf({ file }: TestDatabase): { readonly waiting: number; readonly all: number } {
  const connection = new Sqlite(file, { readonly: true });
  const [state] = connection.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[];
  connection.close();
  return { waiting: (state?.log ?? 0) - (state?.checkpointed ?? 0), all: state?.log ?? 0 };
}

/** Writes more than the thousand pages at which SQLite moves them by itself, within the COMMIT. */
async function writeMuch({ database }: TestDatabase): Promise<void> {
  const note = '“Long.” '.repeat(60_000);
  await database.write((tx) =>
    plainSql(tx).run('UPDATE negotiations SET description = ?', [note.repeat(10)]),
  );
}

test('what the server commits waits in the log until a thread moves it into the file', async () => {
  const example = await createExampleDatabase({ isServer: true });
  await writeMuch(example);
  expect(logOf(example).waiting).toBeGreaterThan(1_000);
  await vi.waitFor(() => expect(logOf(example).waiting).toBe(0), { timeout: 10_000 });
  expect(logOf(example).all).toBeGreaterThan(1_000);
  await example.remove();
});

test('the connection that is opened after a refusal leaves its log to the thread as well', async () => {
  const example = await createExampleDatabase({ isServer: true });
  const refusal = new Error('Refused.');
  await expect(example.database.write(() => Promise.reject(refusal))).rejects.toBe(refusal);
  await writeMuch(example);
  expect(logOf(example).waiting).toBeGreaterThan(1_000);
  await example.remove();
});

test('a command moves what it commits by itself', async () => {
  const example = await createExampleDatabase();
  await writeMuch(example);
  expect(logOf(example).waiting).toBe(0);
  await example.remove();
});

test('a server that is closed leaves no log behind, and a commit that came last is in the file', async () => {
  const example = await createExampleDatabase({ isServer: true });
  await writeMuch(example);
  await vi.waitFor(() => expect(logOf(example).waiting).toBe(0), { timeout: 10_000 });
  await example.database.write((tx) =>
    tx.negotiation.updateMany({ data: { description: 'The last word.' } }),
  );
  await example.database.close();
  expect(existsSync(`${example.file}-wal`)).toBe(false);
  const connection = new Sqlite(example.file, { readonly: true });
  expect(connection.prepare('SELECT description FROM negotiations').pluck().get()).toBe('The last word.');
  connection.close();
});
