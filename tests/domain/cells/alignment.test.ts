import { describe, expect, test } from 'vitest';
import { alignments, comparedDemands, pairsOf } from '../../../src/domain/cells/alignment.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import type { Position } from '../../../src/domain/log/position.js';
import type { Demand, Negotiation, Party } from '../../../src/domain/structure/negotiation.js';
import { LogBuilder } from '../log-builder.js';
import { context } from '../update-builder.js';

const [pattern] = context.negotiation.demands as [Demand];
const demands = [1, 2, 3, 4].map((id) => ({ ...pattern, id, slug: `demand-${id}` }));
const talks: Negotiation = { ...context.negotiation, demands };
const [one, other] = talks.parties as [Party, Party];
const clocks = { asOf: null, known: 99, evidence: 'default' } as const;

/** The positions of the first party and of the second on each demand. */
function logOf(positions: readonly (readonly [Position, Position])[], more?: (log: LogBuilder) => void) {
  const log = new LogBuilder();
  for (const [index, [own, others]] of positions.entries()) {
    log.report({ party: one.id, demand: index + 1, position: own });
    log.report({ party: other.id, demand: index + 1, position: others });
  }
  more?.(log);
  return new NegotiationLog(log.entries);
}

function between(log: NegotiationLog, negotiation = talks, asked: readonly Demand[] = negotiation.demands) {
  const { compared, counted } = alignments({ negotiation, log, clocks, demands: asked })(one, other);
  return {
    compared: compared.map(({ comparison }) => comparison),
    counted: counted.map(({ demandId }) => demandId),
  };
}

describe('two parties', () => {
  test('are compared on each demand, and counted on those that are not contested', () => {
    const log = logOf(
      [
        ['demands', 'accepts'],
        ['rejects', 'demands'],
        ['demands', 'demands'],
      ],
      (more) =>
        more.report({
          party: one.id,
          demand: 3,
          position: 'rejects',
          attribution: 'background',
          day: '2025-09-01',
        }),
    );
    expect(between(log)).toEqual({
      compared: ['both_for', 'opposite_sides', 'not_known', 'not_known'],
      counted: [1, 2, 4],
    });
  });

  test('are counted on a question once, by the alternative with the gap nearest to agreement', () => {
    const log = logOf([
      ['demands', 'rejects'],
      ['demands', 'accepts'],
    ]);
    const question = {
      ...{ id: 1, slug: 'size', wording: 'How large?', unit: null, topic: pattern.topic, createdSequence: 1 },
      ...{ isClosed: false, closings: [] },
      alternatives: [1, 2].map((demand) => {
        return { demand, amount: null, joined: 1, joinedAt: '', left: null, leftAt: null };
      }),
    };
    expect(between(log, { ...talks, questions: [question] }).counted).toEqual([2, 3, 4]);
  });

  test('are not compared on what is past, nor, unless it is asked for, on what is closed or replaced', () => {
    const changed = {
      ...talks,
      demands: demands.map((demand) => ({
        ...demand,
        isClosed: demand.id === 2,
        replacedAfter: demand.id === 3 ? 9 : null,
      })),
    };
    const then = { ...clocks, past: new Map([[1, '2025-08-20']]) };
    const ids = (withClosed: boolean) => comparedDemands(changed, then, withClosed).map(({ id }) => id);
    expect([ids(false), ids(true)]).toEqual([[4], [2, 3, 4]]);
  });
});

test('every pair of parties is taken once, in their order', () => {
  expect(pairsOf(['a', 'b', 'c'])).toEqual([
    ['a', 'b'],
    ['a', 'c'],
    ['b', 'c'],
  ]);
});
