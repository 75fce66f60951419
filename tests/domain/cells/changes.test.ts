import { describe, expect, test } from 'vitest';
import { changesIn, isDifferent, lastReaffirmed } from '../../../src/domain/cells/changes.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import { finished } from '../../support/finished.js';
import { LogBuilder } from '../log-builder.js';

const period = { from: '2025-08-14', to: '2025-08-18', known: 99, evidence: 'default' } as const;

const parties = [
  { id: 1, role: 'principal' },
  { id: 2, role: 'principal' },
] as const;

/** “1 on 1: rejects → favours, reversed”, one line for each change. */
function changes(log: LogBuilder, asked: Partial<typeof period> | { evidence: 'on_record' } = {}): string[] {
  const structure = { demands: [{ id: 1 }, { id: 2 }], parties };
  const found = finished(changesIn(new NegotiationLog(log.entries), structure, { ...period, ...asked }));
  return found.changes.map(({ party, demand, before, after, movement, evidenceChange }) => {
    const earlier = before.isSet ? before.setting.stance.position : before.nothing;
    const words = [movement ?? 'a finding', evidenceChange].filter(Boolean).join('; ');
    return `${party} on ${demand}: ${earlier} → ${after.setting.stance.position}, ${words}`;
  });
}

/** “2025-08-15: rejects → favours, reversed”, one line for each step of the only change, and the days of its row. */
function steps(log: LogBuilder): string[] {
  const structure = { demands: [{ id: 1 }], parties };
  const [change] = finished(changesIn(new NegotiationLog(log.entries), structure, period)).changes;
  if (!change) return [];
  const reaffirmed = lastReaffirmed(change);
  return [
    ...change.steps.newest().map(({ record, from, movement, evidenceChange }) => {
      const words = [movement, evidenceChange].filter(Boolean).join('; ');
      return `${record.stance.day}: ${from?.stance.position ?? 'nothing'} → ${record.stance.position}, ${words}`;
    }),
    `moved ${change.moved.stance.day}${reaffirmed ? `, reaffirmed ${reaffirmed.stance.day}` : ''}`,
  ];
}

describe('a cell', () => {
  test('that is set within the period is new', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-15' });
    expect(changes(log)).toEqual(['1 on 1: no_record_by_date → demands, new']);
  });

  test('that is set on the first day, or after the last, does not change', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-14' });
    log.report({ party: 2, day: '2025-08-19' });
    expect(changes(log)).toEqual([]);
  });

  test('that is set on the last day changes', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-18' });
    expect(changes(log)).toHaveLength(1);
  });

  test('tells every step between, and its day is that of its newest movement', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-01', position: 'rejects' });
    log.report({ day: '2025-08-15', position: 'favours' });
    log.report({ day: '2025-08-16', position: 'reluctant' });
    expect(changes(log)).toEqual(['1 on 1: rejects → reluctant, reversed']);
    expect(steps(log)).toEqual([
      '2025-08-15: rejects → favours, reversed',
      '2025-08-16: favours → reluctant, reversed',
      'moved 2025-08-16',
    ]);
    log.report({ day: '2025-08-17', position: 'reluctant' });
    expect(steps(log).at(-1)).toBe('moved 2025-08-16, reaffirmed 2025-08-17');
  });

  test('that came back to where it was has moved, and is neither reaffirmed nor first recorded', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-01', position: 'rejects' });
    log.report({ day: '2025-08-15', position: 'favours' });
    log.report({ day: '2025-08-17', position: 'rejects' });
    expect(changes(log)).toEqual(['1 on 1: rejects → rejects, reversed']);
    expect(changes(log, { from: '2025-07-01' } as never)).toEqual([
      '1 on 1: no_record_by_date → rejects, reversed',
    ]);
  });

  test('that was only reaffirmed has no step, and the day of its newest record', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-01', position: 'rejects' });
    log.report({ day: '2025-08-15', position: 'rejects' });
    log.report({ day: '2025-08-17', position: 'rejects' });
    expect(changes(log)).toEqual(['1 on 1: rejects → rejects, reaffirmed']);
    expect(steps(log)).toEqual(['moved 2025-08-17']);
  });

  test('that was first reported and then said on the record tells both', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-15', position: 'accepts', attribution: 'counterparty_account' });
    log.report({ day: '2025-08-16', position: 'accepts' });
    expect(changes(log)).toEqual(['1 on 1: no_record_by_date → accepts, new']);
    expect(steps(log)).toEqual([
      '2025-08-15: nothing → accepts, new',
      '2025-08-16: accepts → accepts, reaffirmed; first statement on the record',
      'moved 2025-08-15, reaffirmed 2025-08-16',
    ]);
  });

  test('of a past demand does not move by what is said afterwards', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-01', position: 'rejects' });
    log.report({ day: '2025-08-17', position: 'favours' });
    expect(changes(log, { past: new Map([[1, '2025-08-16']]) } as never)).toEqual([]);
  });

  test('says so where the class of evidence changes with it', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-01', position: 'demands', attribution: 'unnamed_sources' });
    log.report({ day: '2025-08-16', position: 'reluctant' });
    expect(changes(log)).toEqual(['1 on 1: demands → reluctant, reversed; first statement on the record']);
    expect(changes(log, { evidence: 'on_record' })).toEqual(['1 on 1: nothing_on_record → reluctant, new']);
  });

  test('with a new finding differs, but has not moved', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-15', position: 'no_stated_position', attribution: null });
    expect(changes(log)).toEqual(['1 on 1: no_record_by_date → no_stated_position, a finding']);
    log.report({ day: '2025-08-10', position: 'no_stated_position', attribution: null });
    expect(changes(log)).toEqual([]);
  });

  test('that had only a finding before is new', () => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-01', position: 'no_stated_position', attribution: null });
    log.report({ day: '2025-08-16', position: 'rejects' });
    expect(changes(log)).toEqual(['1 on 1: no_stated_position → rejects, new']);
  });
});

test('retractions and corrections are ours: at one known number they move nothing by themselves', () => {
  const log = new LogBuilder();
  log.report({ day: '2025-08-01', position: 'rejects' });
  const hoax = log.report({ day: '2025-08-16', position: 'favours' });
  expect(changes(log)).toHaveLength(1);
  log.retract(hoax);
  expect(changes(log)).toEqual([]);
  expect(changes(log, { known: 2 } as never)).toEqual(['1 on 1: rejects → favours, reversed']);
});

test('changes come in the order of the demands, then of the parties', () => {
  const log = new LogBuilder();
  for (const [party, demand] of [
    [2, 2],
    [1, 2],
    [2, 1],
  ] as const) {
    log.report({ party, demand, day: '2025-08-15' });
  }
  expect(changes(log).map((line) => line.slice(0, 6))).toEqual(['2 on 1', '1 on 2', '2 on 2']);
});

test('a reaffirmed cell does not differ', () => {
  const log = new LogBuilder();
  log.report({ day: '2025-08-01' });
  log.report({ day: '2025-08-16' });
  log.report({ party: 2, day: '2025-08-16' });
  const structure = { demands: [{ id: 1 }], parties };
  const { changes: found } = finished(changesIn(new NegotiationLog(log.entries), structure, period));
  expect(found.map((change) => [change.party, isDifferent(change)])).toEqual([
    [1, false],
    [2, true],
  ]);
});
