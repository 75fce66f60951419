import { expect, test } from 'vitest';
import {
  type ChainColumns,
  chainColumns,
  contentText,
  linkText,
  type Publication,
} from '../../../src/domain/log/record-chain.js';

/** Shows what is hashed in place of its hash. */
const shown = (text: string) => `«${text}»`;

const report: Publication = {
  sequence: 46,
  recordedAt: '2025-08-20T12:00:00.024Z',
  entry: {
    sequence: 46,
    kind: 'report',
    negotiation_id: 1,
    record: 46,
    update_id: 2,
    user_id: 7,
    reason: null,
  },
  stance: {
    sequence: 46,
    party_id: 2,
    demand_id: 2,
    proposition: 'Ukraine cedes territory to Russia as part of a deal',
    position: 'rejects',
    attribution: 'on_record_principal',
    account_by_id: null,
    confidence: 'high',
    confidence_note: null,
    speaker_id: 2,
    speaker_role: 'President of Ukraine',
    summary: 'Not an inch.',
    conditions: null,
    quote: 'Ukrainians will not gift their land to the occupier.',
    quote_language: 'en',
    quote_translation: null,
    quote_translator: null,
    note: '',
    effective_date: '2025-08-09',
    effective_time: null,
    effective_day: '2025-08-09',
  },
  denial: null,
  citations: [{ id: 22, sequence: 46, ordinal: 0, source_id: 1, locator: null, first_reported_by: 'CNN' }],
  update: {
    id: 2,
    negotiation_id: 1,
    headline: 'After Alaska',
    recorded_at: '2025-08-20T12:00:00.024Z',
    user_id: 7,
    idempotency_key: 'secret',
  },
  updateSources: [{ update_id: 2, source_id: 1, ordinal: 0 }],
  created: null,
  own: null,
  removed: new Map(),
  salt: 'salt',
};

const contents = `{
  "sequence": 46,
  "recorded_at": "2025-08-20T12:00:00.024Z",
  "kind": "report",
  "negotiation_id": 1,
  "record": 46,
  "update_id": 2,
  "reason": null,
  "update": {
    "id": 2,
    "negotiation_id": 1,
    "headline": "sha256:«After Alaska»",
    "recorded_at": "2025-08-20T12:00:00.024Z",
    "sources": [
      {
        "source_id": 1,
        "ordinal": 0
      }
    ]
  },
  "stance": {
    "party_id": 2,
    "demand_id": 2,
    "proposition": "Ukraine cedes territory to Russia as part of a deal",
    "position": "rejects",
    "attribution": "on_record_principal",
    "account_by_id": null,
    "confidence": "high",
    "confidence_note": null,
    "speaker_id": 2,
    "speaker_role": "President of Ukraine",
    "summary": "sha256:«Not an inch.»",
    "conditions": null,
    "quote": "sha256:«Ukrainians will not gift their land to the occupier.»",
    "quote_language": "en",
    "quote_translation": null,
    "quote_translator": null,
    "note": "sha256:«»",
    "effective_date": "2025-08-09",
    "effective_time": null,
    "effective_day": "2025-08-09"
  },
  "citations": [
    {
      "id": 22,
      "ordinal": 0,
      "source_id": 1,
      "locator": null,
      "first_reported_by": "CNN"
    }
  ],
  "recorded_by": "sha256:«salt [[7,null,46],[7,\\"secret\\"]]»"
}
`;

test('the contents of a report are these bytes, with a hash in place of each text and of who recorded it', () => {
  expect(contentText(report, shown)).toBe(contents);
});

test('the order of a database’s columns makes no difference', () => {
  const reversed = (row: object) => Object.fromEntries(Object.entries(row).reverse());
  const other = { ...report, stance: reversed(report.stance ?? {}), entry: reversed(report.entry ?? {}) };
  expect(contentText(other as Publication, shown)).toBe(contents);
});

