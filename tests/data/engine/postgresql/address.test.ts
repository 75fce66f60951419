import { describe, expect, test } from 'vitest';
import { addressOf, isPostgresql } from '../../../../src/data/engine/postgresql/address.js';

test('a database is named without its password', () => {
  expect(addressOf('postgresql://desk:secret@db.example.org:6432/talks?sslmode=require')).toEqual({
    connectionString: 'postgresql://desk:secret@db.example.org:6432/talks?sslmode=require',
    place: 'postgresql://desk@db.example.org:6432/talks',
    name: 'talks',
    isNamed: true,
  });
});

test('behind PgBouncer no statement is named, which is no matter of the server', () => {
  expect(addressOf('postgresql://desk@localhost/talks?statements=unnamed')).toEqual({
    connectionString: 'postgresql://desk@localhost/talks',
    place: 'postgresql://desk@localhost/talks',
    name: 'talks',
    isNamed: false,
  });
});

describe('is refused', () => {
  test.each([
    ['postgresql://localhost', 'DATABASE_URL is no address of a PostgreSQL database'],
    ['postgresql://localhost/', 'DATABASE_URL is no address of a PostgreSQL database'],
    ['postgresql://[/talks', 'DATABASE_URL is no address of a PostgreSQL database'],
    ['postgresql://localhost/talks?statements=named', '“statements” can only be “unnamed”'],
  ])('%s', (url, sentence) => {
    expect(() => addressOf(url)).toThrow(sentence);
  });
});

test.each([
  ['postgresql://localhost/talks', true],
  ['postgres://localhost/talks', true],
  ['file:./data/tracker.db', false],
  ['mysql://localhost/talks', false],
])('%s names a database of PostgreSQL: %s', (url, is) => {
  expect(isPostgresql(url)).toBe(is);
});
