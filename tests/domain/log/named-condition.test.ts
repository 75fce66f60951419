import { describe, expect, test } from 'vitest';
import type { NewStance } from '../../../src/domain/log/new-stance.js';
import { demandBySlug, slugsIn } from '../../../src/domain/log/named-condition.js';
import { problemsOfStance } from '../../../src/domain/log/stance-rules.js';
import { context, newStance } from '../update-builder.js';

function problems(fields: Partial<NewStance>): string[] {
  return problemsOfStance(newStance(fields), context).map(({ field, message }) => `${field}: ${message}`);
}

test('a list of demands is their addresses with any white space between', () => {
  expect(slugsIn(null)).toEqual([]);
  expect(slugsIn(' crimea \n nato-renunciation ')).toEqual(['crimea', 'nato-renunciation']);
});

test('a renamed demand is found by the address that it had', () => {
  const { demands } = context.negotiation;
  const [first, ...others] = demands;
  const renamed = [{ ...(first as (typeof demands)[number]), slug: 'new', formerSlugs: ['old'] }, ...others];
  expect(demandBySlug({ demands: renamed }, 'old')?.slug).toBe('new');
  expect(demandBySlug({ demands: renamed }, 'older')).toBeUndefined();
});

describe('conditions that are demands', () => {
  test.each<Partial<NewStance>>([
    { position: 'conditional', agreedFirst: 'nato-renunciation' },
    { position: 'conditional', droppedFirst: 'nato-renunciation cede-donbas' },
    { position: 'accepts', agreedFirst: 'nato-renunciation', droppedFirst: 'cede-donbas' },
    { position: 'conditional', conditions: 'If guarantees come first' },
  ])('%j is sound', (fields) => {
    expect(problems(fields)).toEqual([]);
  });

  test.each<[Partial<NewStance>, string]>([
    [{ position: 'conditional' }, 'conditions: Open, with conditions: record the conditions.'],
    [
      { position: 'demands', agreedFirst: 'nato-renunciation' },
      'agreedFirst: Only “Open, with conditions” and “Would accept” wait for other demands. Choose one of them, or empty this field.',
    ],
    [
      { position: 'accepts', droppedFirst: 'nato' },
      'droppedFirst: There is no demand “nato” here. Write the end of the address of a demand’s page, such as crimea; several with spaces between.',
    ],
    [
      { position: 'accepts', agreedFirst: 'crimea' },
      'agreedFirst: A position on a demand cannot wait for this demand itself. Name another one.',
    ],
    [
      { position: 'accepts', agreedFirst: 'cede-donbas', droppedFirst: 'cede-donbas' },
      'droppedFirst: “cede-donbas” is named twice. Name it once.',
    ],
  ])('%j: %s', (fields, said) => {
    expect(problems(fields)).toEqual([said]);
  });
});

describe('a declared priority', () => {
  test('needs the record and a quote', () => {
    const words = { declaredPriority: 'first', quote: 'Наша перша вимога' } as const;
    expect(problems(words)).toEqual([]);
    expect(problems({ ...words, quote: null })).toEqual([
      'quote: A declared priority needs the party’s own words: a quote.',
    ]);
    expect(problems({ ...words, attribution: 'background' })).toEqual([
      'declaredPriority: A priority is declared by the party: it needs an attribution on the record.',
    ]);
    expect(problems({ ...words, declaredPriority: 'urgent' as never })).toEqual([
      'declaredPriority: Choose a declared priority, or none.',
    ]);
  });
});
