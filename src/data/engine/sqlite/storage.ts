import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { PrismaClient } from '../../generated/client.js';
import type { OpenOptions, Storage } from '../engine.js';
import { checkpointsAside, leaveLog } from './checkpoints.js';
import { CheckedSqlite, refuseWhenOver } from './connection.js';
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
  const writing = await openClient(file, {}, isServer ? leaveLog : undefined);
  if (isWritable) refreshStatistics(writing.adapter.open);
  const reading = await openClient(file, { readonly: true });
  const state = openStateNumber(file);
  const watched = watchOpenedFiles(file);
  const checkpoints = isServer ? checkpointsAside(file, isLeft) : null;
  return {
    reader: { client: reading.client, plain: () => reading.adapter.plain },
    writer: {
      client: writing.client,
      // After some errors SQLite rolls back by itself; later statements would be written outside any transaction.
      plain: () => {
        refuseWhenOver(writing.adapter.open);
        return writing.adapter.plain;
      },
      requireTransaction: () => refuseWhenOver(writing.adapter.open),
      noteCommit: (forgets) => {
        refreshAfterManyChanges(writing.adapter.open);
        checkpoints?.noteCommit(forgets);
      },
      wasCommitted: () => Promise.resolve(false),
    },
    openSnapshot: async () => {
      const { client, adapter } = await openClient(file, { readonly: true });
      return {
        client,
        plain: () => adapter.plain,
        lastUsed: () => adapter.turns.lastUsed,
        close: () => client.$disconnect(),
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
      for (const { client, adapter } of [reading, writing]) {
        await client.$disconnect();
        adapter.close();
      }
    },
  };
}

interface OpenClient {
  readonly client: PrismaClient;
  readonly adapter: CheckedSqlite;
}

/** Prisma takes the connection with its first query: loading its engine would hold up the start by a fifth. */
async function openClient(
  file: string,
  options: { readonly?: true },
  onOpen?: (connection: Sqlite.Database) => void,
): Promise<OpenClient> {
  const adapter = new CheckedSqlite({ url: file, fileMustExist: true, ...options }, onOpen);
  await adapter.connect();
  return { client: new PrismaClient({ adapter }), adapter };
}
