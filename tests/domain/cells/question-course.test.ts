import { expect, test } from 'vitest';
import { movesOnQuestion } from '../../../src/domain/cells/question-course.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import type { Demand } from '../../../src/domain/structure/negotiation.js';
import { LogBuilder } from '../log-builder.js';
import { context } from '../update-builder.js';

const [lower, higher] = context.negotiation.demands as [Demand, Demand];
const alternatives = [
  { demand: lower, amount: { sense: 'about', number: '600000' } },
  { demand: higher, amount: { sense: 'about', number: '800000' } },
] as const;
const now = { asOf: null, known: 99, evidence: 'default' } as const;

function movesIn(log: LogBuilder, clocks: object = {}): string[] {
  const asked = { ...now, ...clocks };
  const ukraine = { id: 1, name: 'Ukraine' };
  const question = { alternatives, unit: 'soldiers' };
  return movesOnQuestion(new NegotiationLog(log.entries), ukraine, question, asked).map(
    ({ day, words }) => `${day} ${words}`,
  );
}

test('a party moves between the alternatives on the day on which its highest ones change', () => {
  const log = new LogBuilder();
  log.report({ demand: higher.id, day: '2025-08-01', position: 'demands' });
  log.report({ demand: higher.id, day: '2025-08-09', position: 'reluctant' });
  log.report({ demand: lower.id, day: '2025-08-09', position: 'accepts' });
  const moved = '2025-08-09 Ukraine: from 800,000 (demands) to 600,000 (would accept)';
  expect(movesIn(log)).toEqual([moved]);
  expect(movesIn(log, { asOf: '2025-08-08' })).toEqual([]);
  expect(movesIn(log, { past: new Map([[lower.id, '2025-08-08']]) })).toEqual([
    '2025-08-09 Ukraine: from 800,000 (demands) to none of the alternatives',
  ]);
});

test('while one of its answers is contested or contradictory, it is not known where the party stands', () => {
  const log = new LogBuilder();
  log.report({ demand: higher.id, day: '2025-08-01', position: 'demands' });
  log.report({ demand: higher.id, day: '2025-08-03', position: 'rejects', attribution: 'unnamed_sources' });
  log.report({ demand: lower.id, day: '2025-08-04', position: 'insists' });
  expect(movesIn(log)).toEqual([]);
  log.report({ demand: higher.id, day: '2025-08-05', position: 'demands' });
  const toLower = '2025-08-05 Ukraine: from 800,000 (demands) to 600,000 (insists (red line))';
  expect(movesIn(log)).toEqual([toLower]);
  log.report({ demand: lower.id, day: '2025-08-06', position: 'contradictory' });
  expect(movesIn(log)).toEqual([toLower]);
});