test('a text that the law required to be removed keeps its hash', () => {
  const removed: Publication = {
    ...report,
    stance: { ...report.stance, quote: '[Removed]', summary: '[Removed]' },
    update: { ...(report.update as NonNullable<Publication['update']>), headline: '[Removed]' },
    removed: new Map([
      ['stances.quote', '«Ukrainians will not gift their land to the occupier.»'],
      ['stances.summary', '«Not an inch.»'],
      ['updates.headline', '«After Alaska»'],
    ]),
  };
  expect(contentText(removed, shown)).toBe(contents);
});

test('words that somebody removed without recording it do not', () => {
  const altered = { ...report, stance: { ...report.stance, quote: '[Removed]' } };
  expect(contentText(altered as Publication, shown)).not.toBe(contents);
});

test('every column but the texts’ own words makes a difference', () => {
  const rows = ['entry', 'stance', 'update'] as const;
  const missed = rows.flatMap((name) =>
    Object.keys(report[name] ?? {}).filter((column) => {
      const other = { ...report, [name]: { ...report[name], [column]: 'altered' } } as Publication;
      return contentText(other, shown) === contents;
    }),
  );
  // The number of a stance is that of its entry, by which it is found.
  expect(missed).toEqual(['sequence']);
});

test('a column added later appears only where it holds something, after the older ones', () => {
  const columns: ChainColumns = {
    ...chainColumns,
    stances: { first: [], ...chainColumns.stances, later: ['place'] },
  };
  const empty = { ...report, stance: { ...report.stance, place: null } };
  expect(contentText(empty as Publication, shown, columns)).toBe(contents);
  const told = { ...report, stance: { place: 'Anchorage', ...report.stance } };
  expect(contentText(told as Publication, shown, columns)).toBe(
    contents.replace(
      `"effective_day": "2025-08-09"\n`,
      `"effective_day": "2025-08-09",\n    "place": "Anchorage"\n`,
    ),
  );
});

test('what was created is named by what never changes about it', () => {
  const created: Publication = {
    ...{ ...report, sequence: 3, entry: null, stance: null, citations: [], update: null, updateSources: [] },
    created: { kind: 'demand', negotiation_id: 1, id: 4 },
  };
  expect(contentText(created, shown)).toBe(`{
  "sequence": 3,
  "recorded_at": "2025-08-20T12:00:00.024Z",
  "created": {
    "kind": "demand",
    "negotiation_id": 1,
    "id": 4
  },
  "recorded_by": "sha256:«salt [[null,null,null],[null,null]]»"
}
`);
});

test('what is published by itself stands under its own name, with its sources and the hash of who published it', () => {
  const nothing = { entry: null, stance: null, citations: [], update: null, updateSources: [] };
  const clarified: Publication = {
    ...{ ...report, ...nothing, sequence: 47 },
    own: {
      table: 'clarifications',
      row: {
        ...{ sequence: 47, negotiation_id: 1, user_id: 7, update_id: null, demand_id: 2 },
        ...{ words: 'Ukraine cedes land', reason: '[Removed]' },
      },
      sources: [{ sequence: 47, ordinal: 0, source_id: 3, locator: null }],
    },
    removed: new Map([['clarifications.reason', '«A typing error.»']]),
  };
  expect(contentText(clarified, shown)).toBe(`{
  "sequence": 47,
  "recorded_at": "2025-08-20T12:00:00.024Z",
  "clarification": {
    "negotiation_id": 1,
    "update_id": null,
    "demand_id": 2,
    "words": "sha256:«Ukraine cedes land»",
    "reason": "sha256:«A typing error.»",
    "sources": [
      {
        "ordinal": 0,
        "source_id": 3,
        "locator": null
      }
    ]
  },
  "recorded_by": "sha256:«salt [[7,null,47],[null,null]]»"
}
`);
});

test('a link is the hash of the one before it, its number and its contents, as one line', () => {
  expect(linkText('aa', 46, 'bb')).toBe('aa 46 bb');
});
