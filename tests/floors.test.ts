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

const imports = sourceFiles('src').flatMap(({ path, text }) =>
  [...text.matchAll(/(?:from|import) '([^']+)'/g)].map(([, name]) => ({ path, name: name as string })),
);

function floorOf(path: string): string {
  return path.split('/')[1]?.replace(/\.ts$/, '') as string;
}

function importedFloor(path: string, name: string): string {
  const depth = path.split('/').length - 2;
  const steps = name.split('/').filter((part) => part === '..').length;
  return steps < depth ? floorOf(path) : (name.split('/')[steps] ?? '').replace(/\.js$/, '');
}

test('imports only go down', () => {
  const upward = imports.filter(({ path, name }) => {
    const floor = floorOf(path);
    if (!name.startsWith('.') || !below[floor]) return false;
    const imported = importedFloor(path, name);
    return imported !== floor && !below[floor].includes(imported);
  });
  expect(upward).toEqual([]);
});

test('the domain and the outputs import nothing but themselves', () => {
  const packages = imports
    .filter(({ path, name }) => /^src\/(domain|outputs)\//.test(path) && !name.startsWith('.'))
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
  const readers = sourceFiles('src').filter(({ text }) => text.includes('process.env'));
  expect(readers.map(({ path }) => path)).toEqual(['src/config.ts']);
});
