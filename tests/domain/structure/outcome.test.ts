import { describe, expect, test } from 'vitest';
import {
  type OutcomeEntry,
  type OutcomeKind,
  outcomeOn,
  outcomeRecords,
  pastFrom,
} from '../../../src/domain/structure/outcome.js';

function entry(sequence: number, kind: OutcomeKind, record: number, day: string | null = null): OutcomeEntry {
  const words = day && {
    ...({ outcome: 'lapsed', event: null, date: day, day } as const),
    ...{ summary: 'The day passed.', sources: [] },
  };
  return {
    sequence,
    record,
    kind,
    recordedAt: '2025-08-20T12:00:00.000Z',
    words: words || null,
    reason: null,
  };
}

const dayOn = (entries: readonly OutcomeEntry[], asOf: string | null) =>
  outcomeOn(entries, asOf)?.words.day ?? null;

test('a demand has no outcome before its day, and is past from then on', () => {
  const entries = [entry(5, 'report', 5, '2025-08-15')];
  expect([dayOn(entries, '2025-08-14'), dayOn(entries, '2025-08-15'), dayOn(entries, null)]).toEqual([
    null,
    '2025-08-15',
    '2025-08-15',
  ]);
  expect([pastFrom(entries), pastFrom([])]).toEqual(['2025-08-15', null]);
});

test('the newest words of a record count', () => {
  const entries = [entry(5, 'report', 5, '2025-08-15'), entry(7, 'correction', 5, '2025-08-12')];
  expect([pastFrom(entries), dayOn(entries, null)]).toEqual(['2025-08-12', '2025-08-12']);
});

describe('of retractions and restorations', () => {
  const report = entry(5, 'report', 5, '2025-08-15');
  const [retraction, restoration] = [entry(6, 'retraction', 5), entry(7, 'restoration', 5)];

  test('the newest decides', () => {
    expect(pastFrom([report, retraction])).toBe(null);
    expect(pastFrom([report, retraction, restoration])).toBe('2025-08-15');
    expect(outcomeRecords([report, retraction]).map(({ isRetracted }) => isRetracted)).toEqual([true]);
  });

  test('each is of one record only', () => {
    const other = entry(8, 'report', 8, '2025-08-18');
    expect(pastFrom([report, retraction, other])).toBe('2025-08-18');
  });
});

test('of several that stand the newest is shown, and the demand is past from the first', () => {
  const entries = [entry(5, 'report', 5, '2025-08-18'), entry(6, 'report', 6, '2025-08-15')];
  expect([pastFrom(entries), dayOn(entries, '2025-08-16'), dayOn(entries, null)]).toEqual([
    '2025-08-15',
    '2025-08-15',
    '2025-08-18',
  ]);
  const sameDay = [entry(5, 'report', 5, '2025-08-18'), entry(6, 'report', 6, '2025-08-18')];
  expect(outcomeOn(sameDay, null)?.record).toBe(6);
});
