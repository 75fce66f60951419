import { expect, test } from 'vitest';
import { type Gap, gaps } from '../../../src/domain/cells/gap.js';
import {
  answersOf,
  movedWords,
  nearestToAgreement,
  type OnAlternative,
  standing,
} from '../../../src/domain/cells/question-standing.js';
import type { Position } from '../../../src/domain/log/position.js';
import type { Demand } from '../../../src/domain/structure/negotiation.js';
import { context } from '../update-builder.js';

const [lower, higher] = context.negotiation.demands as [Demand, Demand];

function on(demand: Demand, number: string, position: Position): OnAlternative {
  return { alternative: { demand, amount: { sense: 'about', number } }, position };
}

const at600 = (position: Position) => on(lower, '600000', position);
const at800 = (position: Position) => on(higher, '800000', position);

test('a party stands at the alternatives with its highest code, if that is above 0', () => {
  const places = (...positions: OnAlternative[]) =>
    standing(positions).map(({ alternative }) => alternative.demand.id);
  expect(places(at600('accepts'), at800('demands'))).toEqual([higher.id]);
  expect(places(at600('accepts'), at800('favours'))).toEqual([lower.id, higher.id]);
  expect(places(at600('conditional'), at800('rejects'))).toEqual([]);
  expect(places(at600('contradictory'), at800('no_stated_position'))).toEqual([]);
  expect(places()).toEqual([]);
});

test('a party asks for some alternatives, is bound to or prefers others, would also accept some, and rejects others', () => {
  const positions = [
    ...[at600('accepts'), at800('demands'), at600('neutral'), at800('rejects')],
    ...[at600('agreed'), at800('favours'), at600('insists')],
  ];
  expect(answersOf(positions)).toEqual({
    asksFor: [positions[1], positions[6]],
    agreedOrPrefers: [positions[4], positions[5]],
    wouldAccept: [positions[0]],
    undecided: [positions[2]],
    rejects: [positions[3]],
  });
});

test('a party moved where the alternatives at which it stands changed', () => {
  const moved = (before: OnAlternative[], after: OnAlternative[]) =>
    movedWords('Ukraine', before, after, 'soldiers');
  expect(moved([at800('demands')], [at800('rejects'), at600('accepts')])).toBe(
    'Ukraine: from 800,000 (demands) to 600,000 (would accept)',
  );
  expect(moved([at800('demands')], [at800('insists')])).toBeNull();
  expect(moved([at800('demands')], [at800('reluctant')])).toBe(
    'Ukraine: from 800,000 (demands) to none of the alternatives',
  );
  expect(moved([at800('demands')], [at800('accepts'), at600('favours')])).toBe(
    'Ukraine: from 800,000 (demands) to 800,000 (would accept), 600,000 (favours)',
  );
});

test('what is first recorded is no movement', () => {
  expect(movedWords('Ukraine', [], [at600('demands')], 'soldiers')).toBeNull();
  expect(movedWords('Ukraine', [at800('no_stated_position')], [at600('demands')], 'soldiers')).toBeNull();
  expect(movedWords('Ukraine', [at800('rejects')], [at600('demands')], 'soldiers')).toBe(
    'Ukraine: from none of the alternatives to 600,000 (demands)',
  );
});

test('a question is counted once, with the gap nearest to agreement', () => {
  const nearest = (...found: Gap[]) => nearestToAgreement(found.map((gap) => ({ gap })))?.gap;
  expect(nearest('opposed', 'aligned_for', 'not_enough_evidence')).toBe('aligned_for');
  expect(nearest('not_enough_evidence', 'blocked_by_red_line')).toBe('blocked_by_red_line');
  expect(nearest()).toBeUndefined();
  const order = gaps
    .map(({ value }) => value)
    .toSorted((one, other) => (nearest(one, other) === one ? -1 : 1));
  expect(order[0]).toBe('agreed');
  expect(order.at(-1)).toBe('not_enough_evidence');
});
