import { expect, test } from 'vitest';
import { NegotiationLog } from '../../../src/domain/cells/negotiation-log.js';
import type { Demand, Negotiation, Party } from '../../../src/domain/structure/negotiation.js';
import {
  cellsWithoutSuccessor,
  contradictoryCells,
  staleCells,
  unassessedDemands,
} from '../../../src/domain/desk/work-list.js';
import type { Entry } from '../../../src/domain/log/entry.js';
import type { Position } from '../../../src/domain/log/position.js';

const party = (id: number, isClosed = false) => ({ id, name: `Party ${id}`, isClosed }) as Party;
const demand = (id: number, isClosed = false) =>
  ({
    ...{ id, proposition: `Demand ${id}`, isClosed, outcomes: [] },
    ...{ replaces: [], replacedAfter: null },
  }) as unknown as Demand;
const negotiation = {
  parties: [party(1), party(2), party(3, true)],
  demands: [demand(1), demand(2), demand(3, true)],
} as unknown as Negotiation;

let sequence = 0;
function report(partyId: number, demandId: number, day: string, position: Position = 'demands'): Entry {
  sequence += 1;
  const attribution = position === 'no_stated_position' ? null : 'on_record_principal';
  const stance = {
    party: partyId,
    demand: demandId,
    position,
    attribution,
    date: day,
    day,
    time: null,
  } as const;
  return { sequence, record: sequence, kind: 'report', stance };
}

const asked = { today: '2025-08-21', days: 10, known: 999 };
const names = (cells: ReturnType<typeof staleCells>) =>
  cells.map((each) => `${each.party.id} on ${each.demand.id}`);

test('cells are as old as the day of the record that sets them, and the oldest come first', () => {
  const log = new NegotiationLog([
    report(1, 1, '2025-08-10'),
    report(2, 1, '2025-08-01'),
    report(1, 2, '2025-08-11'),
    report(2, 2, '2025-06-01'),
    report(2, 2, '2025-08-20'),
  ]);
  expect(names(staleCells(negotiation, log, asked))).toEqual(['2 on 1', '1 on 1']);
});

test('a cell that was checked lately is not stale, and nothing that is closed is listed', () => {
  const log = new NegotiationLog([
    report(1, 1, '2025-08-01'),
    report(1, 1, '2025-08-20', 'no_stated_position'),
    report(3, 1, '2025-08-01'),
    report(1, 3, '2025-08-01'),
  ]);
  expect(names(staleCells(negotiation, log, asked))).toEqual([]);
});

test('demands with cells not assessed are listed, those that nobody has touched first', () => {
  const log = new NegotiationLog([report(1, 1, '2025-08-01')]);
  const found = unassessedDemands(negotiation, log, 999);
  expect(found.map((each) => [each.demand.id, each.missing.map(({ id }) => id), each.isUntouched])).toEqual([
    [2, [1, 2], true],
    [1, [2], false],
  ]);
});

test('contradictory signals are asked again after 14 days, unless somebody has checked since, and are not old besides', () => {
  const log = new NegotiationLog([
    report(1, 1, '2025-08-07', 'contradictory'),
    report(2, 1, '2025-08-08', 'contradictory'),
    report(1, 2, '2025-08-01', 'contradictory'),
    report(1, 2, '2025-08-20', 'no_stated_position'),
    report(2, 2, '2025-08-01', 'contradictory'),
    report(2, 2, '2025-08-02'),
    report(3, 1, '2025-08-01', 'contradictory'),
  ]);
  expect(names(contradictoryCells(negotiation, log, asked))).toEqual(['1 on 1']);
  expect(names(staleCells(negotiation, log, asked))).toEqual(['2 on 2', '2 on 1']);
});

/** The second demand replaces the first, and the fourth the second. */
const reworded = {
  ...negotiation,
  demands: [
    { ...demand(1), replacedAfter: 0 },
    { ...demand(2), replaces: [1], replacedAfter: 0 },
    { ...demand(4), replaces: [2] },
  ],
} as unknown as Negotiation;

test('a position on a replaced demand is listed until something is recorded on the demand that replaced it last', () => {
  const before = [report(1, 1, '2025-08-01'), report(2, 1, '2025-08-01'), report(2, 2, '2025-08-02')];
  const found = cellsWithoutSuccessor(reworded, new NegotiationLog(before), 999);
  expect(found.map((each) => [names([each])[0], each.successors.map(({ id }) => id)])).toEqual([
    ['1 on 1', [4]],
    ['2 on 1', [4]],
    ['2 on 2', [4]],
  ]);
  const checked = report(1, 4, '2025-08-20', 'no_stated_position');
  const log = new NegotiationLog([...before, checked, report(2, 4, '2025-08-20')]);
  expect(cellsWithoutSuccessor(reworded, log, 999)).toEqual([]);
});

test('no finding on a replaced demand is listed, nor one that was replaced later than is known', () => {
  const log = new NegotiationLog([report(1, 1, '2025-08-01', 'no_stated_position')]);
  expect(cellsWithoutSuccessor(reworded, log, 999)).toEqual([]);
  const position = new NegotiationLog([report(1, 1, '2025-08-01')]);
  expect(cellsWithoutSuccessor(reworded, position, 0)).toEqual([]);
});

test('what is said on a replaced demand grows not old, and nobody has to assess it', () => {
  const log = new NegotiationLog([report(1, 1, '2025-08-01'), report(1, 4, '2025-08-01')]);
  expect(names(staleCells(reworded, log, asked))).toEqual(['1 on 4']);
  expect(unassessedDemands(reworded, log, 999).map((each) => each.demand.id)).toEqual([4]);
});
