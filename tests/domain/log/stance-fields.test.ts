import { describe, expect, test } from 'vitest';
import { importColumns } from '../../../src/domain/imports/import-columns.js';
import { chainColumns } from '../../../src/domain/log/record-chain.js';
import { isSameVersion } from '../../../src/domain/log/same-version.js';
import type { Stance } from '../../../src/domain/log/stance.js';
import type { StanceField } from '../../../src/domain/log/stance-field.js';
import { fileColumn, isText, stanceFields } from '../../../src/domain/log/stance-fields.js';
import { problemsOfStance } from '../../../src/domain/log/stance-rules.js';
import { positionsColumns, stancesColumns } from '../../../src/outputs/tables/export-columns.js';
import { context, fullStance } from '../update-builder.js';

/** A correction of a stance in which every field says something, and what it corrects. */
const words = { ...fullStance(), citations: [] };
const standing = {
  ...{ ...words, sequence: 1, joint: null, quoteCheck: null, day: words.date },
  speaker: { id: words.speaker ?? 0, name: 'Marco Rubio' },
} as Stance;
const corrected = (changed: object) =>
  ({ stance: { words: { ...words, ...changed }, effectiveDay: standing.day }, citations: [] }) as const;

test('what the first version hashes of a stance, and in which order, never changes', () => {
  expect(chainColumns.stances?.first).toEqual([
    ...['party_id', 'demand_id', 'proposition', 'position', 'attribution', 'account_by_id', 'confidence'],
    ...['confidence_note', 'speaker_id', 'speaker_role', 'summary', 'conditions', 'quote', 'quote_language'],
    ...['quote_translation', 'quote_translator', 'note', 'effective_date', 'effective_time', 'effective_day'],
  ]);
});

const namesWhere = (holds: (field: StanceField) => boolean) =>
  stanceFields.filter(holds).map(({ name }) => name);

test('every text of several lines can be removed by law, and all but the note on confidence are searched', () => {
  const isLong = ({ value }: StanceField) => value.kind === 'long text';
  expect(namesWhere((field) => isLong(field) && field.told.removal === null)).toEqual([]);
  expect(namesWhere((field) => isLong(field) && !field.told.isSearched)).toEqual(['confidenceNote']);
});

test('every text has a limit', () => {
  expect(namesWhere((field) => isText(field) && field.value.limit === null)).toEqual([]);
});

describe.each(stanceFields.map((field) => [field.name, field] as const))('%s', (name, field) => {
  test('a version that differs in this field alone is another version', () => {
    expect(isSameVersion({ stance: standing, ownCitations: [] }, corrected({}))).toBe(true);
    expect(isSameVersion({ stance: standing, ownCitations: [] }, corrected({ [name]: 'other' }))).toBe(false);
  });

  test('has its column in both exports and in files to import', () => {
    const column = field.file === null ? `${name}_slug` : fileColumn(field);
    for (const columns of [stancesColumns, positionsColumns, importColumns])
      expect(columns.map((each) => each.name)).toContain(column);
  });
});

const limited = stanceFields.flatMap(({ name, value: { limit } }) =>
  limit === null ? [] : [{ name, limit }],
);

test.each(limited)('a $name of more than $limit characters is refused', ({ name, limit }) => {
  expect(problemsOfStance(fullStance(), context)).toEqual([]);
  const problems = problemsOfStance(fullStance({ [name]: 'x'.repeat(limit + 1) }), context);
  expect(problems.map((problem) => problem.field)).toEqual([name]);
});
