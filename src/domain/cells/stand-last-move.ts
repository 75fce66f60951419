import type { Demand } from '../structure/negotiation.js';
import { type Day, dayPlus } from '../when.js';
import type { Clocks } from './cell.js';
import type { NegotiationLog } from './negotiation-log.js';
import { positionLeft, type StandMark } from './stand-mark.js';
import type { StandSection } from './stand-sections.js';

/** The newest day on which any of the marks came to where it stands from another value, and how many did; null for none. */
export function lastMoveIn(
  sections: readonly StandSection[],
  log: NegotiationLog,
  clocks: Clocks,
): { readonly day: Day; readonly count: number } | null {
  const rows = sections.flatMap(({ items }) => items.flatMap((item) => item.rows));
  const begun = rows
    .flatMap(({ demand, columns, beside }) =>
      [...columns.flat(), ...beside].map((mark) => ({
        mark,
        demand,
        day: beginOf(mark, demand, log, clocks),
      })),
    )
    .sort((one, other) => (one.day < other.day ? 1 : -1));
  const isMove = ({ mark: { party }, demand, day }: (typeof begun)[number]) =>
    day !== '' && positionLeft(log, party, demand, { clocks, since: dayPlus(day, -1) }) !== null;
  const newest = begun.find(isMove);
  if (!newest) return null;
  const { day } = newest;
  return { day, count: begun.filter((each) => each.day === day && isMove(each)).length };
}

function beginOf({ party }: StandMark, demand: Demand, log: NegotiationLog, clocks: Clocks): Day {
  const cell = log.cellAt(party.id, demand.id, clocks);
  return cell.isSet ? cell.since.stance.day : '';
}
