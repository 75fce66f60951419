import { expect, test } from 'vitest';
import {
  gapRuleWords,
  gapWords,
  leftOutWords,
  summaryOfDemand,
} from '../../../src/domain/cells/demand-summary.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import type { Demand } from '../../../src/domain/structure/negotiation.js';
import { LogBuilder } from '../log-builder.js';
import { context, natoRenunciation, russia, ukraine, unitedStates } from '../update-builder.js';

const { negotiation } = context;
const now = { asOf: null, known: 99, evidence: 'default' } as const;

function summary(log: LogBuilder, terms: Partial<Demand> = {}) {
  const demand = negotiation.demands.find(({ id }) => id === natoRenunciation) as Demand;
  return summaryOfDemand(negotiation, { ...demand, ...terms }, new NegotiationLog(log.entries), now);
}

test('room is said to be signalled by those who do, and not by those who ask or refuse', () => {
  const log = new LogBuilder();
  log.report({ party: russia, demand: natoRenunciation, position: 'rejects' });
  log.report({ party: ukraine, demand: natoRenunciation, position: 'conditional' });
  expect(gapRuleWords(summary(log))).toBe('by Ukraine (open, with conditions), not by Russia (rejects)');
  log.report({ party: russia, demand: natoRenunciation, day: '2025-08-10', position: 'reluctant' });
  expect(gapRuleWords(summary(log))).toBe('by Russia (reluctant) and Ukraine (open, with conditions)');
  log.report({ party: russia, demand: natoRenunciation, day: '2025-08-11', position: 'favours' });
  log.report({ party: ukraine, demand: natoRenunciation, day: '2025-08-11', position: 'agreed' });
  expect(gapRuleWords(summary(log))).toBe('all of them are for it');
});

test('whom an editor has left out of a demand is named with the position', () => {
  const log = new LogBuilder();
  log.report({ party: ukraine, demand: natoRenunciation, position: 'agreed' });
  log.report({ party: unitedStates, demand: natoRenunciation, position: 'agreed' });
  expect(leftOutWords(summary(log))).toBeNull();
  const terms = { alsoNeeds: [unitedStates], needsNot: [russia] };
  expect(gapWords(summary(log, terms))).toBe('Agreed');
  expect(leftOutWords(summary(log, terms))).toBe('not needed: Russia (not on record)');
  log.report({ party: russia, demand: natoRenunciation, position: 'rejects' });
  expect(leftOutWords(summary(log, terms))).toBe('not needed: Russia (rejects)');
  log.report({ party: russia, demand: natoRenunciation, day: '2025-08-10', position: 'contradictory' });
  expect(leftOutWords(summary(log, terms))).toBe('not needed: Russia (contradictory)');
});

test('of a gap so far, “all” are those whose position is known', () => {
  const log = new LogBuilder();
  log.report({ party: ukraine, demand: natoRenunciation, position: 'rejects' });
  log.report({ party: unitedStates, demand: natoRenunciation, position: 'reluctant' });
  const found = summary(log, { alsoNeeds: [unitedStates] });
  expect([gapWords(found), gapRuleWords(found)]).toEqual([
    'Aligned against so far; Russia not on record',
    'all whose position is known are against it',
  ]);
});
