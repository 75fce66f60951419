import { expect, test } from 'vitest';
import { differsFromBloc } from '../../../src/domain/cells/bloc.js';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import type { Position } from '../../../src/domain/log/position.js';
import { LogBuilder } from '../log-builder.js';

const [bloc, member] = [4, 6];

function differs(ofMember: Position | null, ofBloc: Position | null): boolean {
  const builder = new LogBuilder();
  const finding = (position: Position) => (position === 'no_stated_position' ? { attribution: null } : {});
  if (ofBloc) builder.report({ party: bloc, position: ofBloc, ...finding(ofBloc) });
  if (ofMember) builder.report({ party: member, position: ofMember, ...finding(ofMember) });
  const log = new NegotiationLog();
  log.extend(builder.entries);
  const clocks = { asOf: null, known: 10, evidence: 'default' } as const;
  return differsFromBloc(log.cellAt(member, 1, clocks), log.cellAt(bloc, 1, clocks));
}

test.each<[Position | null, Position | null, boolean]>([
  ['rejects', 'demands', true],
  ['insists', 'demands', true],
  ['demands', 'demands', false],
  ['agreed', 'demands', true],
  ['contradictory', 'demands', true],
  ['rejects', null, true],
  ['rejects', 'no_stated_position', true],
  [null, 'demands', false],
  ['no_stated_position', 'demands', false],
  ['no_stated_position', null, false],
])('a member at %s differs from its bloc at %s: %s', (ofMember, ofBloc, expected) => {
  expect(differs(ofMember, ofBloc)).toBe(expected);
});
