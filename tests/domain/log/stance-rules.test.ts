import { describe, expect, test } from 'vitest';
import { attributions } from '../../../src/domain/attribution.js';
import { problemsOfStance } from '../../../src/domain/log/stance-rules.js';
import type { NewStance } from '../../../src/domain/log/new-stance.js';
import {
  cited,
  context,
  crimea,
  newStance,
  putin,
  rubio,
  russia,
  ukraine,
  unitedKingdom,
  unitedStates,
} from '../update-builder.js';

/** What is wrong with the sound stance when it is changed so: “field: message”. */
function problems(changes: Partial<NewStance> = {}): string[] {
  return problemsOfStance(newStance(changes), context).map(({ field, message }) => `${field}: ${message}`);
}

function fields(changes: Partial<NewStance>): string[] {
  return problemsOfStance(newStance(changes), context).map(({ field }) => field);
}

test('a stance that says who, what, when and how it is known is sound', () => {
  expect(problems()).toEqual([]);
});

describe('a party on a demand', () => {
  test('both are of this negotiation', () => {
    expect(problems({ party: unitedKingdom, speaker: null })).toEqual([
      'party: Choose a party of this negotiation.',
    ]);
    expect(problems({ demand: 99 })).toEqual(['demand: Choose a demand of this negotiation.']);
  });

  test('the speaker speaks for the party, or for the party that gives the account', () => {
    const message = 'speaker: Choose a speaker of the party, or of the party that gives the account.';
    expect(problems({ speaker: null })).toEqual([]);
    expect(problems({ speaker: putin })).toEqual([message]);
    expect(problems({ speaker: 99 })).toEqual([message]);
    const account = { attribution: 'counterparty_account', accountBy: unitedStates } as const;
    expect(problems({ ...account, speaker: rubio })).toEqual([]);
  });
});

describe('a value from a form that is on no scale', () => {
  test.each([
    ['position', 'maybe', 'position: Choose a position.'],
    ['attribution', 'off_the_record', 'attribution: Choose an attribution.'],
    ['confidence', 'certain', 'confidence: Choose a confidence.'],
  ])('%s “%s” is refused', (field, value, problem) => {
    expect(problems({ [field]: value } as Partial<NewStance>)).toEqual([problem]);
  });
});

describe('a position and its attribution', () => {
  test('every position says how it is known', () => {
    expect(problems({ attribution: null })).toEqual(['attribution: Say how the position is known.']);
    expect(
      problems({ position: 'contradictory', attribution: null, citations: [cited(0), cited(1)] }),
    ).toEqual(['attribution: Say how the position is known.']);
  });

  test('a finding carries no attribution, and no confidence', () => {
    const finding = { position: 'no_stated_position', attribution: null } as const;
    expect(problems(finding)).toEqual([]);
    expect(problems({ position: 'not_applicable' })).toEqual([
      'attribution: “Not applicable” is a finding: it carries no attribution.',
    ]);
    expect(problems({ ...finding, confidence: 'high' })).toEqual([
      'confidence: A finding carries no confidence.',
    ]);
  });

  test('an inferred position needs a note', () => {
    expect(problems({ attribution: 'inferred' })).toEqual([
      'note: An inferred position needs a note that says why.',
    ]);
    expect(problems({ attribution: 'inferred', note: 'Read from what it did.' })).toEqual([]);
  });

  test('open, with conditions: the conditions are recorded', () => {
    expect(problems({ position: 'conditional' })).toEqual([
      'conditions: Open, with conditions: record the conditions.',
    ]);
    expect(problems({ position: 'conditional', conditions: 'after a ceasefire' })).toEqual([]);
  });

  test('contradictory signals cite at least two statements', () => {
    const message = 'citations: Contradictory signals cite at least two statements.';
    const contradictory = { position: 'contradictory' } as const;
    expect(problems(contradictory)).toEqual([message]);
    expect(problems({ ...contradictory, citations: [cited(0, 'p. 2'), cited(0, 'p. 2')] })).toEqual([
      message,
    ]);
    expect(problems({ ...contradictory, citations: [cited(0, 'p. 2'), cited(0, 'p. 3')] })).toEqual([]);
    expect(problems({ ...contradictory, citations: [cited(0), cited(1)] })).toEqual([]);
  });
});

describe.each([
  ['insists', 'Insists (red line)'],
  ['rejects_red_line', 'Rejects (red line)'],
  ['agreed', 'Agreed'],
] as const)('%s is declared by the party, never inferred', (position, label) => {
  const quote = 'the party’s own words';

  test('it needs an attribution on the record', () => {
    const accepted = attributions
      .map(({ value }) => value)
      .filter((attribution) => {
        const accountBy = attribution === 'counterparty_account' ? unitedStates : null;
        return fields({ position, attribution, accountBy, quote, note: 'A note.' }).length === 0;
      });
    expect(accepted).toEqual(['official_document', 'on_record_principal', 'on_record_official']);
  });

  test('it needs the party’s own words: a quote or a document', () => {
    expect(problems({ position })).toEqual([
      `quote: “${label}” needs the party’s own words: a quote or an official document.`,
    ]);
    expect(problems({ position, quote })).toEqual([]);
    expect(problems({ position, attribution: 'official_document' })).toEqual([]);
  });
});

