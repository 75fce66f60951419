import { expect, test } from 'vitest';
import { numbered, statementName } from '../../../../src/data/engine/postgresql/driver.js';

test('placeholders are numbered; a question mark in a text is none', () => {
  expect(
    numbered(`SELECT '?', 'it''s?' FROM stances WHERE party_id = ? AND summary <> '?' AND day > ?`),
  ).toBe(`SELECT '?', 'it''s?' FROM stances WHERE party_id = $1 AND summary <> '?' AND day > $2`);
});

test('the name of a statement is that of its text, and fits into 63 bytes', () => {
  expect(statementName('SELECT 1')).toBe(statementName('SELECT 1'));
  expect(statementName('SELECT 1')).not.toBe(statementName('SELECT 2'));
  expect(statementName('SELECT 1')).toHaveLength(43);
});
