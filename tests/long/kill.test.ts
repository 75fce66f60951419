import { setTimeout } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { inspectFile } from '../support/inspected-file.js';
import { migrate } from '../../src/data/open.js';
import { createTestDatabase } from '../support/database.js';
import { kills, longestKills } from '../support/kills.js';
import { oneTo, readNumberedLog } from '../support/numbered-writes.js';
import { WritingProcess } from '../support/writing-process.js';

const longestLife = 400;

test(
  'kill -9 at a random moment, again and again on one file: nothing acknowledged is lost, nothing is half done',
  async () => {
    const { database, file, url, remove } = await createTestDatabase();
    await database.close();
    let acknowledged = 0;
    for (let round = 0; round < kills; round += 1) {
      const writer = new WritingProcess(url);
      await writer.hasAcknowledged(1);
      await setTimeout(Math.random() * longestLife);
      await writer.kill();
      acknowledged += writer.acknowledged.length;
      expectSound(file, writer.acknowledged.at(-1) ?? 0);
      expect((await inspectFile(file)).findings).toEqual([]);
    }
    console.log(`${kills} kills, ${acknowledged} acknowledged writes, all of them in the file`);
    expect((await migrate(url)).applied).toEqual([]);
    await remove();
  },
  longestKills,
);

// The write that was under way when the process died may or may not be there, whole.
function expectSound(file: string, lastAcknowledged: number): void {
  const log = readNumberedLog(file);
  expect([lastAcknowledged, lastAcknowledged + 1]).toContain(log.state);
  expect(log).toEqual({ state: log.state, sequences: oneTo(log.state), partial: [] });
  const database = new Sqlite(file);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(database.pragma('foreign_key_check')).toEqual([]);
  database.close();
}
