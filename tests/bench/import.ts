import { randomUUID } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { importStances } from '../../src/actions/updates/import-stances.js';
import { uploadImport } from '../../src/actions/updates/upload-import.js';
import type { Database } from '../../src/data/engine/database.js';
import { LogMemory } from '../../src/data/memory/log.js';
import { connect } from '../../src/data/open.js';
import { insertSession } from '../../src/data/people/sessions.js';
import { insertUser } from '../../src/data/people/users.js';
import type { Actor } from '../../src/domain/people/actor.js';
import { judge } from '../../src/web/desk/imports/judging.js';
import { fileOfManyRows } from '../support/large-import.js';
import type { Desk } from './desk.js';
import type { Measured } from './table.js';

/** As many rows as a file may hold, and at most twenty times as many as there are stances. */
const [mostRows, rowsOfStance] = [20_000, 20];
/** In seconds; in milliseconds, for how long nobody else is heard. */
const [longestHeld, longestPause] = [3, 50];
/** In milliseconds. */
const resolution = 5;

/** For how long an import holds the write lock, and how much processor time it takes meanwhile. */
export async function measureImport({ url, stances, size: { parties, demands } }: Desk): Promise<Measured[]> {
  const rowCount = Math.min(mostRows, rowsOfStance * Math.max(stances, 5));
  const database = await connect(url);
  try {
    const now = new Date();
    const editor = await newEditor(database, now);
    const cellOf = (row: number) =>
      [`party-${1 + (row % parties)}`, `demand-${1 + (row % demands)}`] as const;
    const contents = new TextEncoder().encode(fileOfManyRows(rowCount, cellOf));
    const upload = { negotiationId: 1, fileName: 'archive.csv', contents };
    const { id } = await uploadImport(database, editor, upload, now);
    const services = { database, memory: new LogMemory(database.read), clock: () => now };
    const judged = await judge(services, { negotiationId: 1, contents, withRepeats: true });
    const delays = monitorEventLoopDelay({ resolution });
    delays.enable();
    const [begun, used] = [performance.now(), process.cpuUsage()];
    const { rows, context } = judged;
    await importStances(
      database,
      editor,
      { negotiationId: 1, id, headline: 'An archive', rows, context },
      now,
    );
    const held = (performance.now() - begun) / 1000;
    const { user, system } = process.cpuUsage(used);
    const pause = Math.max(0, delays.max / 1e6 - resolution);
    delays.disable();
    const figures = [
      { value: held, unit: 's', most: longestHeld },
      { value: (user + system) / 1_000_000, unit: 's of the processor' },
      { value: pause, unit: 'ms deaf', most: longestPause },
    ];
    return [{ what: 'an import of 20,000 rows holds the write lock', stances, figures }];
  } finally {
    await database.close();
  }
}

async function newEditor(database: Database, createdAt: Date): Promise<Actor> {
  const [role, sessionHash] = ['editor', randomUUID()] as const;
  const account = { signInName: sessionHash, publicName: null, passwordHash: 'none', role, createdAt };
  const userId = await database.write(async (tx) => {
    const id = await insertUser(tx, account);
    await insertSession(tx, { tokenHash: sessionHash, userId: id, createdAt });
    return id;
  });
  return { userId, role, sessionHash };
}
