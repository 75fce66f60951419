import { expect, test } from 'vitest';
import { compareCells } from '../../src/domain/comparison.js';
import { NegotiationLog } from '../../src/domain/negotiation-log.js';
import type { Position } from '../../src/domain/position.js';
import { LogBuilder } from './log-builder.js';

test.each<[Position | null, Position | null, string]>([
  ['insists', 'favours', 'agree'],
  ['demands', 'agreed', 'agree'],
  ['rejects', 'reluctant', 'agree'],
  ['neutral', 'conditional', 'agree'],
  ['favours', 'reluctant', 'differ'],
  ['demands', 'neutral', 'differ'],
  ['withdrawn', 'rejects', 'differ'],
  ['demands', 'contradictory', 'unknown'],
  ['demands', null, 'unknown'],
  ['no_stated_position', 'rejects', 'unknown'],
  [null, null, 'unknown'],
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
