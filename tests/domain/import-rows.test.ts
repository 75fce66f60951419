import { describe, expect, test } from 'vitest';
import { type JudgedRow, judgeRow, sourceKey } from '../../src/domain/import-rows.js';
import { context, crimea, newSource, rubio, ukraine, unitedStates, zelensky } from './update-builder.js';

/** A row that says: Ukraine rejects Russian control of Crimea, its President says. */
const sound = {
  party_slug: 'ukraine',
  demand_slug: 'crimea',
  position: 'rejects',
  attribution: 'on_record_principal',
  effective_date: '2025-08-09',
  summary: 'The President excludes any part of the territory.',
  speaker: 'Volodymyr Zelensky',
  source_outlet: 'TIME',
  source_title: 'What to know about the meeting in Alaska',
  source_url: 'https://example.org/report',
  source_published_date: '2025-08-10',
  locator: 'paragraph 4',
};

function judged(changes: Record<string, string> = {}): JudgedRow {
  return judgeRow({ line: 7, fields: { ...sound, ...changes } }, context);
}

test('a fine row is the stance and the source that a form would have made', () => {
  const row = judged();
  expect(row.verdict).toBe('fine');
  expect(row.stance).toEqual({
    party: ukraine,
    demand: crimea,
    position: 'rejects',
    attribution: 'on_record_principal',
    accountBy: null,
    confidence: null,
    confidenceNote: null,
    speaker: zelensky,
    speakerRole: null,
    summary: 'The President excludes any part of the territory.',
    conditions: null,
    quote: null,
    quoteLanguage: null,
    quoteTranslation: null,
    quoteTranslator: null,
    note: null,
    date: '2025-08-09',
    time: null,
    citations: [{ source: 0, locator: 'paragraph 4', firstReportedBy: null }],
  });
  expect(row.source).toEqual({
    outlet: 'TIME',
    title: 'What to know about the meeting in Alaska',
    url: 'https://example.org/report',
    archiveUrl: null,
    author: null,
    publishedDate: '2025-08-10',
    accessedDate: null,
    note: '',
  });
});

test('the speaker of an account is one of the party that gives it', () => {
  const account = {
    account_by: 'united-states',
    attribution: 'counterparty_account',
    speaker: 'Marco Rubio',
  };
  expect(judged(account).stance).toMatchObject({ accountBy: unitedStates, speaker: rubio });
});

test('the usual confidence of an attribution is left to it, another is kept', () => {
  expect(judged({ confidence: 'high' }).stance?.confidence).toBeNull();
  const low = { confidence: 'low', confidence_note: 'A slip of the tongue, his office says.' };
  expect(judged(low).stance?.confidence).toBe('low');
});

describe('left out', () => {
  test.each([
    ['corrected', 'Other words of this record have replaced these; those are imported.'],
    ['retracted', 'This record was retracted.'],
    ['denied', 'This report was denied.'],
  ])('what was %s', (status, reason) => {
    expect(judged({ status })).toEqual({
      line: 7,
      verdict: 'left_out',
      reasons: [reason],
      unknown: [],
      stance: null,
      source: null,
    });
  });

  test.each(['standing', 'superseded', ''])('not what is “%s”', (status) => {
    expect(judged({ status }).verdict).toBe('fine');
  });
});

describe('wrong', () => {
  test.each<[string, Record<string, string>, string[]]>([
    ['an attribution', { attribution: 'hearsay' }, ['attribution: Choose an attribution.']],
    ['a position', { position: 'wants' }, ['position: Choose a position.']],
    [
      'a date',
      { effective_date: '2025-02-30' },
      ['effective_date: Write a date as 2025-08-09, 2025-08 or 2025.'],
    ],
    [
      'a future',
      { effective_date: '2025-09-01' },
      [
        'effective_date: This date is in the future. Date an announced step when it was announced; its day is an event.',
      ],
    ],
    [
      'an address',
      { source_url: 'example.org' },
      ['source_url: Give a web address that begins with https:// or http:// (at most 2,048 characters).'],
    ],
    ['no title', { source_title: '' }, ['source_title: Give the title of the report or document.']],
    [
      'two sources are needed',
      { position: 'contradictory' },
      ['source_outlet: Contradictory signals cite at least two statements.'],
    ],
  ])('%s is named by its column', (_name, changes, reasons) => {
    const row = judged(changes);
    expect([row.verdict, row.reasons, row.stance]).toEqual(['wrong', reasons, null]);
  });

  test('what the negotiation lacks, without a word about what follows from it', () => {
    const row = judged({
      party_slug: 'norway',
      party: 'Norway',
      demand_slug: 'grain',
      demand: 'Ships leave Odesa unhindered',
      topic_slug: 'sea',
      topic: 'The sea',
      speaker: 'Jonas Gahr Støre',
    });
    expect(row.verdict).toBe('wrong');
    expect(row.reasons).toEqual([
      'Not known here: the party “Norway”.',
      'Not known here: the demand “Ships leave Odesa unhindered”.',
      'Not known here: the topic “The sea”.',
      'Not known here: the speaker “Jonas Gahr Støre” of norway.',
    ]);
    expect(row.unknown.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'party norway',
      'demand grain',
      'topic sea',
      'speaker norway Jonas Gahr Støre',
    ]);
  });
});

test('sources are one by their address, however it is written, or else by outlet, title and date', () => {
  const key = (fields: Parameters<typeof newSource>[0]) => sourceKey(newSource(fields));
  expect(key({ url: 'https://EXAMPLE.org/report?utm_source=x' })).toBe(key({ title: 'Another title' }));
  expect(key({ url: null })).toBe(key({ url: null, note: 'Read on paper.' }));
  expect(key({ url: null })).not.toBe(key({ url: null, publishedDate: '2025-08-11' }));
});
