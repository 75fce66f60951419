import { describe, expect, test } from 'vitest';
import { conditionStates } from '../../../src/domain/cells/condition-state.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import type { Demand, Negotiation } from '../../../src/domain/structure/negotiation.js';
import type { Outcome, OutcomeEntry } from '../../../src/domain/structure/outcome.js';
import { LogBuilder } from '../log-builder.js';
import { context } from '../update-builder.js';

const now = { asOf: null, known: 99, evidence: 'default' } as const;
const waiting = { agreedFirst: 'nato-renunciation', droppedFirst: 'cede-donbas' };
const { negotiation: talks } = context;
const [nato, , donbas] = talks.demands as [Demand, Demand, Demand];

/** “nato-renunciation agreed: not met, open”, one for each condition. */
function states(log: LogBuilder, negotiation: Negotiation = talks, asOf: string | null = null): string[] {
  const found = conditionStates(waiting, negotiation, new NegotiationLog(log.entries), { ...now, asOf });
  return found.map(({ demand, first, state, outcome, isMet, successors }) => {
    const met = isMet ? 'met' : 'not met';
    return [`${demand.slug} ${first}: ${met}`, outcome ?? state, ...successors.map(({ slug }) => slug)].join(
      ', ',
    );
  });
}

function withOutcome(demand: Demand, outcome: Outcome): Negotiation {
  const words = {
    outcome,
    event: null,
    date: '2025-08-20',
    day: '2025-08-20',
    summary: 'So it is.',
    sources: [],
  };
  const common = { sequence: 9, record: 9, kind: 'report', recordedAt: '2025-08-20T12:00:00Z' } as const;
  const entry: OutcomeEntry = { ...common, words, reason: null };
  const demands = talks.demands.map((each) =>
    each.id === demand.id ? { ...each, outcomes: [entry] } : each,
  );
  return { ...talks, demands };
}

describe('a condition that is another demand', () => {
  test('is met once all that it needs have agreed, or all that raised it no longer ask', () => {
    const log = new LogBuilder();
    expect(states(log)).toEqual([
      'nato-renunciation agreed: not met, open',
      'cede-donbas dropped: not met, open',
    ]);
    for (const party of [1, 2]) log.report({ party, demand: nato.id, position: 'agreed', day: '2025-08-15' });
    log.report({ party: 1, demand: donbas.id, position: 'withdrawn', day: '2025-08-16' });
    expect(states(log)).toEqual([
      'nato-renunciation agreed: met, settled_in_words',
      'cede-donbas dropped: met, off_the_table',
    ]);
    expect(states(log, talks, '2025-08-15')).toEqual([
      'nato-renunciation agreed: met, settled_in_words',
      'cede-donbas dropped: not met, open',
    ]);
  });

  test.each([
    ['carried_out', 'met', 'not met'],
    ['ended', 'met', 'not met'],
    ['lapsed', 'not met', 'met'],
    ['overtaken', 'not met', 'not met'],
  ] as const)('with the outcome %s: to be agreed %s, to be dropped %s', (outcome, agreed, dropped) => {
    const log = new LogBuilder();
    expect(states(log, withOutcome(nato, outcome))[0]).toBe(
      `nato-renunciation agreed: ${agreed}, ${outcome}`,
    );
    expect(states(log, withOutcome(donbas, outcome))[1]).toBe(`cede-donbas dropped: ${dropped}, ${outcome}`);
    expect(states(log, withOutcome(nato, outcome), '2025-08-19')[0]).toContain('not met, open');
  });

  test('that was replaced shows its successor', () => {
    const successor = { ...nato, id: 77, slug: 'neutrality', replaces: [nato.id] };
    const demands = [...talks.demands, successor];
    expect(states(new LogBuilder(), { ...talks, demands })[0]).toBe(
      'nato-renunciation agreed: not met, replaced, neutrality',
    );
  });
});
