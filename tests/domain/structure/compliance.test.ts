import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attribution } from '../../../src/domain/attribution.js';
import {
  accountsUnder,
  type Claim,
  type ComplianceEntry,
  isDisputed,
} from '../../../src/domain/structure/compliance.js';
import { isSound, problemsOfCompliance } from '../../../src/domain/structure/compliance-rules.js';
import type { PartyRole } from '../../../src/domain/structure/negotiation.js';

const [russia, ukraine, turkey] = [1, 2, 3];
const parties: readonly { readonly id: number; readonly role: PartyRole }[] = [
  { id: russia, role: 'principal' },
  { id: ukraine, role: 'principal' },
  { id: turkey, role: 'mediator' },
];
const outcome = 5;

interface Said {
  readonly party: number;
  readonly claim: Claim;
  readonly about?: number | null;
  readonly day?: string;
  readonly attribution?: Attribution;
}

function says(sequence: number, said: Said, record = sequence, of = outcome): ComplianceEntry {
  const { party, claim, about = null, day = '2025-04-20', attribution = 'on_record_official' } = said;
  return {
    ...{ sequence, record, outcome: of, kind: sequence === record ? 'report' : 'correction', reason: null },
    recordedAt: '2025-04-21T12:00:00.000Z',
    words: {
      ...{ party, claim, about, day, date: day, attribution, accountBy: null, speaker: null },
      ...{ quote: null, quoteLanguage: null, quoteTranslation: null, sources: [] },
    },
  };
}

function act(sequence: number, kind: 'retraction' | 'restoration', record: number): ComplianceEntry {
  const recordedAt = '2025-04-22T12:00:00.000Z';
  return { ...{ sequence, record, outcome, kind, recordedAt }, words: null, reason: 'A reason.' };
}

const disputedBy = (entries: readonly ComplianceEntry[], asOf: string | null = null) =>
  isDisputed(accountsUnder(entries, outcome, asOf), parties);

describe('an outcome is disputed', () => {
  test('where one principal says “kept” and another “not kept” of the same party', () => {
    expect(
      disputedBy([
        says(6, { party: ukraine, claim: 'kept', about: ukraine }),
        says(7, { party: russia, claim: 'not_kept', about: ukraine }),
      ]),
    ).toBe(true);
  });

  test('where one says “kept” of the whole and another “not kept” of the whole, or of any party', () => {
    const whole = says(6, { party: ukraine, claim: 'kept' });
    expect(disputedBy([whole, says(7, { party: russia, claim: 'not_kept' })])).toBe(true);
    expect(disputedBy([whole, says(7, { party: russia, claim: 'not_kept', about: turkey })])).toBe(true);
  });
});

describe('it is not disputed', () => {
  const accusation = says(6, { party: russia, claim: 'not_kept', about: ukraine });

  test('where nobody says anything, or all say the same', () => {
    expect(disputedBy([])).toBe(false);
    expect(disputedBy([accusation, says(7, { party: ukraine, claim: 'not_kept', about: ukraine })])).toBe(
      false,
    );
  });

  test('where each accuses the other: neither says that it was kept', () => {
    expect(disputedBy([accusation, says(7, { party: ukraine, claim: 'not_kept', about: russia })])).toBe(
      false,
    );
  });

  test('where one kept it and the whole was not kept: somebody else did not', () => {
    expect(
      disputedBy([
        says(6, { party: ukraine, claim: 'kept', about: ukraine }),
        says(7, { party: russia, claim: 'not_kept' }),
      ]),
    ).toBe(false);
  });

  test('by what others than principals say', () => {
    expect(disputedBy([accusation, says(7, { party: turkey, claim: 'kept', about: ukraine })])).toBe(false);
  });

  test('by what is only reported of a principal', () => {
    const reported = { party: ukraine, claim: 'kept', about: ukraine, attribution: 'background' } as const;
    expect(disputedBy([accusation, says(7, reported)])).toBe(false);
  });

  test('by one principal that contradicts itself', () => {
    expect(disputedBy([accusation, says(7, { party: russia, claim: 'kept' })])).toBe(false);
  });

  test('by what is said of another outcome', () => {
    const other = says(8, { party: ukraine, claim: 'kept', about: ukraine }, 8, 7);
    expect(disputedBy([accusation, other])).toBe(false);
  });
});

describe('of what a principal says of one subject', () => {
  const denial = says(6, { party: ukraine, claim: 'kept', about: ukraine, day: '2025-04-20' });
  const accusation = says(7, { party: russia, claim: 'not_kept', about: ukraine, day: '2025-04-19' });

  test('the newest by its day counts, whenever it was recorded', () => {
    const later = says(8, { party: russia, claim: 'kept', about: ukraine, day: '2025-04-22' });
    const earlier = says(8, { party: russia, claim: 'kept', about: ukraine, day: '2025-04-18' });
    expect(disputedBy([denial, accusation, later])).toBe(false);
    expect(disputedBy([denial, accusation, later], '2025-04-21')).toBe(true);
    expect(disputedBy([denial, accusation, earlier])).toBe(true);
    expect(disputedBy([denial, accusation], '2025-04-19')).toBe(false);
  });

  test('the newest words of an account count, and none that is retracted', () => {
    const corrected = says(8, { party: russia, claim: 'not_kept', about: russia, day: '2025-04-19' }, 7);
    expect(disputedBy([denial, accusation, corrected])).toBe(false);
    const retraction = act(8, 'retraction', 7);
    expect(disputedBy([denial, accusation, retraction])).toBe(false);
    expect(disputedBy([denial, accusation, retraction, act(9, 'restoration', 7)])).toBe(true);
  });
});

