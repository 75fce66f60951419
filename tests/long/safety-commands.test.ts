import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appendOnlyTriggers } from '../../src/data/engine/sqlite/append-only-triggers.js';
import { newestVerification } from '../../src/data/chain/verifications.js';
import type { Database } from '../../src/data/engine/database.js';
import { connect } from '../../src/data/open.js';
import { lockForServer } from '../../src/data/engine/sqlite/server-lock.js';
import { cutOffNewestUpdate } from '../support/cut-off.js';
import { createExampleDatabase, type TestDatabase } from '../support/database.js';
import { said, tracker as runTracker } from '../support/tracker-command.js';

let example: TestDatabase;
let head: string;

beforeEach(async () => {
  example = await createExampleDatabase();
  const newest = await example.database.read.chainLink.findFirstOrThrow({ orderBy: { sequence: 'desc' } });
  head = newest.hash;
});

afterEach(() => example.remove());

const tracker = (...options: string[]) => runTracker(example.url, options);

/** Does what somebody with access to the file can do: removes the triggers, changes something, and puts them back. */
function tamper(sql: string, file = example.file): void {
  const direct = new Sqlite(file);
  const triggers = appendOnlyTriggers.filter(({ table }) => sql.includes(table));
  for (const { name } of triggers) direct.exec(`DROP TRIGGER ${name}`);
  direct.exec(sql);
  for (const trigger of triggers) direct.exec(trigger.sql);
  direct.close();
}

async function reopened<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const database = await connect(example.url);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const backUp = async () => (await tracker('backup')).stdout.trim();

describe('verify', () => {
  test('says that everything is as it was published, and names the head', async () => {
    const outcome = await tracker('verify');
    expect([outcome.code, outcome.stdout, said(outcome)]).toEqual([
      0,
      `58 entries of ${example.file} are as they were published. The newest is № 58, with the hash ${head}.\n`,
      '',
    ]);
    expect(outcome.stderr).toContain('Verifying the record: 100 %');
  });

  test('names what is not as it was published, and changes nothing of it', async () => {
    tamper(`UPDATE stances SET summary = 'Other words.' WHERE sequence IN (30, 46)`);
    const outcome = await tracker('verify');
    expect([outcome.code, outcome.stdout, said(outcome)]).toEqual([
      3,
      '',
      `${example.file} is not as it was published:\n` +
        '№ 30 does not hold what was published.\n№ 46 does not hold what was published.\n',
    ]);
  });

  test('keeps what it found for the servers, until it finds nothing', async () => {
    const kept = async () => (await newestVerification(example.database.read))?.findings;
    tamper(`UPDATE stances SET summary = summary || '.' WHERE sequence = 46`);
    await tracker('verify');
    expect(await kept()).toContain('№ 46 does not hold what was published.');
    tamper(`UPDATE stances SET summary = substr(summary, 1, length(summary) - 1) WHERE sequence = 46`);
    await tracker('verify');
    expect(await kept()).toBe(null);
  });

  test('writes nothing into a file that is damaged itself', async () => {
    await example.database.close();
    const bytes = readFileSync(example.file);
    bytes.subarray(-4_096).fill(0xff);
    writeFileSync(example.file, bytes);
    expect((await tracker('verify')).code).toBe(3);
    expect(readFileSync(example.file).equals(bytes)).toBe(true);
  });

  test('finds that the log is not protected, and that a file is not a database', async () => {
    const direct = new Sqlite(example.file);
    direct.exec('DROP TRIGGER stances_refuse_delete');
    direct.close();
    expect(said(await tracker('verify'))).toContain(
      'The log is not protected: stances_refuse_delete is missing or altered.\n',
    );
    const letter = join(dirname(example.file), 'letter.db');
    writeFileSync(letter, 'Dear editors, this is a letter and not a database. '.repeat(20));
    expect(said(await tracker('verify', letter))).toBe(
      `${letter} is not as it was published:\nThe file cannot be read: file is not a database.\n`,
    );
  });

  test('checks a backup, also against its manifest', async () => {
    const copy = await backUp();
    expect((await tracker('verify', copy)).stdout).toContain('58 entries of ');
    writeFileSync(copy, Buffer.concat([readFileSync(copy), Buffer.alloc(1)]));
    expect(said(await tracker('verify', copy))).toMatch(
      /^Nothing was changed: The backup has \d+ bytes, and its/,
    );
  });

  test('calls a backup of another version no damage', async () => {
    const copy = await backUp();
    rmSync(copy.replace(/db$/, 'json'));
    const direct = new Sqlite(copy);
    const last = 'SELECT max(migration_name) FROM _prisma_migrations';
    const name = direct.prepare(last).pluck().get() as string;
    direct.exec(`DELETE FROM _prisma_migrations WHERE migration_name = '${name}'`);
    const before = direct.prepare(last).pluck().get() as string;
    direct.close();
    const outcome = await tracker('verify', copy);
    expect([outcome.code, said(outcome)]).toEqual([
      1,
      `Nothing was changed: ${copy} is of another version of this program (its last migration is ${before}). Verify it with that version; “restore” brings an older backup to this one, and verifies it.\n`,
    ]);
  });
});

