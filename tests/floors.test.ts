import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { sourceFiles } from './support/source-files.js';

/** Each floor, and the floors below it that it may import. */
const below: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  outputs: ['domain'],
  data: ['domain', 'outputs'],
  actions: ['domain', 'data'],
  web: ['domain', 'outputs', 'data', 'actions', 'config'],
  cli: ['domain', 'outputs', 'data', 'actions', 'config'],
};

/** Each part of the web, and the parts that it may import; what stands above all of them puts them together. */
const withinWeb: Readonly<Record<string, readonly string[]>> = {
  frame: ['frame'],
  parts: ['frame', 'parts'],
  readers: ['frame', 'parts'],
  desk: ['frame', 'parts'],
};

interface Import {
  readonly path: string;
  readonly name: string;
  /** The file of the project that is imported; null for a package. */
  readonly target: string | null;
}

const files = sourceFiles('src');
const imports = files.flatMap(({ path, text }) =>
  [...text.matchAll(/(?:from|import|module) '([^']+)'/g)].map(([, name]): Import => {
    const isOwn = name?.startsWith('.') ?? false;
    const target = isOwn ? posix.join(posix.dirname(path), name as string).replace(/\.js$/, '.ts') : null;
    return { path, name: name as string, target };
  }),
);
const inside = imports.flatMap(({ path, target }) => (target === null ? [] : [{ path, target }]));

/** The parts of a path below src, without the ending. */
const placesOf = (path: string) => path.replace(/\.ts$/, '').split('/').slice(1);
const shown = ({ path, target }: { path: string; target: string }) => `${path} imports ${target}`;

test('imports only go down', () => {
  const upward = inside.filter(({ path, target }) => {
    const [floor = '', imported = ''] = [placesOf(path)[0], placesOf(target)[0]];
    return below[floor] !== undefined && imported !== floor && !below[floor].includes(imported);
  });
  expect(upward.map(shown)).toEqual([]);
});

test('readers and desk of the web import the frame, the parts and themselves; no noun imports another', () => {
  const across = inside.filter(({ path, target }) => {
    const [from, to] = [placesOf(path), placesOf(target)];
    const allowed = withinWeb[from[1] ?? ''];
    if (from[0] !== 'web' || to[0] !== 'web' || from.length < 3 || !allowed) return false;
    const isOwnNoun = from[1] === to[1] && from[2] === to[2];
    return !isOwnNoun && !(to.length > 2 && allowed.includes(to[1] ?? ''));
  });
  expect(across.map(shown)).toEqual([]);
});

/** The circles among nodes that lead to others, each as the nodes on it. */
function circlesIn(leads: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const reached = (from: string): Set<string> => {
    const seen = new Set<string>();
    const open = [...(leads.get(from) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(leads.get(next) ?? []));
    }
    return seen;
  };
  const all = new Map([...leads.keys()].map((node) => [node, reached(node)]));
  const circles = [...all].flatMap(([node, seen]) =>
    seen.has(node)
      ? [[node, ...[...seen].filter((other) => all.get(other)?.has(node))].sort().join(' ')]
      : [],
  );
  return [...new Set(circles.map((circle) => [...new Set(circle.split(' '))].join(' ')))].map((circle) =>
    circle.split(' '),
  );
}

function leading(edges: readonly (readonly [from: string, to: string])[]): Map<string, Set<string>> {
  const leads = new Map<string, Set<string>>();
  for (const [from, to] of edges) {
    if (from === to) continue;
    leads.set(from, (leads.get(from) ?? new Set()).add(to));
  }
  return leads;
}

test.each(['domain', 'outputs', 'data', 'actions', 'cli'])(
  'no folders of %s import each other in a circle',
  (floor) => {
    const within = inside.filter(
      ({ path, target }) => placesOf(path)[0] === floor && placesOf(target)[0] === floor,
    );
    const circles = circlesIn(
      leading(within.map(({ path, target }) => [posix.dirname(path), posix.dirname(target)])),
    );
    const offending = circles.flatMap((circle) =>
      within.filter(
        ({ path, target }) =>
          posix.dirname(path) !== posix.dirname(target) &&
          circle.includes(posix.dirname(path)) &&
          circle.includes(posix.dirname(target)),
      ),
    );
    expect(offending.map(shown)).toEqual([]);
  },
);

test('no files import each other in a circle', () => {
  expect(circlesIn(leading(inside.map(({ path, target }) => [path, target])))).toEqual([]);
});