/** The rule written down once more, one sentence after the other, for every pair of accounts. */
function modelDisputed(entries: readonly ComplianceEntry[], asOf: string | null): boolean {
  const said: { record: number; words: NonNullable<ComplianceEntry['words']> }[] = [];
  for (const { record } of entries.filter(({ kind }) => kind === 'report')) {
    const own = entries.filter((entry) => entry.record === record);
    const acts = own.filter(({ kind }) => kind === 'retraction' || kind === 'restoration');
    if (acts.at(-1)?.kind === 'retraction') continue;
    const words = own.map((entry) => entry.words).filter((each) => each !== null);
    const last = words.at(-1);
    if (last && own[0]?.outcome === outcome && (asOf === null || last.day <= asOf))
      said.push({ record, words: last });
  }
  const onRecord = ['official_document', 'on_record_principal', 'on_record_official'];
  const counting = said.filter(
    ({ words }) => [russia, ukraine].includes(words.party) && onRecord.includes(words.attribution),
  );
  const newest = counting.filter(
    (one) =>
      !counting.some(
        (other) =>
          other.words.party === one.words.party &&
          other.words.about === one.words.about &&
          (other.words.day > one.words.day ||
            (other.words.day === one.words.day && other.record > one.record)),
      ),
  );
  for (const { words: one } of newest)
    for (const { words: other } of newest) {
      if (one.party === other.party) continue;
      if (one.claim === 'not_kept' || other.claim === 'kept') continue;
      if (one.about === null) return true;
      if (one.about === other.about) return true;
    }
  return false;
}

test('any log of accounts is disputed or not as the plain model says', () => {
  const day = fc.constantFrom('2025-04-19', '2025-04-20', '2025-04-21');
  const said = fc.record({
    party: fc.constantFrom(russia, ukraine, turkey),
    claim: fc.constantFrom<Claim>('kept', 'not_kept'),
    about: fc.constantFrom(null, russia, ukraine),
    day,
    attribution: fc.constantFrom<Attribution>('on_record_principal', 'official_document', 'background'),
  });
  const step = fc.record({
    said,
    of: fc.constantFrom(outcome, outcome, outcome, 4),
    what: fc.constantFrom('report', 'report', 'report', 'correction', 'retraction', 'restoration'),
    which: fc.nat(5),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), fc.option(day), (steps, asOf) => {
      const entries: ComplianceEntry[] = [];
      for (const [index, { said: words, of, what, which }] of steps.entries()) {
        const sequence = 10 + index;
        const reports = entries.filter(({ kind }) => kind === 'report');
        const report = reports[which % Math.max(1, reports.length)];
        if (what === 'report') entries.push(says(sequence, words, sequence, of));
        else if (report)
          entries.push(
            what === 'correction'
              ? says(sequence, words, report.record, report.outcome)
              : { ...act(sequence, what as 'retraction', report.record), outcome: report.outcome },
          );
      }
      expect(disputedBy(entries, asOf)).toBe(modelDisputed(entries, asOf));
    }),
  );
});

test('an account names a party, a claim, how it is known, and on the record the party’s own words', () => {
  const account = {
    ...{ party: russia, claim: 'not_kept', about: ukraine, attribution: 'on_record_official' },
    ...{ accountBy: null, speaker: null, date: '2025-04-19' },
    ...{ quote: 'Перемирие не соблюдается', quoteLanguage: 'ru', quoteTranslation: null },
  };
  const everybody = parties.map((party) => ({ ...party, name: 'A party' })) as never;
  const speakers = [{ id: 9, party: ukraine, name: 'A speaker', role: 'President', isClosed: false }];
  const context = { parties: everybody, speakers, today: '2025-08-20' };
  const fieldsOf = (change: object) =>
    problemsOfCompliance({ ...account, ...change }, context).map(({ field }) => field);
  expect(fieldsOf({})).toEqual([]);
  expect(fieldsOf({ party: 8, claim: 'broken', about: 8, attribution: 'inferred', date: '2026' })).toEqual([
    'party',
    'claim',
    'about',
    'attribution',
    'date',
  ]);
  expect(isSound({ ...account, attribution: 'inferred' })).toBe(false);
  expect(fieldsOf({ quote: null })).toEqual(['quote']);
  expect(fieldsOf({ quote: null, attribution: 'background' })).toEqual([]);
  expect(fieldsOf({ quote: null, attribution: 'background', quoteTranslation: 'Words' })).toEqual([
    'quoteTranslation',
  ]);
  expect(fieldsOf({ attribution: 'counterparty_account' })).toEqual(['accountBy']);
  expect(fieldsOf({ attribution: 'counterparty_account', accountBy: ukraine, speaker: 9 })).toEqual([]);
  expect(fieldsOf({ accountBy: ukraine })).toEqual(['accountBy']);
  expect(fieldsOf({ speaker: 9 })).toEqual(['speaker']);
});
