import { describe, expect, test } from 'vitest';
import { redLineWarning, stanceWarnings } from '../../../src/domain/log/stance-warnings.js';

const stance = {
  ...{ date: '2025-08-20', position: 'rejects', summary: null, attribution: 'background', isNamed: false },
  ...{ quote: null, published: ['2025-08-20'] },
};

describe('a quote', () => {
  test('of 300 characters is short', () => {
    expect(stanceWarnings({ ...stance, quote: 'Ж'.repeat(300) })).toEqual([]);
  });

  test('of more is warned of, with its length', () => {
    expect(stanceWarnings({ ...stance, quote: 'Ж'.repeat(1_301) })).toEqual([
      'The quote has 1,301 characters: quotations are short, at most about 300.',
    ]);
  });
});

describe('the effective date', () => {
  const only = 'Effective on 21 August 2025, after its only source was published (20 August 2025).';
  const all = 'Effective on 21 August 2025, after all of its sources were published (20 August 2025).';

  test.each([
    ['after its only source', '2025-08-21', ['2025-08-20'], [only]],
    ['after all of its sources', '2025-08-21', ['2025-08-20', '2025-08-19'], [all]],
    ['on the day of one of its sources', '2025-08-20', ['2025-08-20', '2025-08-19'], []],
    ['that may be as early as its source', '2025-08', ['2025-08-20'], []],
    ['within the month of its source', '2025-08-21', ['2025-08'], []],
    ['with a source that does not say when', '2025-08-21', ['2025-08-20', null], []],
    ['without a source', '2025-08-21', [], []],
    ['that is none', 'yesterday', ['2025-08-20'], []],
  ])('%s', (_, date, published, said) => {
    expect(stanceWarnings({ ...stance, date, published })).toEqual(said);
  });
});

describe('a named speaker', () => {
  const said = 'A speaker is named, and the attribution is “Unnamed sources”: one of the two is wrong.';

  test.each([
    ['of whom the attribution says nothing', 'unnamed_sources', [said]],
    ['whom a leaked text may name', 'leaked_document', []],
    ['on the record', 'on_record_principal', []],
  ])('%s', (_, attribution, warnings) => {
    expect(stanceWarnings({ ...stance, attribution, isNamed: true })).toEqual(warnings);
  });
});

describe('no attribution', () => {
  const said = '“Rejects” is no finding: choose as attribution how the position is known.';

  test.each([
    ['is asked for with a position', 'rejects', [said]],
    ['is right with a finding', 'no_stated_position', []],
    ['is not asked for before there is a position', '', []],
  ])('%s', (_, position, warnings) => {
    expect(stanceWarnings({ ...stance, attribution: '', position })).toEqual(warnings);
  });
});

describe('a red line', () => {
  const warning = (
    standing: Parameters<typeof redLineWarning>[0],
    position: string,
    attribution = 'on_record_official',
  ) => redLineWarning(standing, { position, attribution });

  test('stands through a plainer repetition on the record', () => {
    expect(warning('rejects_red_line', 'rejects')).toBe(
      '“Rejects (red line)” stands here until the party says or does something that does not fit it. If this repeats it in plainer words, record it as “Rejects (red line)”, with these words as the quote.',
    );
    expect(warning('insists', 'demands')).toContain('“Insists (red line)” stands here');
  });

  test.each([
    ['insists', 'insists'],
    ['insists', 'agreed'],
    ['insists', 'conditional'],
    ['insists', 'withdrawn'],
    ['insists', 'reluctant'],
    ['demands', 'favours'],
    [null, 'demands'],
    ['insists', ''],
    ['insists', 'contradictory'],
  ] as const)('%s, then “%s”: nothing is said', (standing, position) => {
    expect(warning(standing, position)).toBeNull();
  });

  test('a report sets nothing against it', () => {
    expect(warning('insists', 'demands', 'background')).toBeNull();
    expect(warning('insists', 'demands', '')).toBeNull();
  });
});
