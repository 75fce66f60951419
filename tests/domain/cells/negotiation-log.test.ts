import { expect, test } from 'vitest';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import { LogBuilder } from '../log-builder.js';

test('records are counted up to any number, whatever became of them', () => {
  const log = new LogBuilder();
  const first = log.report();
  log.corroborate(first);
  const second = log.report({ party: 2 });
  log.retract(second);
  log.report({ party: 3 });
  const counted = new NegotiationLog(log.entries);
  expect([0, 1, 2, 3, 4, 5, 99].map((known) => counted.recordCount(known))).toEqual([0, 1, 1, 2, 2, 3, 3]);
  expect(new NegotiationLog().recordCount(5)).toBe(0);
});

test('the newest day is that of anything known by a number, whatever became of it', () => {
  const log = new LogBuilder();
  const first = log.report({ day: '2025-08-09' });
  log.report({ party: 2, day: '2025-08-01' });
  log.correct(first, { day: '2025-08-12' });
  log.retract(first);
  const counted = new NegotiationLog(log.entries);
  expect([0, 1, 2, 3, 4].map((known) => counted.newestDay(known))).toEqual([
    null,
    '2025-08-09',
    '2025-08-09',
    '2025-08-12',
    '2025-08-12',
  ]);
});
