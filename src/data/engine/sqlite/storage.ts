import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { PrismaClient } from '../../generated/client.js';
import type { OpenOptions, Storage } from '../engine.js';
import { checkpointsAside, leaveLog } from './checkpoints.js';
import { CheckedSqlite, type ConnectionUse, refuseWhenOver } from './connection.js';
import { refuseSecondName } from './database-file.js';
import { leastFreeSpace, rememberedFreeSpace } from './free-space.js';
import { watchOpenedFiles } from './opened-files.js';
import { openStateNumber } from './state-number.js';
import { refreshAfterManyChanges, refreshStatistics } from './statistics.js';

const diskNearlyFull =
  'The disk of the server is nearly full, so nothing was recorded. Tell whoever runs it, then send it again.';

/** Opens a migrated database file. */
export async function openStorage(
  file: string,
  { isWritable, isServer = false, freeSpace = rememberedFreeSpace() }: OpenOptions,
): Promise<Storage> {
  if (!existsSync(file)) throw new Error(`There is no database at ${file}.`);
  refuseSecondName(file);
  const isLeft = existsSync(`${file}-wal`);
  const writing = await connect({ url: file }, { onOpen: isServer ? leaveLog : undefined });
  if (isWritable) refreshStatistics(writing.open);
  // One client for both connections: each takes 25 MB, since it unfolds what can be asked of every model.
  const reading = await connect(
    { url: file, readonly: true },
    { transacting: writing, onOpen: keepFewPages },
  );
  const client = new PrismaClient({ adapter: reading });
  const state = openStateNumber(file);
  const watched = watchOpenedFiles(file);
  const checkpoints = isServer ? checkpointsAside(file, isLeft) : null;
  return {
    reader: { client, plain: () => reading.plain },
    writer: {
      client,
      // After some errors SQLite rolls back by itself; later statements would be written outside any transaction.
      plain: () => {
        refuseWhenOver(writing.open);
        return writing.plain;
      },
      requireTransaction: () => refuseWhenOver(writing.open),
      noteCommit: (forgets) => {
        refreshAfterManyChanges(writing.open);
        checkpoints?.noteCommit(forgets);
      },
      wasCommitted: () => Promise.resolve(false),
      drop: () => {
        writing.close();
        return Promise.resolve();
      },
    },
    openSnapshot: async () => {
      const adapter = await connect({ url: file, readonly: true });
      const snapshot = new PrismaClient({ adapter });
      return {
        client: snapshot,
        plain: () => adapter.plain,
        lastUsed: () => adapter.turns.lastUsed,
        close: () => snapshot.$disconnect(),
      };
    },
    stateNumber: () => Promise.resolve(state.read()),
    recentStateNumber: () => Promise.resolve(state.read()),
    displacement: () => watched.displacement(),
    lackOfRoom: async () => ((await freeSpace(dirname(file))) < leastFreeSpace ? diskNearlyFull : null),
    close: async () => {
      // SQLite would remove the log of whichever file has the name now. What is still in memory ends with the process.
      await checkpoints?.stop();
      if (!watched.isInPlace()) return;
      state.close();
      // The last connection to close moves the write-ahead log into the file, which a read-only one could not.
      await client.$disconnect();
      reading.close();
      writing.close();
    },
  };
}

/**
 * Readers go through a whole log: with the 16 MB that a connection keeps otherwise, a server takes 30 MB more after that
 * and no page is quicker, since the system keeps the pages of the file too.
 */
const keepFewPages: ConnectionUse['onOpen'] = (connection) => connection.pragma('cache_size = -4000');

/** Prisma takes the connection with its first query: loading its engine would hold up the start by a fifth. */
async function connect(
  options: { readonly url: string; readonly readonly?: true },
  use?: ConnectionUse,
): Promise<CheckedSqlite> {
  const adapter = new CheckedSqlite({ fileMustExist: true, ...options }, use);
  await adapter.connect();
  return adapter;
}
