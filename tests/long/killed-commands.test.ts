import { copyFileSync, cpSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUpInChildProcess } from '../../src/cli/child-process.js';
import { connect } from '../../src/data/open.js';
import { insertEvent } from '../../src/data/structure/events.js';
import { inspectFile } from '../support/inspected-file.js';
import { migrationsFolder } from '../../src/data/engine/sqlite/migrations-folder.js';
import { migrate } from '../../src/data/open.js';
import { takePublication } from '../../src/data/log/publications.js';
import { createExampleDatabase, temporaryFolder, type TestDatabase } from '../support/database.js';
import { runKilledAt } from '../support/killed-process.js';
import { ServerProcess } from '../support/server-process.js';
import { said, tracker } from '../support/tracker-command.js';

let example: TestDatabase;

beforeEach(async () => {
  example = await createExampleDatabase();
});

afterEach(() => example.remove());

/** A few of so many calls: the first and the last ones, and some between. */
function spread(calls: number, most: number): number[] {
  const step = Math.max(1, (calls - 1) / (most - 1));
  return [
    ...new Set(Array.from({ length: most }, (_, index) => Math.min(calls, Math.round(1 + index * step)))),
  ];
}

const lastSequence = (file: string) => {
  const connection = new Sqlite(file, { readonly: true });
  const last = connection.prepare('SELECT max(sequence) FROM publications').pluck().get();
  connection.close();
  return last;
};

/** The number of the newest entry that a server finds in the file that a killed command has left. */
async function startedOn(file: string): Promise<unknown> {
  const server = await ServerProcess.start(dirname(file), { DATABASE_URL: `file:${file}` });
  expect(server.errors).toContain('The tracker listens on');
  expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
  expect(await server.stop()).toBe(0);
  expect((await inspectFile(file)).findings).toEqual([]);
  expect(statSync(file).nlink).toBe(1);
  expect(readdirSync(dirname(file)).filter((name) => name.includes('restoring'))).toEqual([]);
  return lastSequence(file);
}

test('a restore that is killed at any renaming leaves the old database or the new one, whole', async () => {
  const copy = (await tracker(example.url, ['backup'])).stdout.trim();
  // What is published since stands in the log beside the file, as after the server was killed.
  await example.database.write(async (tx) => {
    const { first } = await takePublication(tx, 1, new Date());
    await insertEvent(tx, 1, { name: 'A summit', date: '2025-08-22', description: '' }, first);
  });
  const replaced = () => {
    const file = join(temporaryFolder(), 'tracker.db');
    for (const suffix of ['', '-wal']) copyFileSync(`${example.file}${suffix}`, `${file}${suffix}`);
    return file;
  };
  const whole = await runKilledAt('file 0', 'dist/cli/tracker.js', [
    ...['restore', copy, '--database', `file:${replaced()}`],
  ]);
  expect(whole).toMatchObject({ isKilled: false });
  const found: unknown[] = [];
  for (let call = 1; call <= (whole.calls ?? 0); call += 1) {
    const file = replaced();
    const { isKilled } = await runKilledAt(`file ${call}`, 'dist/cli/tracker.js', [
      ...['restore', copy, '--database', `file:${file}`],
    ]);
    expect(isKilled).toBe(true);
    found.push(await startedOn(file));
    const kept = readdirSync(dirname(file)).find((name) => /-replaced-.*\.db$/.test(name));
    expect(kept === undefined ? null : lastSequence(join(dirname(file), kept))).toBe(
      found.at(-1) === 58 ? 59 : null,
    );
  }
  const turn = found.indexOf(58);
  expect(turn).toBeGreaterThan(0);
  expect(found).toEqual(found.map((_, index) => (index < turn ? 59 : 58)));
  console.log(`restore killed at ${found.length} calls: ${turn} times the old database, then the new one`);
});

test('an import that is killed at a statement leaves nothing or everything, and can be run again', async () => {
  const everything = join(dirname(example.file), 'everything.jsonl');
  await tracker(example.url, ['export', everything]);
  const script = 'dist/cli/tracker.js';
  const given = (file: string) => ['import', everything, '--database', `file:${file}`];
  const whole = await runKilledAt('statement 0', script, given(join(temporaryFolder(), 'tracker.db')));
  const found: unknown[] = [];
  for (const call of spread(whole.calls ?? 0, 10)) {
    const file = join(temporaryFolder(), 'tracker.db');
    expect((await runKilledAt(`statement ${call}`, script, given(file))).isKilled).toBe(true);
    const url = `file:${file}`;
    await migrate(url, { backUp: () => backUpInChildProcess(url) });
    expect((await inspectFile(file)).findings).toEqual([]);
    found.push(lastSequence(file));
    if (lastSequence(file) === null) expect(said(await tracker(`file:${file}`, given(file)))).toBe('');
    expect(lastSequence(file)).toBe(58);
    expect((await inspectFile(file)).findings).toEqual([]);
  }
  expect(found.filter((last) => last !== null && last !== 58)).toEqual([]);
  console.log(`import killed at ${found.length} of its ${whole.calls} statements`);
});

test('a migration that is killed at a statement leaves the database in one version or the other, whole', async () => {
  const home = temporaryFolder();
  const earlier = join(home, 'migrations');
  cpSync(migrationsFolder, earlier, { recursive: true });
  for (const name of readdirSync(earlier).filter((each) => each >= '20261127'))
    rmSync(join(earlier, name), { recursive: true, force: true });
  const template = join(home, 'template.db');
  // The triggers have to be those of this version.
  await expect(migrate(`file:${template}`, { folder: earlier })).rejects.toThrow('chain_links_refuse_update');
  const old = new Sqlite(template);
  old.exec(`INSERT INTO publications VALUES (1, '2025-08-20T12:00:00.000+00:00');
    INSERT INTO negotiations (slug, name, description, created_sequence) VALUES ('talks', 'Talks', '', 1)`);
  old.pragma('journal_mode = DELETE');
  old.close();
  const copied = () => {
    const file = join(temporaryFolder(), 'tracker.db');
    copyFileSync(template, file);
    return file;
  };
  const script = 'tests/support/migrate-child.ts';
  const whole = await runKilledAt('statement 0', script, [`file:${copied()}`]);
  for (const call of spread(whole.calls ?? 0, 10)) {
    const file = copied();
    expect((await runKilledAt(`statement ${call}`, script, [`file:${file}`])).isKilled).toBe(true);
    const url = `file:${file}`;
    await migrate(url, { backUp: () => backUpInChildProcess(url) });
    expect((await inspectFile(file)).findings).toEqual([]);
    const database = await connect(`file:${file}`);
    expect(await database.read.chainLink.count()).toBe(1);
    await database.close();
    expect(existsSync(`${file}-wal`)).toBe(false);
  }
  console.log(
    `a migration killed at ${spread(whole.calls ?? 0, 10).length} of its ${whole.calls} statements`,
  );
});