test('the domain and the outputs import nothing but themselves', () => {
  const packages = imports
    .filter(({ path, target }) => /^src\/(domain|outputs)\//.test(path) && target === null)
    .map(({ path, name }) => `${path} ${name}`);
  expect(packages).toEqual([]);
});

test.each([
  ['Prisma', /^@prisma\/|\/generated\//, /^src\/data\//],
  ['Express', /^express$/, /^src\/web\//],
  ['EJS', /^ejs$/, /^src\/web\//],
])('only one floor imports %s', (_name, wanted, floor) => {
  const users = imports.filter(({ name }) => wanted.test(name));
  expect(users.length).toBeGreaterThan(0);
  expect(users.filter(({ path }) => !floor.test(path))).toEqual([]);
});

test('only the configuration reads the environment', () => {
  const readers = files.filter(({ text }) => text.includes('process.env'));
  expect(readers.map(({ path }) => path)).toEqual(['src/config.ts']);
});

/** Words that only an engine may use of the program that keeps the database; texts for people may name it. */
const wordsOfEngines =
  /better-sqlite3|['"](?:pg|sqlite3)['"]|\b(?:pragma|PRAGMA)\b|\browid\b|\bSQLITE_|\bsqlite_|json_each|\bGLOB\b|\bMATCH\b|INSERT OR |\bdatabaseFile\b|['"`]file:|\.?-wal\b|SqliteError/;

test.each([
  ["import Sqlite from 'better-sqlite3';"],
  ["import pg from 'pg';"],
  ['connection.pragma(`busy_timeout`)'],
  ['PRAGMA quick_check'],
  ['SELECT rowid FROM entries'],
  ["error.code === 'SQLITE_FULL'"],
  ['const file = databaseFile(url);'],
  ["connect('file:/srv/tracker.db')"],
])('“%s” is a word of an engine', (line) => {
  expect(wordsOfEngines.test(line)).toBe(true);
});

test('outside the engine nobody knows which program keeps the database', () => {
  const knowing = files
    .filter(({ path }) => !path.startsWith('src/data/engine/') && path !== 'src/config.ts')
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .filter((line) => wordsOfEngines.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
  expect(knowing).toEqual([]);
  const importing = inside.filter(
    ({ path, target }) => /^src\/data\/engine\/\w+\//.test(target) && !path.startsWith('src/data/engine/'),
  );
  expect(new Set(importing.map(({ path }) => path))).toEqual(new Set(['src/data/open.ts']));
});

test('what all engines have in common imports none of them, and engines import nothing else of the data floor', () => {
  const upward = inside.filter(
    ({ path, target }) =>
      path.startsWith('src/data/engine/') &&
      target.startsWith('src/data/') &&
      !target.startsWith('src/data/generated/') &&
      !(
        target.startsWith('src/data/engine/') &&
        (path.split('/').length > 4 || target.split('/').length === 4)
      ),
  );
  expect(upward.map(shown)).toEqual([]);
});

/** They read a file that somebody brings, and only a command calls them. */
const refusingFiles = ['src/data/transfer/export-lines.ts', 'src/data/transfer/full-import.ts'];

test('the data floor refuses nothing with a sentence: that is a rule of an action', () => {
  const refusing = files.filter(
    ({ path, text }) =>
      path.startsWith('src/data/') &&
      /new (InvalidInput|Conflict|NotFound|NotPermitted|SessionEnded)\(/.test(text),
  );
  expect(refusing.map(({ path }) => path)).toEqual(refusingFiles);
});

/** The folders of the floors in which files stand, below `src` or `tests`. */
function foldersOf(root: string, name: RegExp): Set<string> {
  const folders = sourceFiles(root)
    .filter(({ path }) => name.test(path))
    .map(({ path }) => posix.dirname(path).slice(root.length + 1));
  return new Set(folders.filter((folder) => below[folder.split('/')[0] ?? ''] !== undefined));
}

test('every folder of a floor has a test in the same folder of the tests', () => {
  const tested = foldersOf('tests', /\.test\.ts$/);
  expect([...foldersOf('src', /\.ts$/)].filter((folder) => !tested.has(folder))).toEqual([]);
});

test('the tests of a floor stand in folders that the floor has', () => {
  const present = [...foldersOf('src', /\.ts$/)];
  const strange = [...foldersOf('tests', /\.ts$/)].filter(
    (folder) => !present.some((each) => `${each}/`.startsWith(`${folder}/`)),
  );
  expect(strange).toEqual([]);
});
