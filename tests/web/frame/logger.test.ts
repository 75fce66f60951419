import fs from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { createLogger } from '../../../src/web/frame/logger.js';

afterEach(() => vi.restoreAllMocks());

/** What reaches standard output while the disk is not full. */
function outputOf(disk: { error: NodeJS.ErrnoException | null }): string[] {
  const lines: string[] = [];
  vi.spyOn(fs, 'writeSync').mockImplementation(((descriptor: number, text: string | Buffer) => {
    expect(descriptor).toBe(1);
    if (disk.error) throw disk.error;
    lines.push(...String(text).trim().split('\n'));
    return Buffer.byteLength(text);
  }) as typeof fs.writeSync);
  return lines;
}

const messages = (lines: readonly string[]) =>
  lines.filter((line) => line !== '').map((line) => (JSON.parse(line) as { msg: string }).msg);

test.each(['ENOSPC', 'EAGAIN', 'EIO'])(
  'a log that meets %s throws nothing, and writes what it kept once it can',
  async (code) => {
    const disk = { error: Object.assign(new Error('no log'), { code }) as NodeJS.ErrnoException | null };
    const lines = outputOf(disk);
    const logger = createLogger('info');
    logger.info('first');
    logger.fatal('second');
    await wait(20);
    expect(lines).toEqual([]);
    disk.error = null;
    logger.info('third');
    expect(messages(lines)).toEqual(['first', 'second', 'third']);
  },
);

test('the log catches up by itself, and says how many lines are missing if there were too many to keep', async () => {
  const disk = {
    error: Object.assign(new Error('no log'), { code: 'ENOSPC' }) as NodeJS.ErrnoException | null,
  };
  const lines = outputOf(disk);
  const logger = createLogger('info');
  for (let count = 0; count < 3_000; count += 1) logger.info({ text: 'x'.repeat(1_000) }, 'line');
  expect(lines).toEqual([]);
  disk.error = null;
  for (let turn = 0; turn < 100 && !messages(lines).some((text) => text.startsWith('lines of')); turn += 1)
    await wait(50);
  const kept = messages(lines).filter((message) => message === 'line').length;
  expect(kept).toBeGreaterThan(500);
  expect(JSON.parse(lines.findLast((line) => line.includes('"lost"')) as string)).toMatchObject({
    level: 'WARN',
    lost: 3_000 - kept,
    msg: 'lines of the log were lost: it could not be written',
  });
});

test('the server goes on when whatever reads its log goes away', () => {
  const disk = {
    error: Object.assign(new Error('no log'), { code: 'EPIPE' }) as NodeJS.ErrnoException | null,
  };
  outputOf(disk);
  const logger = createLogger('info');
  logger.info('first');
  logger.info('second');
});
