import { expect, test } from 'vitest';
import type { ComplianceEntry } from '../../../src/domain/structure/compliance.js';
import type { Demand } from '../../../src/domain/structure/negotiation.js';
import type { CitedSource, OutcomeEntry } from '../../../src/domain/structure/outcome.js';
import { ownCitations } from '../../../src/domain/structure/own-citations.js';
import type { ReservationEntry } from '../../../src/domain/structure/reservation.js';

const recordedAt = '2025-08-20T12:00:00.000Z';
const cited = (...ids: number[]): CitedSource[] =>
  ids.map((id) => ({ id, outlet: 'Reuters', title: '', url: null, publishedDate: null, locator: null }));

function outcome(
  sequence: number,
  kind: OutcomeEntry['kind'],
  day: string | null,
  sources: CitedSource[] = [],
): OutcomeEntry {
  const words = day && {
    ...({ outcome: 'lapsed', event: null, date: day, day, summary: 'The day passed.' } as const),
    sources,
  };
  return { sequence, record: 5, kind, recordedAt, words: words || null, reason: null };
}

const account: ComplianceEntry = {
  ...{ sequence: 9, record: 9, outcome: 5, kind: 'report', recordedAt, reason: null },
  words: {
    ...{ party: 1, claim: 'kept', about: null, attribution: 'background', accountBy: null, speaker: null },
    ...{ quote: null, quoteLanguage: null, quoteTranslation: null, date: '2025-08-17', day: '2025-08-17' },
    sources: cited(3),
  },
};

function line(sequence: number, kind: ReservationEntry['kind'], day: string, id: number): ReservationEntry {
  const [source] = cited(id);
  const quoted = { quote: 'Nothing is agreed', quoteLanguage: 'en', quoteTranslation: null };
  const words = { party: 1, ...quoted, date: day, day, source: source ?? null };
  return { sequence, record: 20, kind, recordedAt, words, reason: null };
}

function citing(
  outcomes: readonly OutcomeEntry[],
  asOf: string | null = null,
  reservations: readonly ReservationEntry[] = [],
): string[] {
  const demand = { id: 7, outcomes, compliance: [account] } as unknown as Demand;
  const found = ownCitations({ negotiation: { demands: [demand] }, reservations }, asOf);
  return [...found].flatMap(([id, own]) => own.map(({ noun, record }) => `${id}: ${noun} ${record}`));
}

const report = outcome(5, 'report', '2025-08-15', cited(1, 2, 2));

test('a source is cited once by each outcome, account and reservation that counts on the day', () => {
  expect(citing([report])).toEqual(['1: outcome 5', '2: outcome 5', '3: account 9']);
  expect(citing([report], '2025-08-16')).toEqual(['1: outcome 5', '2: outcome 5']);
  expect(citing([report], '2025-08-14')).toEqual([]);
});

test('only the newest words cite, and nothing that is retracted, nor what stands under it', () => {
  const correction = outcome(6, 'correction', '2025-08-15', cited(2));
  expect(citing([report, correction])).toEqual(['2: outcome 5', '3: account 9']);
  expect(citing([report, correction, outcome(7, 'retraction', null)])).toEqual([]);
});

test('the line that withdraws a reservation cites from its own day on', () => {
  const lines = [line(20, 'report', '2025-08-15', 4), line(21, 'withdrawal', '2025-08-18', 6)];
  expect(citing([], '2025-08-16', lines)).toEqual(['4: reservation 20']);
  expect(citing([], null, lines)).toEqual(['4: reservation 20', '6: reservation 20']);
});
