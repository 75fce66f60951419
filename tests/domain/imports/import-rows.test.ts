import { describe, expect, test } from 'vitest';
import { type JudgedRow, judgeRow } from '../../../src/domain/imports/import-rows.js';
import { sourceKey } from '../../../src/domain/imports/import-sources.js';
import { fileColumn, nothingTyped, typedFields } from '../../../src/domain/log/stance-fields.js';
import {
  context,
  crimea,
  fullStance,
  newSource,
  rubio,
  ukraine,
  unitedStates,
  zelensky,
} from '../update-builder.js';

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

test('every field of a stance is read from its column', () => {
  const full = fullStance();
  const typed = typedFields.map((field) => [fileColumn(field), full[field.name]]);
  const row = judged({
    ...(Object.fromEntries(typed) as Record<string, string>),
    ...{ position: 'conditional', attribution: 'counterparty_account', account_by: 'united-states' },
    ...{ confidence: 'low', speaker: 'Marco Rubio' },
  });
  const { citations: _citations, ...said } = full;
  expect(row.stance).toMatchObject(said);
});

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
    declaredPriority: null,
    direction: null,
    ...nothingTyped,
    speaker: zelensky,
    summary: 'The President excludes any part of the territory.',
    date: '2025-08-09',
    citations: [{ source: 0, locator: 'paragraph 4', firstReportedBy: null }],
  });
  expect(row.sources).toEqual([
    {
      outlet: 'TIME',
      title: 'What to know about the meeting in Alaska',
      url: 'https://example.org/report',
      archiveUrl: null,
      author: null,
      publishedDate: '2025-08-10',
      accessedDate: null,
      note: '',
    },
  ]);
});

test('dates are understood as people write them, and of one that can be two the row says so', () => {
  const others = JSON.stringify([
    {
      outlet: 'TASS',
      title: 'What was said',
      url: 'https://example.org/tass',
      published_date: 'Aug 11, 2025',
    },
  ]);
  const { stance, sources } = judged({
    ...{ effective_date: '9.8.2025', source_published_date: '10 Aug 2025', other_sources: others },
  });
  expect(stance?.date).toBe('2025-08-09');
  expect(sources.map(({ publishedDate }) => publishedDate)).toEqual(['2025-08-10', '2025-08-11']);
  const [reason] = judged({ effective_date: '9/8/2025' }).reasons;
  expect(reason?.text.replace(/[\u2066-\u2069]/g, '')).toBe(
    '“9/8/2025” can be 9 August 2025 or 8 September 2025: write 2025-08-09 or 2025-09-08.',
  );
});

test('the speaker of an account is one of the party that gives it', () => {
  const account = {
    account_by: 'united-states',
    attribution: 'counterparty_account',
    speaker: 'Marco Rubio',
  };
  expect(judged(account).stance).toMatchObject({ accountBy: unitedStates, speaker: rubio });
});

test('the usual confidence of an attribution is not stored, any other is', () => {
  expect(judged({ confidence: 'high' }).stance?.confidence).toBeNull();
  const low = { confidence: 'low', confidence_note: 'A slip of the tongue, his office says.' };
  expect(judged(low).stance?.confidence).toBe('low');
});

test.each([
  ['Rejects', 'rejects'],
  ['rejects (RED LINE)', 'rejects_red_line'],
  ['Rejects red line', 'rejects_red_line'],
  ['-2', 'rejects'],
  ['\u22123', 'rejects_red_line'],
  ['Open, with conditions', 'conditional'],
  ['no longer asks', 'withdrawn'],
])('the position “%s” is understood as %s', (position, value) => {
  const words = { quote: 'Never.', conditions: 'First this.' };
  expect(judged({ position, ...words }).stance?.position).toBe(value);
});

test.each([
  ['On the record, principal', 'on_record_principal'],
  ['Official document', 'official_document'],
  ['ON RECORD OFFICIAL', 'on_record_official'],
])('the attribution “%s” is understood as %s', (attribution, value) => {
  expect(judged({ attribution }).stance?.attribution).toBe(value);
});

test.each([
  ['a name among the addresses', { party_slug: 'Ukraine' }],
  ['a name alone, in other letters', { party_slug: '', party: 'UKRAINE\u200b' }],
  ['a name that is known under another address', { party_slug: 'ua', party: 'Ukraine' }],
])('a party is found by %s', (_what, names) => {
  expect(judged(names).stance?.party).toBe(ukraine);
});

test('a demand is found by its words, however they are spaced and spelt in capitals', () => {
  const proposition = context.negotiation.demands.find(({ id }) => id === crimea)?.proposition ?? '';
  const words = { demand_slug: '', demand: ` ${proposition.toUpperCase().replaceAll(' ', '\u00a0 ')} ` };
  expect(judged(words).stance?.demand).toBe(crimea);
});

test('a speaker is found whatever marks the name is written with', () => {
  expect(judged({ speaker: 'Volodymyr  ZELENSKÝ' }).stance?.speaker).toBe(zelensky);
});

test('a name with a wrong letter is answered with the one that it may mean', () => {
  const texts = judged({ party_slug: '', party: 'Ukrain' }).reasons.map(({ text }) => text);
  expect(texts[0]).toBe('Not known here: the party “Ukrain”; did you mean “Ukraine”?');
});

