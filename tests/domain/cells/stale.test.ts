import { expect, test } from 'vitest';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import { isStale, stalenessAt } from '../../../src/domain/cells/stale.js';
import { LogBuilder } from '../log-builder.js';

const demand = { id: 1 };

function staleAt(log: LogBuilder, day: string, months = 3, past: ReadonlyMap<number, string> = new Map()) {
  const clocks = { asOf: day, known: 99, evidence: 'default', past } as const;
  return isStale(
    new NegotiationLog(log.entries).cellAt(1, 1, clocks),
    demand,
    stalenessAt(clocks, day, months),
  );
}

test('a position is stale from the day on which it was last reaffirmed more than the chosen months ago', () => {
  const log = new LogBuilder();
  log.report({ day: '2025-08-09', position: 'demands' });
  expect(staleAt(log, '2025-11-09')).toBe(false);
  expect(staleAt(log, '2025-11-10')).toBe(true);
  expect(staleAt(log, '2025-11-10', 6)).toBe(false);
  log.report({ day: '2025-11-01', position: 'demands' });
  expect(staleAt(log, '2025-11-10')).toBe(false);
  expect(staleAt(log, '2026-02-02')).toBe(true);
});

test('that somebody looked again and found nothing reaffirms nothing, and a finding is never stale', () => {
  const log = new LogBuilder();
  log.report({ day: '2025-08-09', position: 'no_stated_position', attribution: null });
  expect(staleAt(log, '2026-08-09')).toBe(false);
  log.report({ day: '2025-08-10', position: 'demands' });
  log.report({ day: '2026-08-08', position: 'no_stated_position', attribution: null });
  expect(staleAt(log, '2026-08-09')).toBe(true);
});

test('what is past stays as it was', () => {
  const log = new LogBuilder();
  log.report({ day: '2025-08-09', position: 'demands' });
  const past = new Map([[1, '2025-09-01']]);
  expect(staleAt(log, '2026-08-09', 3, past)).toBe(false);
});

test('an empty cell is not stale', () => {
  expect(staleAt(new LogBuilder(), '2026-08-09')).toBe(false);
});
