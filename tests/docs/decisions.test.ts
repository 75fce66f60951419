import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const decisions = readFileSync(new URL('../../docs/decisions.md', import.meta.url), 'utf8');

test('every decision stands there once, in a paragraph of its own', () => {
  const leads = decisions.split('\n').flatMap((line) => /^\*\*(.+?)\*\*/.exec(line)?.[1] ?? []);
  const paragraphs = decisions.split('\n\n').filter((paragraph) => paragraph.startsWith('**'));
  expect(leads.filter((lead, index) => leads.indexOf(lead) !== index)).toEqual([]);
  expect(paragraphs).toHaveLength(leads.length);
});
