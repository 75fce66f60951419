import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUpInChildProcess } from '../../src/cli/child-process.js';
import { connect } from '../../src/data/open.js';
import { migrate } from '../../src/data/open.js';
import { createTestDatabase, temporaryFolder, type TestDatabase } from '../support/database.js';
import { oneTo, readNumberedLog, writeNumbered } from '../support/numbered-writes.js';
import { said, tracker } from '../support/tracker-command.js';
import { WritingProcess } from '../support/writing-process.js';

const writesPerSecond = 100;

let fresh: TestDatabase;

beforeEach(async () => {
  fresh = await createTestDatabase();
  await fresh.database.close();
  fill(fresh.file);
});

afterEach(() => fresh.remove());

// Large enough that writes happen between the steps of the copy.
function fill(file: string): void {
  const database = new Sqlite(file);
  const insert = database.prepare("INSERT INTO parties (slug, name, kind) VALUES (?, ?, 'state')");
  for (const number of oneTo(60)) insert.run(`party-${number}`, 'x'.repeat(1_000_000));
  database.close();
}

interface Link {
  readonly sequence: number;
  readonly hash: string;
}

function linksOf(file: string): Link[] {
  const database = new Sqlite(file, { readonly: true });
  const links = database.prepare<[], Link>('SELECT sequence, hash FROM chain_links ORDER BY sequence').all();
  database.close();
  return links;
}

/** Restores a copy with the command, in a folder of its own, and compares its chain with that of the server. */
async function expectRestoredPrefix(copy: string): Promise<void> {
  const file = join(temporaryFolder(), 'tracker.db');
  const outcome = await tracker(`file:${file}`, ['restore', copy]);
  expect([outcome.code, said(outcome)]).toEqual([0, '']);
  const [restored, live] = [linksOf(file), linksOf(fresh.file)];
  expect(restored.length).toBeLessThan(live.length);
  expect(live.slice(0, restored.length)).toEqual(restored);
  const verified = await tracker(`file:${file}`, ['verify']);
  expect([verified.code, said(verified)]).toEqual([0, '']);
  console.log(`restored: ${restored.length} of the ${live.length} links of the live chain`);
}

test('after backups during 100 writes a second and kill -9 nothing is lost, and each copy is a beginning of the log', async () => {
  const writer = new WritingProcess(fresh.url, writesPerSecond);
  await writer.hasAcknowledged(20);
  const copies = [];
  const [begun, already] = [performance.now(), writer.acknowledged.length];
  for (let round = 0; round < 5; round += 1) {
    const before = writer.acknowledged.at(-1) ?? 0;
    const copy = await backUpInChildProcess(fresh.url);
    await writer.hasAcknowledged(writer.acknowledged.length + 1);
    copies.push({ copy, before, after: writer.acknowledged.at(-1) ?? 0 });
  }
  const perSecond = ((writer.acknowledged.length - already) * 1000) / (performance.now() - begun);
  await writer.kill();

  const live = readNumberedLog(fresh.file);
  expect(live.sequences.slice(0, writer.acknowledged.length)).toEqual(writer.acknowledged);
  expect(live.state - writer.acknowledged.length).toBeLessThanOrEqual(1);
  expect(live.partial).toEqual([]);
  for (const { copy, before, after } of copies) {
    const copied = readNumberedLog(copy);
    const links = linksOf(copy);
    expect(linksOf(fresh.file).slice(0, links.length)).toEqual(links);
    expect(copy).toContain(`-${copied.state}-${links.at(-1)?.hash}.db`);
    expect(copied).toEqual({ state: copied.state, sequences: oneTo(copied.state), partial: [] });
    expect(copied.state).toBeGreaterThanOrEqual(before);
    expect(copied.state).toBeLessThanOrEqual(after);
    expect(statSync(copy).mode & 0o077).toBe(0);
  }
  const states = copies.map(
    ({ copy, before, after }) => `${before} ≤ ${readNumberedLog(copy).state} ≤ ${after}`,
  );
  await expectRestoredPrefix(copies[2]?.copy as string);
  const rate = `${writer.acknowledged.length} acknowledged writes, ${perSecond.toFixed(0)} a second`;
  console.log(`${rate}; copies: ${states.join(', ')}`);
});

test('while a copy is verified, the log of what is written meanwhile can be emptied', async () => {
  const database = await connect(fresh.url);
  await writeNumbered(database);
  await database.close();
  const writer = new Sqlite(fresh.file);
  const script = fileURLToPath(new URL('../../dist/cli/backup.js', import.meta.url));
  const child = spawn(process.execPath, [script, '--database', fresh.url]);
  const ended = once(child, 'exit');
  const outcomes: unknown[] = [];
  child.stderr.on('data', (chunk) => {
    if (outcomes.length > 0 || !String(chunk).includes('Verifying the copy')) return;
    child.kill('SIGSTOP');
    writer.exec("INSERT INTO parties (slug, name, kind) VALUES ('after', 'After', 'state')");
    outcomes.push(writer.pragma('wal_checkpoint(TRUNCATE)'));
    child.kill('SIGCONT');
  });
  expect(await ended).toEqual([0, null]);
  expect(outcomes).toEqual([[{ busy: 0, log: 0, checkpointed: 0 }]]);
  writer.close();
});

test('a copy is a database that can be worked with', async () => {
  const copy = await backUpInChildProcess(fresh.url);
  const folder = dirname(copy);
  expect(readdirSync(folder)).toHaveLength(2);
  expect(folder).toBe(join(dirname(fresh.file), 'backups'));
  expect(await migrate(`file:${copy}`)).toEqual({ applied: [], backup: null });
  const restored = await connect(`file:${copy}`);
  expect(await writeNumbered(restored)).toBe(1);
  await restored.close();
  expect(readNumberedLog(fresh.file).state).toBe(0);
});

test('a database that does not protect its log gives no backup, and leaves no part of one', async () => {
  const database = new Sqlite(fresh.file);
  database.exec('DROP TRIGGER stances_refuse_delete');
  database.close();
  await expect(backUpInChildProcess(fresh.url)).rejects.toThrow('stances_refuse_delete missing');
  expect(readdirSync(join(dirname(fresh.file), 'backups'))).toEqual([]);
});

test('a database that is not there gives no backup and is not created', async () => {
  await expect(backUpInChildProcess(`${fresh.url}.missing`)).rejects.toThrow('There is no database at');
  expect(existsSync(`${fresh.file}.missing`)).toBe(false);
});
