import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { inspectFile } from '../support/inspected-file.js';
import { fillNegotiation } from '../bench/data.js';
import { createTestDatabase, temporaryFolder } from '../support/database.js';

const [rounds, length, stances, pageSize] = [200, 16, 800, 4_096];

type Row = Readonly<Record<string, unknown>>;

/** Every row of the published log, by its table and its key. */
type Log = ReadonlyMap<string, ReadonlyMap<number, string>>;

const tables = {
  publications: 'sequence',
  entries: 'sequence',
  stances: 'sequence',
  citations: 'id',
  updates: 'id',
  update_sources: 'rowid',
  chain_links: 'sequence',
} as const;

function connect(file: string): Sqlite.Database {
  return new Sqlite(file, { readonly: true });
}

function readLog(file: string): Log {
  const connection = connect(file);
  const log = Object.entries(tables).map(([table, key]): [string, Map<number, string>] => {
    const rows = connection.prepare<[], Row>(`SELECT ${key} AS row_key, * FROM ${table}`).all();
    return [table, new Map(rows.map((row) => [Number(row.row_key), JSON.stringify(row)]))];
  });
  connection.close();
  return new Map(log);
}

/** The keys of the rows that are no longer found as they were, however their table is read. */
function changedRows(file: string, before: Log): [table: string, key: number][] {
  return Object.entries(tables).flatMap(([table, key]) => {
    const found = walk(file, table, key);
    const rows = [...(before.get(table) ?? [])];
    return rows.flatMap(([number, text]): [string, number][] =>
      found.has(`${number} ${text}`) ? [] : [[table, number]],
    );
  });
}

/** A table from its beginning, as far as it can be read, and from its end. */
function walk(file: string, table: string, key: string): Set<string> {
  const found = new Set<string>();
  try {
    const connection = connect(file);
    for (const direction of ['ASC', 'DESC']) {
      const rows = connection.prepare<[], Row>(
        `SELECT ${key} AS row_key, * FROM ${table} ORDER BY ${key} ${direction}`,
      );
      try {
        for (const row of rows.iterate()) found.add(`${String(row.row_key)} ${JSON.stringify(row)}`);
      } catch {
        // As far as it could be read.
      }
    }
    connection.close();
  } catch {
    // Nothing of it can be read.
  }
  return found;
}

/** Under which sequence number each row stands: an update and its sources under the first of its entries. */
function sequencesOf(log: Log): (table: string, key: number) => number {
  const rowOf = (table: string, key: number) => JSON.parse(log.get(table)?.get(key) ?? '{}') as Row;
  const firstEntries = new Map<unknown, number>();
  for (const key of log.get('entries')?.keys() ?? []) {
    const { update_id, sequence } = rowOf('entries', key);
    if (!firstEntries.has(update_id)) firstEntries.set(update_id, Number(sequence));
  }
  return (table, key) => {
    const { sequence, update_id, id } = rowOf(table, key);
    return sequence === undefined ? (firstEntries.get(update_id ?? id) ?? 0) : Number(sequence);
  };
}

/** The numbers of the file’s pages, from 0, on which rows of the log stand. */
function pagesOfLog(file: string): readonly number[] {
  const connection = connect(file);
  const names = Object.keys(tables)
    .map((table) => `'${table}'`)
    .join(', ');
  const sql = `SELECT pageno - 1 FROM dbstat WHERE pagetype = 'leaf' AND name IN (${names})`;
  const pages = connection.prepare<[], number>(sql).pluck().all();
  connection.close();
  return pages;
}

test('after 16 bytes were flipped anywhere in the file, 200 times over, every changed row of the log is found by its number', async () => {
  const { database, file, remove } = await createTestDatabase();
  await database.close();
  await fillNegotiation(file, stances);
  const whole = new Sqlite(file);
  whole.pragma('wal_checkpoint(TRUNCATE)');
  whole.pragma('journal_mode = DELETE');
  whole.close();
  const bytes = readFileSync(file);
  const before = readLog(file);
  const sequenceOf = sequencesOf(before);
  expect((await inspectFile(file)).findings).toEqual([]);

  const logPages = pagesOfLog(file);
  const anywhere = () => Math.floor(Math.random() * (bytes.length - length));
  const amongTheLog = () => {
    const page = logPages[Math.floor(Math.random() * logPages.length)] as number;
    return page * pageSize + Math.floor(Math.random() * (pageSize - length));
  };
  const damaged = join(temporaryFolder(), 'damaged.db');
  const seen = { rows: 0, files: 0, unopened: 0, harmless: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const copy = Buffer.from(bytes);
    // Most of the file is not the log: every other time the log itself is aimed at.
    const start = round % 2 === 0 ? anywhere() : amongTheLog();
    for (let place = start; place < start + length; place += 1) copy[place] = (copy[place] as number) ^ 0xff;
    writeFileSync(damaged, copy);
    const changed = changedRows(damaged, before);
    const { count, findings } = await inspectFile(damaged);
    const found = new Set(findings.map(({ sequence }) => sequence));
    // Nothing could be read at all; then the one sentence that says so stands for everything.
    const isUnreadable = count === 0;
    const missed = changed.filter(([table, key]) => !found.has(sequenceOf(table, key)));
    if (!isUnreadable) expect({ start, missed }).toEqual({ start, missed: [] });
    if (changed.length > 0) expect(findings.length).toBeGreaterThan(0);
    seen.rows += changed.length;
    if (changed.length > 0) seen.files += 1;
    if (isUnreadable) seen.unopened += 1;
    if (findings.length === 0) seen.harmless += 1;
    rmSync(damaged, { force: true });
  }
  console.log(
    `${rounds} damaged files: ${seen.files} with ${seen.rows} changed rows of the log, all found; ` +
      `${seen.unopened} unreadable as a whole and said so; ${seen.harmless} with nothing of the record changed`,
  );
  expect(seen.files).toBeGreaterThan(rounds / 4);
  await remove();
});
