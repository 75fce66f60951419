import { expect, test } from 'vitest';
import { createTestDatabase } from '../support/database.js';
import { oneTo, readNumberedLog } from '../support/numbered-writes.js';
import { WritingProcess } from '../support/writing-process.js';

test('two processes that write to one file take turns, losing nothing and giving no sequence number twice', async () => {
  const { database, file, url, remove } = await createTestDatabase();
  await database.close();
  const writers = [new WritingProcess(url, 100), new WritingProcess(url, 100)];
  await Promise.all(writers.map((writer) => writer.hasAcknowledged(300)));
  await Promise.all(writers.map((writer) => writer.kill()));
  const acknowledged = writers.flatMap((writer) => writer.acknowledged).sort((one, other) => one - other);
  const log = readNumberedLog(file);
  expect(new Set(acknowledged).size).toBe(acknowledged.length);
  expect(log).toEqual({ state: log.state, sequences: oneTo(log.state), partial: [] });
  expect(log.sequences).toEqual(expect.arrayContaining(acknowledged));
  expect(log.state - acknowledged.length).toBeLessThanOrEqual(writers.length);
  await remove();
});
