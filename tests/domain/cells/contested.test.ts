import { expect, test } from 'vitest';
import type { Clocks } from '../../../src/domain/cells/cell.js';
import { contestsOf, countedPosition, isContested } from '../../../src/domain/cells/contested.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import { LogBuilder } from '../log-builder.js';

const now: Clocks = { asOf: null, known: 99, evidence: 'default' };

function cellOf(log: LogBuilder, clocks: Partial<Clocks> = {}) {
  return new NegotiationLog(log.entries).cellAt(1, 1, { ...now, ...clocks });
}

test('a newer record of a weaker class on the other side of 0 contests the cell, which then counts for nothing', () => {
  const log = new LogBuilder();
  log.report({ day: '2025-08-09', position: 'demands' });
  const leak = log.report({ day: '2025-08-16', position: 'reluctant', attribution: 'leaked_document' });
  log.report({ day: '2025-08-17', position: 'favours', attribution: 'inferred' });
  expect(contestsOf(cellOf(log)).map(({ record }) => record)).toEqual([leak]);
  expect([isContested(cellOf(log)), countedPosition(cellOf(log))]).toEqual([true, null]);
  for (const evidence of ['on_record', 'all'] as const)
    expect(isContested(cellOf(log, { evidence }))).toBe(false);
  expect(countedPosition(cellOf(log, { asOf: '2025-08-15' }))).toBe('demands');
  log.report({ day: '2025-08-18', position: 'demands' });
  expect(countedPosition(cellOf(log))).toBe('demands');
  expect(countedPosition(cellOf(log, { known: 3 }))).toBeNull();
});

test.each(['favours', 'conditional', 'contradictory'] as const)(
  'one that is %s stands beside a demand and contests nothing',
  (position) => {
    const log = new LogBuilder();
    log.report({ day: '2025-08-09', position: 'demands' });
    log.report({ day: '2025-08-16', position, attribution: 'background' });
    expect(isContested(cellOf(log))).toBe(false);
  },
);

test('a position without a code counts for nothing', () => {
  const log = new LogBuilder();
  log.report({ position: 'contradictory' });
  expect(countedPosition(cellOf(log))).toBeNull();
});
