import { expect, test } from 'vitest';
import {
  accountBehind,
  accountsSentence,
  compareCells,
  restsOnReports,
} from '../../../src/domain/cells/comparison.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import type { Position } from '../../../src/domain/log/position.js';
import { LogBuilder } from '../log-builder.js';

test.each<[Position | null, Position | null, string]>([
  ['insists', 'favours', 'both_for'],
  ['demands', 'agreed', 'both_for'],
  ['rejects', 'reluctant', 'both_against'],
  ['neutral', 'conditional', 'open'],
  ['favours', 'reluctant', 'opposite_sides'],
  ['demands', 'neutral', 'open'],
  ['withdrawn', 'demands', 'open'],
  ['withdrawn', 'rejects', 'off_the_table'],
  ['neutral', 'rejects', 'open'],
  ['demands', 'contradictory', 'not_known'],
  ['demands', null, 'not_known'],
  ['no_stated_position', 'rejects', 'not_known'],
  [null, null, 'not_known'],
])('%s and %s: %s', (one, other, comparison) => {
  const log = new LogBuilder();
  for (const [party, position] of [
    [1, one],
    [2, other],
  ] as const) {
    const finding = position === 'no_stated_position' ? { attribution: null } : {};
    if (position) log.report({ party, position, ...finding });
  }
  const clocks = { asOf: null, known: 9, evidence: 'default' } as const;
  const [a, b] = [1, 2].map((party) => new NegotiationLog(log.entries).cellAt(party, 1, clocks));
  expect([compareCells(a as never, b as never), compareCells(b as never, a as never)]).toEqual([
    comparison,
    comparison,
  ]);
});

test('what two positions rest on is stated if it is not each party’s own words', () => {
  const behind = (one: number | null, other: number | null) =>
    accountBehind([
      { party: 1, accountBy: one },
      { party: 2, accountBy: other },
    ]);
  expect(behind(null, null)).toBeNull();
  expect(behind(2, null)).toBe('other_side');
  expect(behind(null, 1)).toBe('other_side');
  expect(behind(3, null)).toBe('another_party');
  expect(behind(3, 1)).toBe('other_side');
  expect(accountsSentence([null, 'other_side'])).toBe('1 of them rests on the other side’s account');
  expect(accountsSentence(['other_side', 'other_side', 'another_party'])).toBe(
    '2 of them rest on the other side’s account, 1 of them rests on another party’s account',
  );
  expect(accountsSentence([null])).toBe('');
});

test('of a contested position nothing is known, and a report is told from what is on the record', () => {
  const log = new LogBuilder();
  log.report({ party: 1, position: 'demands', day: '2025-08-01' });
  log.report({ party: 2, position: 'favours', day: '2025-08-02', attribution: 'background' });
  log.report({ party: 1, position: 'rejects', day: '2025-08-03', attribution: 'leaked_document' });
  const cellsOn = (asOf: string) => {
    const clocks = { asOf, known: 9, evidence: 'default' } as const;
    return [1, 2].map((party) => new NegotiationLog(log.entries).cellAt(party, 1, clocks));
  };
  const [eve, day] = [cellsOn('2025-08-02'), cellsOn('2025-08-03')];
  expect(compareCells(eve[0] as never, eve[1] as never)).toBe('both_for');
  expect(compareCells(day[0] as never, day[1] as never)).toBe('not_known');
  expect([restsOnReports(eve), restsOnReports(eve.slice(0, 1))]).toEqual([true, false]);
});
