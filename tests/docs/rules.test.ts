import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { attributions, confidenceOf } from '../../src/domain/attribution.js';
import { nothings } from '../../src/domain/cells/cell.js';
import { codingTests } from '../../src/domain/log/coding-tests.js';
import { entryKinds } from '../../src/domain/log/entry.js';
import { gaps } from '../../src/domain/cells/gap.js';
import { movements } from '../../src/domain/cells/movement.js';
import { positions } from '../../src/domain/log/position.js';

const rules = readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8');

/** The first column of the table in a section that holds a value as code, in its order. */
function valuesIn(section: string): string[] {
  const [, text = ''] = rules.split(`\n## ${section}\n`);
  const lines = text.split('\n## ')[0]?.split('\n') ?? [];
  return lines.flatMap((line) => /^\|(?:[^`|]*\|)?\s*`([a-z_]+)`/.exec(line)?.[1] ?? []);
}

test('the scales stand in the rules word for word', () => {
  for (const { code, value, meaning } of positions)
    expect(rules).toContain(`| ${code ?? 'none'} | \`${value}\` | ${meaning} |\n`);
  for (const { value, meaning } of attributions)
    expect(rules).toContain(`| \`${value}\` | ${meaning} | ${confidenceOf(value)} |\n`);
  expect(valuesIn('Positions')).toEqual(positions.map(({ value }) => value));
  expect(valuesIn('Attribution')).toEqual(attributions.map(({ value }) => value));
});

test('the one word of each position and each nothing stands in the rules', () => {
  const paragraph = /Where a table is compact the one word is: .*/.exec(rules)?.[0] ?? '';
  for (const { short } of [...positions, ...nothings]) expect(paragraph).toContain(short);
});

test('the tests for two coders stand in the rules word for word', () => {
  for (const test of codingTests) expect(rules).toContain(`- ${test}\n`);
});

test.each([
  ['One log', entryKinds],
  ['The cell rule', nothings],
  ['Movement', movements],
  ['Gap on a demand', gaps],
])('every value of “%s” has a line', (section, scale) => {
  expect(valuesIn(section).toSorted()).toEqual(scale.map(({ value }) => value as string).toSorted());
});
