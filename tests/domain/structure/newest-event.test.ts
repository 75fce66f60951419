import { expect, test } from 'vitest';
import type { Event } from '../../../src/domain/structure/negotiation.js';
import { eveOf, newestEventBy } from '../../../src/domain/structure/newest-event.js';

const event = (id: number, date: string): Event => ({
  ...{ id, name: `Event ${id}`, date, description: '', createdSequence: 1 },
});

test('the newest event is the one whose last day is the latest that is not after the day', () => {
  const events = [event(1, '2025'), event(2, '2025-08'), event(3, '2025-08-15'), event(4, '2025-08-15')];
  const newest = (day: string) => newestEventBy(events, day)?.id ?? null;
  expect(['2025-08-14', '2025-08-15', '2025-08-31', '2025-12-30', '2026-01-01'].map(newest)).toEqual([
    ...[null, 4, 2, 2, 1],
  ]);
});

test('its eve is the day before its first day', () => {
  expect(['2025-08-15', '2025-08', '2025'].map((date) => eveOf({ date }))).toEqual([
    ...['2025-08-14', '2025-07-31', '2024-12-31'],
  ]);
});