describe('an account by another party', () => {
  const account = { attribution: 'counterparty_account', speaker: null } as const;
  const message = 'accountBy: Say which other party gives this account.';

  test('says which other party gives it', () => {
    expect(problems({ ...account, accountBy: unitedStates })).toEqual([]);
    expect(problems(account)).toEqual([message]);
    expect(problems({ ...account, accountBy: ukraine })).toEqual([message]);
    expect(problems({ ...account, accountBy: unitedKingdom })).toEqual([message]);
  });

  test('no other attribution has such a party', () => {
    expect(problems({ accountBy: russia })).toEqual([
      'accountBy: Only an account by another party has a party that gives it.',
    ]);
  });
});

describe('confidence in our recording', () => {
  test('is the usual one of the attribution, or another with a note', () => {
    expect(problems({ confidence: 'high' })).toEqual([]);
    expect(problems({ confidence: 'low' })).toEqual([
      'confidenceNote: A confidence other than the usual one needs a note.',
    ]);
    expect(problems({ confidence: 'low', confidenceNote: 'The recording is broken off.' })).toEqual([]);
  });
});

describe('the effective date', () => {
  test.each(['2025-08-20', '2025-08', '2025', '2024-02-29'])('may be %s', (date) => {
    expect(problems({ date })).toEqual([]);
  });

  test('is required, and written as a day, a month or a year', () => {
    expect(problems({ date: '' })).toEqual(['date: Say when the party took the position.']);
    expect(problems({ date: '20 August 2025' })).toEqual([
      'date: Write a date as 2025-08-09, 9 Aug 2025, 2025-08 or 2025.',
    ]);
  });

  test('is not in the future', () => {
    const message =
      'date: This date is in the future. Date an announced step when it was announced; its day is an event.';
    expect(problems({ date: '2025-08-21' })).toEqual([]);
    expect(problems({ date: '2025-08-22' })).toEqual([message]);
    expect(problems({ date: '2025-09' })).toEqual([message]);
    expect(problems({ date: '2026' })).toEqual([message]);
  });

  test('has a time of day only where it is a full date', () => {
    expect(problems({ time: '14:30' })).toEqual([]);
    expect(problems({ time: '2.30 pm' })).toEqual(['time: Write the time of day as 14:30.']);
    expect(problems({ date: '2025-08', time: '14:30' })).toEqual(['time: A time of day needs a full date.']);
  });
});

describe('citations', () => {
  test('there is at least one, of the update’s sources', () => {
    const message = 'citations: Choose at least one of the sources above.';
    expect(problems({ citations: [] })).toEqual([message]);
    expect(problems({ citations: [cited(2)] })).toEqual([message]);
    expect(problems({ citations: [cited(-1)] })).toEqual([message]);
    expect(problems({ citations: [cited(0), cited(1)] })).toEqual([]);
  });

  test('a locator and “first reported by” have at most 200 characters', () => {
    const message = 'citations: A locator and “first reported by” have at most 200 characters.';
    expect(problems({ citations: [cited(0, 'x'.repeat(200))] })).toEqual([]);
    expect(problems({ citations: [cited(0, 'x'.repeat(201))] })).toEqual([message]);
    expect(problems({ citations: [{ ...cited(0), firstReportedBy: 'x'.repeat(201) }] })).toEqual([message]);
  });
});

describe('a quotation', () => {
  test('stands in the original language, with its translation', () => {
    const quote = { quote: 'слова українською', quoteLanguage: 'uk' };
    expect(problems({ ...quote, quoteTranslation: 'words in Ukrainian' })).toEqual([]);
    expect(problems({ quoteTranslation: 'words in Ukrainian' })).toEqual([
      'quote: A translation needs the quote in its original language.',
    ]);
  });

  test.each(['Ukrainian', 'UK', 'u', ''])('“%s” is not a language code', (quoteLanguage) => {
    expect(fields({ quote: 'x', quoteLanguage })).toEqual(['quoteLanguage']);
  });
});

test.each([
  ['summary', 2000],
  ['conditions', 2000],
  ['quote', 5000],
  ['quoteTranslator', 200],
  ['note', 2000],
  ['confidenceNote', 2000],
  ['speakerRole', 200],
] as const)('%s has at most %i characters', (field, most) => {
  expect(fields({ [field]: 'x'.repeat(most) })).toEqual([]);
  expect(fields({ [field]: 'x'.repeat(most + 1) })).toEqual([field]);
});

test('everything that is wrong is reported at once, each problem at its field', () => {
  expect(fields({ demand: crimea + 99, position: 'agreed', date: '', citations: [] })).toEqual([
    'quote',
    'demand',
    'date',
    'citations',
  ]);
});
