import { describe, expect, test } from 'vitest';
import { courseOf, gapCourse, movementsOf } from '../../../src/domain/cells/course.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import { LogBuilder } from '../log-builder.js';

const now = { asOf: null, known: 99, evidence: 'default' } as const;

describe('the course of a cell', () => {
  test('is the positions that set it, each from its day; of one day only the last', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-01', position: 'demands' });
    log.report({ day: '2025-08-09', position: 'favours', time: '09:00' });
    log.report({ day: '2025-08-09', position: 'reluctant', time: '14:30' });
    log.report({ day: '2025-08-10', position: 'rejects', attribution: 'unnamed_sources' });
    expect(courseOf(new NegotiationLog(log.entries), 1, 1, now)).toEqual([
      { day: '2025-08-01', position: 'demands' },
      { day: '2025-08-09', position: 'reluctant' },
    ]);
    const eve = { ...now, asOf: '2025-08-08' };
    expect(courseOf(new NegotiationLog(log.entries), 1, 1, eve)).toHaveLength(1);
  });

  test('leaves out what was retracted, except at an earlier known number', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-01', position: 'demands' });
    const hoax = log.report({ day: '2025-08-09', position: 'favours' });
    log.retract(hoax);
    expect(courseOf(new NegotiationLog(log.entries), 1, 1, now)).toHaveLength(1);
    expect(courseOf(new NegotiationLog(log.entries), 1, 1, { ...now, known: 2 })).toHaveLength(2);
  });
});

test('every movement of a cell, in order, with the change of evidence', () => {
  const log = new LogBuilder();
  log.report({ day: '2025-08-01', position: 'demands', attribution: 'unnamed_sources' });
  log.report({ day: '2025-08-05', position: 'demands', attribution: 'unnamed_sources' });
  log.report({ day: '2025-08-09', position: 'rejects' });
  const moved = movementsOf(new NegotiationLog(log.entries), 1, 1, now);
  expect(
    moved.map(({ movement, evidenceChange, record }) => [record.record, movement, evidenceChange]),
  ).toEqual([
    [1, 'new', null],
    [2, 'reaffirmed', null],
    [3, 'reversed', 'first statement on the record'],
  ]);
});

test('the gap is given for each day on which it changes', () => {
  const log = new LogBuilder();
  log.report({ party: 1, day: '2025-08-01', position: 'demands' });
  log.report({ party: 2, day: '2025-08-05', position: 'rejects' });
  log.report({ party: 3, day: '2025-08-06', position: 'insists' });
  log.report({ party: 2, day: '2025-08-09', position: 'reluctant' });
  log.report({ party: 2, day: '2025-08-12', position: 'favours' });
  const course = gapCourse(new NegotiationLog(log.entries), 1, [1, 2], now);
  expect(course).toEqual([
    { day: '2025-08-01', gap: 'not_enough_evidence' },
    { day: '2025-08-05', gap: 'opposed' },
    { day: '2025-08-09', gap: 'bridgeable' },
    { day: '2025-08-12', gap: 'aligned_for' },
  ]);
});
