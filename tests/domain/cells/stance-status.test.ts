import { expect, test } from 'vitest';
import type { Clocks } from '../../../src/domain/cells/cell.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import { stanceState } from '../../../src/domain/cells/stance-status.js';
import { LogBuilder } from '../log-builder.js';

const now: Clocks = { asOf: null, known: Number.MAX_SAFE_INTEGER, evidence: 'default' };

/** What has become of a version of a record: “superseded by 2”. */
function state(log: LogBuilder, record: number, sequence = record, clocks: Partial<Clocks> = {}): string {
  const found = stanceState(new NegotiationLog(log.entries), { record, sequence }, { ...now, ...clocks });
  const { status, replacedBy, deniedBy } = found;
  return [status, replacedBy && `by ${replacedBy}`, deniedBy && `denied by ${deniedBy}`]
    .filter(Boolean)
    .join(' ');
}

test('a stance stands until a newer one of the same or a stronger class supersedes it', () => {
  const log = new LogBuilder();
  const reported = log.report({ day: '2025-08-01', position: 'demands', attribution: 'background' });
  log.report({ day: '2025-08-05', position: 'favours', attribution: 'inferred' });
  expect(state(log, reported)).toBe('standing');
  const onRecord = log.report({ day: '2025-08-09', position: 'rejects' });
  log.report({ day: '2025-08-16', position: 'favours', attribution: 'background' });
  expect(state(log, reported)).toBe('superseded by 3');
  expect(state(log, onRecord)).toBe('standing');
});

test('it is not yet superseded on an earlier day, or before the newer one was recorded', () => {
  const log = new LogBuilder();
  const first = log.report({ day: '2025-08-09', position: 'rejects' });
  log.report({ day: '2025-08-16', position: 'reluctant' });
  expect(state(log, first)).toBe('superseded by 2');
  expect(state(log, first, first, { asOf: '2025-08-15' })).toBe('standing');
  expect(state(log, first, first, { known: 1 })).toBe('standing');
});

test('what is said on a past demand after its day supersedes nothing', () => {
  const log = new LogBuilder();
  const first = log.report({ day: '2025-08-09', position: 'rejects' });
  const afterwards = log.report({ day: '2025-08-16', position: 'reluctant' });
  const past = new Map([[1, '2025-08-12']]);
  expect(state(log, first, first, { past })).toBe('standing');
  expect(state(log, afterwards, afterwards, { past })).toBe('standing');
  expect(state(log, first, first, { past: new Map([[1, '2025-08-16']]) })).toBe('superseded by 2');
});

test('a finding is superseded by any newer record', () => {
  const log = new LogBuilder();
  const finding = log.report({ day: '2025-08-10', position: 'no_stated_position', attribution: null });
  expect(state(log, finding)).toBe('standing');
  log.report({ day: '2025-08-11', position: 'favours', attribution: 'inferred' });
  expect(state(log, finding)).toBe('superseded by 2');
});

test('of a corrected record the older words are corrected, the new ones stand', () => {
  const log = new LogBuilder();
  const record = log.report({ position: 'rejects' });
  const correction = log.correct(record, { position: 'reluctant' });
  expect([state(log, record), state(log, record, correction)]).toEqual(['corrected by 2', 'standing']);
  expect(state(log, record, record, { known: 1 })).toBe('standing');
});

test('a retracted record is retracted until it is restored', () => {
  const log = new LogBuilder();
  const record = log.report();
  log.retract(record);
  expect(state(log, record)).toBe('retracted');
  log.restore(record);
  expect(state(log, record)).toBe('standing');
});

test('a denial stands under its record, even where it no longer counts', () => {
  const log = new LogBuilder();
  const record = log.report({ attribution: 'unnamed_sources' });
  log.deny(record);
  expect(state(log, record)).toBe('denied denied by 2');
  const correction = log.correct(record, { attribution: 'official_document' });
  expect(state(log, record, correction)).toBe('standing denied by 2');
});