test('further sources are cited after the first, the same one only once', () => {
  const others = [
    {
      outlet: 'AFP',
      title: 'A dispatch',
      url: 'https://example.org/afp',
      archive_url: null,
      locator: 'line 2',
    },
    { outlet: 'TIME', title: 'What to know', url: 'https://EXAMPLE.org/report', first_reported_by: 'AFP' },
  ];
  const { stance, sources } = judged({ other_sources: JSON.stringify(others), position: 'contradictory' });
  expect(sources.map(({ outlet }) => outlet)).toEqual(['TIME', 'AFP']);
  expect(stance?.citations).toEqual([
    { source: 0, locator: 'paragraph 4', firstReportedBy: null },
    { source: 1, locator: 'line 2', firstReportedBy: null },
    { source: 0, locator: null, firstReportedBy: 'AFP' },
  ]);
});

test.each([
  ['2025-08', '2025-08-03', '2025-08-03'],
  ['2024', '2024-12-31', '2024-12-31'],
])('the day from which %s counts is taken from the file where the date allows it', (date, day, taken) => {
  const row = judged({ effective_date: date, effective_day: day });
  expect([row.stance?.firstRecorded, row.warnings]).toEqual([taken, []]);
});

test.each([
  ['2025-08', '2025-07-31'],
  ['2025-08-09', '2025-08-10'],
  ['2024', 'spring'],
])('a day that %s cannot mean is ignored, with a warning', (date, day) => {
  const row = judged({ effective_date: date, effective_day: day });
  expect([row.verdict, row.stance?.firstRecorded]).toEqual(['fine', undefined]);
  expect(row.warnings).toEqual([
    { column: 'effective_day', text: `“${day}” is not a day in ${date}, so it is ignored.` },
  ]);
});

test('what is closed takes no new stances from a file either', () => {
  const { negotiation } = context;
  const demands = negotiation.demands.map((demand) => ({ ...demand, isClosed: demand.id === crimea }));
  const closed = { ...context, negotiation: { ...negotiation, demands } };
  expect(judgeRow({ line: 2, fields: sound }, closed).reasons).toEqual([
    { column: 'demand_slug', text: 'This demand is closed: it takes no new stances.' },
  ]);
});

describe('left out', () => {
  test.each([
    ['corrected', 'Other words of this record have replaced these; those are imported.'],
    ['retracted', 'This record was retracted.'],
    ['denied', 'This report was denied.'],
  ])('what was %s', (status, reason) => {
    expect(judged({ status })).toMatchObject({
      line: 7,
      verdict: 'left_out',
      reasons: [{ column: 'status', text: reason }],
      unknown: [],
      stance: null,
      sources: [],
    });
  });

  test.each(['standing', 'superseded', ''])('not what is “%s”', (status) => {
    expect(judged({ status }).verdict).toBe('fine');
  });
});

describe('wrong', () => {
  test.each<[string, Record<string, string>, string[]]>([
    [
      'an attribution',
      { attribution: 'hearsay' },
      [
        'attribution: “hearsay” is not one of official_document, on_record_principal, on_record_official, counterparty_account, background, leaked_document, unnamed_sources, inferred.',
      ],
    ],
    [
      'a position',
      { position: 'Rejets' },
      [
        'position: “Rejets” is not one of insists, demands, agreed, favours, accepts, conditional, neutral, withdrawn, reluctant, rejects, rejects_red_line, contradictory, no_stated_position, not_applicable; did you mean rejects?',
      ],
    ],
    [
      'no position',
      { position: '' },
      [
        'position: Write one of insists, demands, agreed, favours, accepts, conditional, neutral, withdrawn, reluctant, rejects, rejects_red_line, contradictory, no_stated_position, not_applicable.',
      ],
    ],
    [
      'a code of several positions',
      { position: '2' },
      ['position: “2” is the code of demands and agreed: write which.'],
    ],
    [
      'a confidence',
      { confidence: 'hihg' },
      ['confidence: “hihg” is not one of high, moderate, low; did you mean high?'],
    ],
    [
      'a date',
      { effective_date: '2025-02-30' },
      ['effective_date: Write a date as 2025-08-09, 9 Aug 2025, 2025-08 or 2025.'],
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
      ['other_sources: Contradictory signals cite at least two statements.'],
    ],
    [
      'further sources that are not a list',
      { other_sources: 'Reuters, AFP' },
      [
        'other_sources: Write a JSON list of at most 19 objects with outlet, title, url, archive_url, published_date, first_reported_by, locator; each a text or null.',
      ],
    ],
    [
      'a further source without a title',
      { other_sources: '[{"outlet":"AFP"}]' },
      ['other_sources: number 1, title: Give the title of the report or document.'],
    ],
  ])('%s is named by its column', (_name, changes, reasons) => {
    const row = judged(changes);
    const said = row.reasons.map(({ column, text }) => `${column}: ${text}`);
    expect([row.verdict, said, row.stance]).toEqual(['wrong', reasons, null]);
  });

  test('what the negotiation lacks, without the problems that follow from it', () => {
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
    expect(row.reasons.map(({ text }) => text)).toEqual([
      'Not known here: the party “Norway”.',
      'Not known here: the demand “Ships leave Odesa unhindered”.',
      'Not known here: the topic “The sea”.',
      'Not known here: the speaker “Jonas Gahr Støre” of Norway.',
    ]);
    expect(row.unknown.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
      'party norway',
      'demand grain',
      'topic sea',
      'speaker norway Jonas Gahr Støre',
    ]);
  });
});

test('two sources are the same by their address, however it is written, or else by outlet, title and date', () => {
  const key = (fields: Parameters<typeof newSource>[0]) => sourceKey(newSource(fields));
  expect(key({ url: 'https://EXAMPLE.org/report?utm_source=x' })).toBe(key({ title: 'Another title' }));
  expect(key({ url: null })).toBe(key({ url: null, note: 'Read on paper.' }));
  expect(key({ url: null })).not.toBe(key({ url: null, publishedDate: '2025-08-11' }));
});