describe('restore', () => {
  test('brings a lost database back, with everything that the backup holds', async () => {
    const copy = await backUp();
    const before = await example.database.read.entry.findMany({ orderBy: { sequence: 'asc' } });
    await example.database.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${example.file}${suffix}`, { force: true });
    const outcome = await tracker('restore', copy);
    expect([outcome.code, said(outcome)]).toEqual([0, '']);
    expect(outcome.stdout).toContain(
      `The newest is № 58, with the hash ${head}. Everybody has to sign in anew.\n`,
    );
    expect(await reopened(({ read }) => read.entry.findMany({ orderBy: { sequence: 'asc' } }))).toEqual(
      before,
    );
    expect((await tracker('verify')).code).toBe(0);
  });

  test('sets aside everything that was there before', async () => {
    const copy = await backUp();
    await example.database.write((tx) =>
      tx.publication.create({ data: { sequence: 59, recordedAt: new Date() } }),
    );
    const { stdout } = await tracker('restore', copy);
    const aside = /kept as (\S+\.db)\.\n$/.exec(stdout)?.[1] as string;
    const kept = new Sqlite(aside);
    expect(kept.prepare('SELECT max(sequence) FROM publications').pluck().get()).toBeGreaterThan(58);
    kept.close();
    expect(await reopened(({ read }) => read.publication.count())).toBe(58);
  });

  test('begins a new life of the same database, for nobody else on the machine', async () => {
    const copy = await backUp();
    chmodSync(copy, 0o644);
    const { uuid, life } = example.database.instance;
    await example.database.close();
    expect((await tracker('restore', copy)).code).toBe(0);
    expect(statSync(example.file).mode & 0o777).toBe(0o600);
    const restored = await reopened(({ instance }) => Promise.resolve(instance));
    expect(restored).toEqual({ uuid, life: expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect(restored.life).not.toBe(life);
  });

  test('refuses while another program reads the database, and leaves it as it is', async () => {
    const copy = await backUp();
    await example.database.snapshot(async (read) => {
      await read.publication.count();
      await example.database.write((tx) => tx.state.updateMany({ data: { number: { increment: 1 } } }));
      const outcome = await tracker('restore', copy);
      expect([outcome.code, said(outcome)]).toEqual([
        1,
        `Nothing was changed: Another process is at work in ${example.file}. Wait until it has ended, or end it.\n`,
      ]);
    });
    expect(await example.database.read.publication.count()).toBe(58);
  });

  test('a command that had the old database open writes nothing more, and leaves the log of the new one alone', async () => {
    const copy = await backUp();
    await example.database.read.publication.count();
    expect((await tracker('restore', copy)).code).toBe(0);
    await expect(
      example.database.write((tx) => tx.state.updateMany({ data: { number: { increment: 1 } } })),
    ).rejects.toThrow('moved or replaced');
    const restored = await connect(example.url);
    await restored.write((tx) => tx.state.updateMany({ data: { number: { increment: 1 } } }));
    await example.database.close();
    expect(existsSync(`${example.file}-wal`)).toBe(true);
    expect(restored.displacement()).toBe(null);
    await restored.close();
  });

  test('does not apply a log that was left without its database to the new one', async () => {
    const copy = await backUp();
    await example.database.write((tx) =>
      tx.publication.create({ data: { sequence: 59, recordedAt: new Date() } }),
    );
    const kept = readFileSync(`${example.file}-wal`);
    await example.database.close();
    rmSync(example.file);
    writeFileSync(`${example.file}-wal`, kept);
    expect((await tracker('restore', copy)).code).toBe(0);
    expect((await tracker('verify')).code).toBe(0);
    expect(await reopened(({ read }) => read.publication.count())).toBe(58);
  });

  test('ends all sessions, so that none that was ended since the backup is open again', async () => {
    await example.database.write(async (tx) => {
      await tx.user.create({
        data: { signInName: 'chief', passwordHash: 'x', role: 'admin', createdAt: new Date() },
      });
      await tx.session.create({
        data: { tokenHash: 'x', userId: 1, createdAt: new Date(), lastSeenAt: new Date() },
      });
    });
    const copy = await backUp();
    await tracker('restore', copy);
    expect(await reopened(({ read }) => read.session.count({ where: { endedAt: null } }))).toBe(0);
  });

  test.each([
    [
      'was changed since',
      (copy: string) => flip(copy),
      /The SHA-256 of the backup is not the one in its manifest/,
    ],
    [
      'has no manifest',
      (copy: string) => rmSync(copy.replace('.db', '.json')),
      /The manifest of the backup is missing/,
    ],
    [
      'is of another record, with a manifest that was made to fit',
      (copy: string) => {
        tamper(`UPDATE stances SET position = 'agreed' WHERE sequence = 46`, copy);
        fitManifest(copy);
      },
      /№ 46 does not hold what was published/,
    ],
    [
      'has lost its newest entries with their links, with a manifest that was made to fit',
      (copy: string) => {
        cutOffNewestUpdate(copy);
        fitManifest(copy);
      },
      /The newest entry of the backup is not the one that its manifest names/,
    ],
    ['is not there', (copy: string) => rmSync(copy), /There is no file/],
  ])('refuses a backup that %s, and leaves the database as it is', async (_name, spoil, refusal) => {
    const copy = await backUp();
    spoil(copy);
    const outcome = await tracker('restore', copy);
    expect(outcome.code).toBe(1);
    expect(said(outcome)).toMatch(refusal);
    expect(readdirSync(dirname(example.file)).filter((name) => /restoring|replaced/.test(name))).toEqual([]);
    expect(await example.database.read.publication.count()).toBe(58);
  });

  test('refuses while a server runs on the database', async () => {
    const copy = await backUp();
    const release = lockForServer(example.file);
    const outcome = await tracker('restore', copy);
    release();
    expect([outcome.code, said(outcome)]).toEqual([
      1,
      `Nothing was changed: Another server is running on ${example.file}. Stop it first, or set DATABASE_URL to another file.\n`,
    ]);
  });

  test('takes a backup that was moved elsewhere, and leaves it where it is', async () => {
    const copy = await backUp();
    const folder = dirname(example.file);
    const moved = join(folder, basename(copy));
    copyFileSync(copy, moved);
    copyFileSync(copy.replace('.db', '.json'), moved.replace('.db', '.json'));
    expect((await tracker('restore', moved)).code).toBe(0);
    expect(existsSync(moved)).toBe(true);
  });
});

function flip(file: string): void {
  const bytes = readFileSync(file);
  const place = bytes.length - 100;
  bytes[place] = (bytes[place] as number) ^ 0xff;
  writeFileSync(file, bytes);
}

function fitManifest(copy: string): void {
  const place = copy.replace('.db', '.json');
  const bytes = readFileSync(copy);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const manifest = JSON.parse(readFileSync(place, 'utf8')) as object;
  writeFileSync(place, JSON.stringify({ ...manifest, size: bytes.length, sha256 }));
}
