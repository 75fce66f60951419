import { describe, expect, test } from 'vitest';
import type { Clocks } from '../../../src/domain/cells/cell.js';
import { countedPosition } from '../../../src/domain/cells/contested.js';
import {
  countedCourseOf,
  courseOf,
  gapCourse,
  type GapPoint,
  movementsOf,
} from '../../../src/domain/cells/course.js';
import { gapBetween } from '../../../src/domain/cells/gap.js';
import { gapEvidence, gapRuleWords, gapWords } from '../../../src/domain/cells/demand-summary.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import type { Position } from '../../../src/domain/log/position.js';
import type { Party } from '../../../src/domain/structure/negotiation.js';
import { LogBuilder } from '../log-builder.js';

const now = { asOf: null, known: 99, evidence: 'default' } as const;

describe('the course of a cell', () => {
  test('is the positions that set it, each from its day, with its date and how it was known', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-01', position: 'demands' });
    log.report({ day: '2025-08-09', position: 'favours', time: '09:00' });
    log.report({ day: '2025-08-09', position: 'reluctant', time: '14:30' });
    log.report({ day: '2025-08-10', position: 'rejects', attribution: 'unnamed_sources' });
    const step = (day: string, position: Position) => ({
      ...{ day, date: day, position, evidence: 'on_record', isReaffirmed: false },
    });
    expect(courseOf(new NegotiationLog(log.entries), 1, 1, now)).toEqual([
      step('2025-08-01', 'demands'),
      step('2025-08-09', 'favours'),
      step('2025-08-09', 'reluctant'),
    ]);
    const eve = { ...now, asOf: '2025-08-08' };
    expect(courseOf(new NegotiationLog(log.entries), 1, 1, eve)).toHaveLength(1);
  });

  test('has the newest of what was said again, as many as are wanted', () => {
    const log = new LogBuilder();
    const days = ['2025-08-01', '2025-08-02', '2025-08-03', '2025-08-04'];
    for (const day of days) log.report({ day, position: 'demands' });
    log.report({ day: '2025-08-05', position: 'demands', attribution: 'unnamed_sources' });
    const course = (most: number) => courseOf(new NegotiationLog(log.entries), 1, 1, now, most);
    const daysOf = (most: number) => course(most).map(({ day }) => day);
    expect(daysOf(0)).toEqual(['2025-08-01']);
    expect(daysOf(2)).toEqual(['2025-08-01', '2025-08-03', '2025-08-04']);
    expect(course(9).map(({ isReaffirmed }) => isReaffirmed)).toEqual([false, true, true, true]);
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

function gapCourseOf({ entries }: LogBuilder, parties: readonly number[], clocks: Clocks = now): GapPoint[] {
  const log = new NegotiationLog(entries);
  const points = (party: number) => countedCourseOf(log, party, 1, clocks);
  return gapCourse(
    parties.map((party) => ({
      party: { name: `Party ${party}` } as Party,
      isRaiser: party === 1,
      isNeeded: true,
      points: points(party),
    })),
  );
}

test('the gap is given for each day on which it changes', () => {
  const log = new LogBuilder();
  log.report({ party: 1, day: '2025-08-01', position: 'demands' });
  log.report({ party: 2, day: '2025-08-05', position: 'rejects' });
  log.report({ party: 3, day: '2025-08-06', position: 'insists' });
  log.report({ party: 2, day: '2025-08-09', position: 'reluctant' });
  log.report({ party: 2, day: '2025-08-12', position: 'favours' });
  log.report({ party: 1, day: '2025-08-14', position: 'withdrawn' });
  expect(gapsOf(gapCourseOf(log, [1, 2]))).toEqual([
    '2025-08-01: not_enough_evidence so far',
    '2025-08-05: opposed',
    '2025-08-09: room_signalled',
    '2025-08-12: aligned_for',
    '2025-08-14: off_the_table',
  ]);
});

function gapsOf(points: readonly GapPoint[]): string[] {
  return points.map(({ date, gap, isSoFar }) => `${date}: ${gap}${isSoFar ? ' so far' : ''}`);
}

test('a gap begins at the date as it was given, and anew where other words tell it', () => {
  const log = new LogBuilder();
  log.report({
    party: 1,
    date: '2025-07',
    day: '2025-07-31',
    position: 'demands',
    attribution: 'background',
  });
  log.report({ party: 2, date: '2025-08', day: '2025-08-31', position: 'rejects' });
  log.report({ party: 1, day: '2025-09-02', position: 'demands' });
  log.report({ party: 2, day: '2025-09-03', position: 'contradictory' });
  log.report({ party: 2, day: '2025-09-04', position: 'conditional' });
  log.report({ party: 2, day: '2025-09-05', position: 'reluctant' });
  const points = gapCourseOf(log, [1, 2]);
  const told = points.map((point) => [point.date, gapWords(point), gapRuleWords(point), gapEvidence(point)]);
  const tooFew =
    'fewer than two of the parties that it needs have a coded position, those that are neutral left out';
  expect(told).toEqual([
    ['2025-07', 'Not enough evidence; Party 2 not on record', tooFew, null],
    ['2025-08', 'Opposed', 'some demand it, some reject it', 'rests on reports'],
    ['2025-09-02', 'Opposed', 'some demand it, some reject it', null],
    ['2025-09-03', 'Not enough evidence; Party 2 contradictory', tooFew, null],
    ['2025-09-04', 'Room signalled', 'by Party 2 (open, with conditions), not by Party 1 (demands)', null],
    ['2025-09-05', 'Room signalled', 'by Party 2 (reluctant), not by Party 1 (demands)', null],
  ]);
});

test('the gap on a past demand goes no further than its day', () => {
  const log = new LogBuilder();
  log.report({ party: 1, day: '2025-08-01', position: 'demands' });
  log.report({ party: 2, day: '2025-08-05', position: 'rejects' });
  log.report({ party: 2, day: '2025-08-09', position: 'favours' });
  const past = new Map([[1, '2025-08-08']]);
  expect(gapCourseOf(log, [1, 2], { ...now, past }).map(({ gap }) => gap)).toEqual([
    'not_enough_evidence',
    'opposed',
  ]);
});

test('the gap of a day is the one between the cells at its end', () => {
  const log = new LogBuilder();
  log.report({ party: 1, day: '2025-08-01', position: 'demands', attribution: 'unnamed_sources' });
  log.report({ party: 2, day: '2025-08-02', position: 'rejects', attribution: 'inferred' });
  log.report({ party: 2, day: '2025-08-02', position: 'no_stated_position', attribution: null });
  log.report({ party: 1, day: '2025-08-03', position: 'favours' });
  const hoax = log.report({ party: 2, day: '2025-08-04', position: 'agreed' });
  log.report({ party: 1, day: '2025-08-05', position: 'rejects', attribution: 'unnamed_sources' });
  log.report({ party: 2, day: '2025-08-06', position: 'favours', attribution: 'background' });
  log.report({ party: 1, day: '2025-08-07', position: 'contradictory' });
  log.report({ party: 2, day: '2025-08-08', position: 'reluctant' });
  log.retract(hoax);
  log.report({ party: 1, day: '2025-08-09', position: 'insists' });
  const cells = new NegotiationLog(log.entries);
  for (const evidence of ['on_record', 'default', 'all'] as const)
    for (const known of [5, 8, 99]) {
      const clocks = { ...now, known, evidence };
      const course = gapCourseOf(log, [1, 2], clocks);
      for (let date = 1; date <= 9; date += 1) {
        const day = `2025-08-0${date}`;
        const [one, other] = [1, 2].map((party) =>
          countedPosition(cells.cellAt(party, 1, { ...clocks, asOf: day })),
        );
        const expected = gapBetween({ raisers: [one ?? null], needed: [one ?? null, other ?? null] });
        const { gap, isSoFar } = course.findLast((point) => point.day <= day) ?? {
          gap: 'not_enough_evidence',
          isSoFar: true,
        };
        expect([day, evidence, known, gap, isSoFar]).toEqual([
          ...[day, evidence, known],
          ...[expected.gap, expected.isSoFar],
        ]);
      }
    }
});
