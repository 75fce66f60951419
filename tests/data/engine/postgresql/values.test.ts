import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  asLists,
  asRows,
  dialect,
  jsonColumns,
  sent,
} from '../../../../src/data/engine/postgresql/values.js';

const schema = readFileSync(new URL('../../../../prisma/schema.prisma', import.meta.url), 'utf8');

test('the columns with JSON are those of the schema', () => {
  const fields = [...schema.matchAll(/^ +(\w+) +Json\b/gm)].map(([, field]) => field);
  expect(jsonColumns).toEqual(new Set(fields));
});

test('JSON is given as JSON, not as a text in JSON', () => {
  expect(dialect.givenRows('audit_entries', ['action', 'details'])).toBe(
    `SELECT "action", ("details" #>> '{}')::json FROM json_populate_recordset(NULL::"audit_entries", ?::json)`,
  );
});

describe('a value is sent', () => {
  test.each([
    [new Date('2025-08-20T12:00:00.5Z'), '2025-08-20T12:00:00.500Z'],
    [new Date('+012000-01-01T00:00:00Z'), '12000-01-01T00:00:00.000Z'],
    [new Date('+200000-06-06T06:06:06Z'), '200000-06-06T06:06:06.000Z'],
    [
      [1, 2],
      [1, 2],
    ],
    ['Kyiv', 'Kyiv'],
    [7, 7],
    [null, null],
  ])('%o as %o', (value, expected) => {
    expect(sent(value)).toEqual(expected);
  });
});

describe('is read as SQLite gives it', () => {
  const [bool, bigint, json, instant] = [16, 20, 114, 1184];

  test.each([
    [bool, 't', 1],
    [bool, 'f', 0],
    [bigint, '42', 42],
    [json, '{"b":1,"a":2}', '{"b":1,"a":2}'],
    [instant, '2025-08-20 12:00:00+00', '2025-08-20T12:00:00.000+00:00'],
    [instant, '2025-08-20 12:00:00.5+00', '2025-08-20T12:00:00.500+00:00'],
  ])('the type %i in a list: %s', (type, text, expected) => {
    expect(asLists.getTypeParser(type, 'text')(text)).toBe(expected);
  });

  test('an instant in a row is a Date', () => {
    expect(asRows.getTypeParser(instant, 'text')('2025-08-20 12:00:00.5+00')).toEqual(
      new Date('2025-08-20T12:00:00.500Z'),
    );
  });
});
