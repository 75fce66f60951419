import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isPosition } from '../../src/domain/log/position.js';
import { dayOfNumber } from '../../src/domain/when.js';
import { fillNegotiation } from '../bench/data.js';
import { signedIn } from '../support/application.js';
import { defaultBackupFolder } from '../../src/data/transfer/backup-files.js';
import { listBackups } from '../../src/data/transfer/backup-folder.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { fileOfManyRows, uploadImport } from '../support/large-import.js';
import { ServerProcess } from '../support/server-process.js';
import type { Visitor } from '../support/visitor.js';

const large = '/negotiations/large';
const rowCount = 20_000;
/** Which latency is reported: the 99th of 100. */
const percentile = 0.99;

let fresh: TestDatabase;
let server: ServerProcess;
let editor: Visitor;

beforeEach(async () => {
  fresh = await createTestDatabase();
  await fillNegotiation(fresh.file, 10_000);
  server = await ServerProcess.start(dirname(fresh.file), { DATABASE_URL: fresh.url });
  editor = await signedIn(fresh, server.address, 'editor', new Date());
});

afterEach(async () => {
  await server.stop();
  await fresh.remove();
});

/** The cells that have a record: one that an import alone has filled says after its undo that it was retracted. */
function filledCells(matrix: string): (readonly [party: string, demand: string])[] {
  const rows = parse(matrix, { columns: true }) as Record<string, string>[];
  return rows.flatMap(({ topic: _topic, demand_slug: slug = '', demand: _demand, ...positions }) =>
    Object.entries(positions).flatMap(([party, position]) =>
      isPosition(position) ? [[party, slug] as const] : [],
    ),
  );
}

/** Reads the matrix without a pause worth the name, at days that no cache holds, until it is told to stop. */
function readMatrix() {
  const latencies: number[] = [];
  let isDone = false;
  const reading = (async () => {
    for (let count = 0; !isDone; count += 1) {
      const path = count % 2 === 0 ? large : `${large}?as_of=${dayOfNumber(20_000 - (count % 900))}`;
      const begun = performance.now();
      const { status } = await fetch(`${server.address}${path}`);
      latencies.push(performance.now() - begun);
      expect(status).toBe(200);
      await wait(10);
    }
  })();
  return async () => {
    isDone = true;
    await reading;
    latencies.sort((a, b) => a - b);
    return {
      count: latencies.length,
      p99: latencies[Math.floor(latencies.length * percentile)] ?? 0,
      most: latencies.at(-1) ?? 0,
    };
  };
}

/** Waits until the page of an import says that it is published. */
async function published(path: string): Promise<string> {
  for (;;) {
    const { headers, text } = await editor.get(path);
    if (!headers.has('refresh')) return text;
    await wait(200);
  }
}

async function measured(what: string, work: () => Promise<void>): Promise<void> {
  const stop = readMatrix();
  const begun = performance.now();
  await work().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const seconds = (performance.now() - begun) / 1000;
  const { count, p99, most } = await stop();
  console.log(
    `${what}: ${seconds.toFixed(1)} s; meanwhile ${count} matrix pages, p99 ${p99.toFixed(0)} ms, longest ${most.toFixed(0)} ms`,
  );
}

/** The rows without what says at which clocks they were exported. */
function withoutClocks(csv: string): string[] {
  const rows = parse(csv, { columns: true }) as Record<string, string>[];
  return rows.map(({ permalink: _permalink, as_of: _asOf, known_at: _knownAt, ...row }) =>
    JSON.stringify(row),
  );
}

test('an import of 20,000 rows is one update; undoing it gives the matrix back, byte for byte', async () => {
  const { read } = fresh.database;
  const before = await read.entry.count();
  const reader = async (path: string) => (await fetch(`${server.address}${path}`)).text();
  const [matrixBefore, positionsBefore] = [
    await reader(`${large}/matrix.csv`),
    await reader(`${large}/positions.csv`),
  ];
  const cells = filledCells(matrixBefore as string);
  let path = '';
  await measured('upload and dry run', async () => {
    path = await uploadImport(
      editor,
      large,
      fileOfManyRows(rowCount, (index) => cells[index % cells.length] as (typeof cells)[number]),
    );
    expect((await editor.get(path)).text).toContain('20,000 rows: 20,000 fine, 0 left out, 0 wrong.');
  });
  let updatePath = '';
  await measured('publication in one batch', async () => {
    const headline = 'What the archive holds';
    const { status } = await editor.post(path, { do: 'publish', headline });
    expect(status).toBe(303);
    const page = await published(path);
    updatePath = /href="(\/negotiations\/large\/updates\/\d+)"/.exec(page)?.[1] as string;
  });
  expect(await read.entry.count()).toBe(before + rowCount);
  const [backup] = listBackups(defaultBackupFolder(fresh.file), fresh.file);
  expect(backup?.name, 'there is a copy from before it').toMatch(/-\d+-[0-9a-f]{64}\.db$/);
  expect(await reader(`${large}/matrix.csv`)).not.toBe(matrixBefore);
  await measured('the pages of the update and of its undo', async () => {
    expect((await editor.get(updatePath)).text).toContain('Stances 1 to 100 of 20,000');
    expect((await editor.get(`${updatePath}?page=200`)).text).toContain('Stances 19,901 to 20,000 of 20,000');
    expect((await editor.get(`${updatePath}/retract`)).text).toContain('And 19,900 more records.');
  });
  await measured('undo', async () => {
    const { status } = await editor.post(`${updatePath}/retract`, { reason: 'The archive was a draft.' });
    expect(status).toBe(303);
  });
  expect(await reader(`${large}/matrix.csv`)).toBe(matrixBefore);
  expect(withoutClocks(await reader(`${large}/positions.csv`))).toEqual(withoutClocks(positionsBefore));
  expect(await read.entry.count()).toBe(before + 2 * rowCount);
});
