import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actOnRecords, readersPages } from '../support/all-pages.js';
import { type Application, startApplication, visitorPassword } from '../support/application.js';
import { temporaryFolder } from '../support/database.js';
import { ServerProcess } from '../support/server-process.js';
import { tracker } from '../support/tracker-command.js';

const talks = '/negotiations/russia-ukraine';

let application: Application;
let folder: string;
let file: string;

beforeAll(async () => {
  application = await startApplication();
  await actOnRecords(application, await application.signedIn('admin'));
  await application.signedIn('contributor');
  folder = temporaryFolder();
  file = join(folder, 'everything.jsonl');
});

afterAll(() => application.stop());

/** The rest of the tests build on what this one has written. */
describe.sequential('everything on record', () => {
  const copy = () => `file:${join(folder, 'copy.db')}`;

  test('is one file that only its owner reads, the same to a file and to a pipe', async () => {
    const { code, stdout, stderr } = await tracker(application.url, ['export', file]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${file}\n` });
    expect(stderr).toContain('100 %');
    expect(statSync(file).mode & 0o077).toBe(0);
    const named = await tracker(copy(), ['export', '--database', application.url]);
    expect(named.stdout).toBe(readFileSync(file, 'utf8'));
    expect(await tracker(application.url, ['export', file])).toMatchObject({
      code: 1,
      stderr: `Nothing was changed: ${file} exists already.\n`,
    });
  });

  test('holds people, acts and the audit, and no secret', async () => {
    const text = readFileSync(file, 'utf8');
    const { passwordHash } = await application.database.read.user.findFirstOrThrow();
    const { tokenHash } = await application.database.read.session.findFirstOrThrow();
    for (const secret of [passwordHash, tokenHash, 'password_hash', 'token_hash'])
      expect(text).not.toContain(secret);
    const [head, ...lines] = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, never>);
    const rows = head?.rows as unknown as Record<string, number>;
    const counted: Record<string, number> = {};
    for (const { table } of lines) counted[table ?? ''] = (counted[table ?? ''] ?? 0) + 1;
    expect(counted).toEqual(Object.fromEntries(Object.entries(rows).filter(([, count]) => count > 0)));
    expect(rows.audit_entries).toBe(await application.database.read.auditEntry.count());
    expect(new Set(lines.flatMap(({ row }) => (row as unknown as { kind?: string }).kind ?? []))).toContain(
      'retraction',
    );
  });

  test('a dry run says what would be imported, and writes nothing', async () => {
    const { code, stdout, stderr } = await tracker(copy(), ['import', file, '--dry-run']);
    expect(stdout).toMatch(/^[\d,]+ rows would be imported. Nothing was changed.\n$/);
    expect(stderr).toContain('Trying: 100 %');
    expect(code).toBe(0);
    expect(existsSync(join(folder, 'copy.db'))).toBe(false);
  });

  test('is imported into an empty instance, and exported from it as the same file', async () => {
    const { code, stdout } = await tracker(copy(), ['import', file]);
    expect(code).toBe(0);
    expect(stdout).toContain('Nobody’s password came with them');
    expect((await tracker(copy(), ['export'])).stdout).toBe(readFileSync(file, 'utf8'));
  });

  test('every page at every clock is the same there', async () => {
    const server = await ServerProcess.start(folder, {
      DATABASE_URL: copy(),
      PUBLIC_URL: application.address,
      LICENCE_NAME: 'CC BY 4.0',
      LICENCE_URL: 'https://creativecommons.org/licenses/by/4.0/',
    });
    const skipped = ['bad request', 'not found'];
    const pages = Object.entries(readersPages).filter(([name]) => !skipped.includes(name));
    const clocks = ['as_of=2025-08-14', 'known_at=2025-08-20T12:00:00Z', 'as_of=2025-08-17&evidence=all'];
    const files = [
      'matrix',
      'positions',
      'stances',
      'updates',
      'corrections',
      'sources',
      'demands',
      'events',
    ];
    const paths = [
      ...pages.map(([, path]) => path),
      ...clocks.flatMap((query) => files.map((name) => `${talks}/${name}.csv?${query}`)),
      ...clocks.map((query) => `${talks}?${query}`),
      `${talks}.atom`,
      `${talks}/tables.zip?as_of=2025-08-20`,
    ];
    // The day is that of the reader’s clock: both must have the same.
    const withDay = (path: string) =>
      path.includes('as_of') || !path.startsWith('/negotiations') || path.endsWith('.atom')
        ? path
        : `${path}${path.includes('?') ? '&' : '?'}as_of=2025-08-20`;
    try {
      for (const path of paths.map(withDay)) {
        if (!path.startsWith('/negotiations')) continue;
        const [there, here] = await Promise.all(
          [server.address, application.address].map(async (address) =>
            (await fetch(`${address}${path}`)).text(),
          ),
        );
        expect({ path, text: there }).toEqual({ path, text: here });
      }
    } finally {
      expect(await server.stop()).toBe(0);
    }
  });

  test('people are imported without passwords; a new one lets them in', async () => {
    const { signInName } = await application.database.read.user.findFirstOrThrow({
      where: { role: 'admin' },
    });
    const server = await ServerProcess.start(folder, { DATABASE_URL: copy() });
    const signIn = async () => {
      const body = new URLSearchParams({ signInName, password: visitorPassword });
      const headers = { origin: server.address };
      return (await fetch(`${server.address}/sign-in`, { method: 'POST', body, headers, redirect: 'manual' }))
        .status;
    };
    try {
      expect(server.errors).not.toContain('set-up');
      expect(await signIn()).toBe(422);
      expect((await tracker(copy(), ['set-password', signInName], visitorPassword)).code).toBe(0);
      expect(await signIn()).toBe(303);
    } finally {
      await server.stop();
    }
  });

  test('is not imported into an instance that is not empty', async () => {
    expect(await tracker(copy(), ['import', file])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Nothing was changed: This database is not empty.') as string,
    });
  });
});

describe('a file that cannot be imported is refused as a whole, with the line', () => {
  const lines = () => readFileSync(file, 'utf8').trim().split('\n');

  test.each<[string, () => string, string]>([
    ['nothing', () => '', 'The file is empty.'],
    [
      'another file',
      () => '{"colour":"red"}\n',
      'The first line is not that of a full export of this program.',
    ],
    ['no JSON', () => `${lines()[0]}\nparty,demand\n`, 'Line 2 is not JSON.'],
    [
      'a later version',
      () => lines()[0]?.replace('"version":2', '"version":3') ?? '',
      'version 3 of the format',
    ],
    ['cut off', () => lines().slice(0, -1).join('\n'), 'The file is not whole: it has'],
    ['an unknown table', () => `${lines()[0]}\n{"table":"secrets","row":{}}`, 'Line 2 is not a row'],
    [
      'out of place',
      () => [lines()[0], lines().at(-1), lines()[1]].join('\n'),
      'Line 3 is not a row of this kind of export, or is not in its place.',
    ],
    [
      'a field that there is not',
      () => [lines()[0], '{"table":"users","row":{"colour":"red"}}'].join('\n'),
      'The rows up to line 2 do not fit',
    ],
  ])('%s', async (_name, text, sentence) => {
    const bad = join(folder, 'bad.jsonl');
    writeFileSync(bad, text());
    const target = join(folder, 'bad.db');
    const { code, stdout, stderr } = await tracker(`file:${target}`, ['import', bad]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('Nothing was changed: ');
    expect(stderr).toContain(sentence);
    expect(existsSync(target)).toBe(false);
  });

  test('one that is not there', async () => {
    expect((await tracker(`file:${join(folder, 'bad.db')}`, ['import', 'nowhere.jsonl'])).stderr).toBe(
      'Nothing was changed: There is no file nowhere.jsonl.\n',
    );
  });
});
