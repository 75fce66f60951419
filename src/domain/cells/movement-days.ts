import type { Clocks } from './cell.js';
import { type Moved, type NumberedContest, numberedContestsIn } from './course.js';
import { clocksOn } from './past.js';
import type { NegotiationLog } from './negotiation-log.js';
import { fitsStance, isAsked, isAskedDemand, type PositionFilter } from './position-filter.js';
import type { PartyId } from '../identifiers.js';
import { type Position, positions } from '../log/position.js';
import type { Negotiation } from '../structure/negotiation.js';
import { type Day, dayOfNumber } from '../when.js';

/** Some days, both ends included. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** The movements of a negotiation at a pair of clocks, without reaffirmations, as far as a filter asks for them. */
export interface AskedMovements {
  readonly negotiation: Pick<Negotiation, 'parties' | 'demands'>;
  readonly log: NegotiationLog;
  readonly clocks: Clocks;
  readonly filter: PositionFilter;
}

/** The movements that count from one day. */
export interface MovementDay {
  readonly day: Day;
  readonly count: number;
  /** Each side of the scale that a party moved to, once: 1 for, -1 against, 0 neither. */
  readonly moves: readonly { readonly party: PartyId; readonly side: number }[];
}

export interface MovementDays {
  /** The first and the last day of any movement, wanted or not; null if nothing ever moved. */
  readonly all: Period | null;
  /** The days with wanted movements, oldest first. */
  readonly days: readonly MovementDay[];
}

const sideOf = new Map<Position, number>(positions.map(({ value, code }) => [value, Math.sign(code ?? 0)]));

/** Counted without an object for each movement, of which there may be a million. */
interface Counting {
  count: number;
  /** For each party, the bits of the sides that it moved to. */
  readonly seen: Uint8Array;
  readonly moves: Move[];
}

type Move = MovementDay['moves'][number];

/** Yields after each demand, so that the caller can give other work its turn. */
export function* movementDays({
  negotiation,
  log,
  clocks,
  filter,
}: AskedMovements): Generator<void, MovementDays> {
  const { parties, demands } = negotiation;
  const days = new Map<number, Counting>();
  const anyStance = filter.positions.length + filter.attributions.length === 0;
  let [first, last] = [Infinity, -Infinity];
  for (const demand of demands) {
    yield;
    for (const [place, party] of parties.entries()) {
      const cell = log.cell(party.id, demand.id);
      const isWanted = isAsked(party, filter) && isAskedDemand(demand, filter);
      cell.eachMovement(clocksOn(demand.id, clocks), (day, position, setting, previous) => {
        if (day < first) first = day;
        if (day > last) last = day;
        if (!isWanted) return;
        if (!anyStance && !fitsStance(cell.movedAt(setting, previous).record.stance, filter)) return;
        const ofDay = days.get(day) ?? { count: 0, seen: new Uint8Array(parties.length), moves: [] };
        if (ofDay.count === 0) days.set(day, ofDay);
        ofDay.count += 1;
        const side = sideOf.get(position) as number;
        const bit = 1 << (side + 1);
        if (((ofDay.seen[place] as number) & bit) !== 0) return;
        ofDay.seen[place] = (ofDay.seen[place] as number) | bit;
        ofDay.moves.push({ party: party.id, side });
      });
    }
  }
  const sorted = [...days].sort(([one], [other]) => one - other);
  return {
    all: last < first ? null : { from: dayOfNumber(first), to: dayOfNumber(last) },
    days: sorted.map(([day, { count, moves }]) => ({ day: dayOfNumber(day), count, moves })),
  };
}

/** The wanted movements of a period, both days included, by day; those of one day cell by cell. */
export function movementsWithin(asked: AskedMovements, { from, to }: Period): Moved[] {
  const { negotiation, log, clocks, filter } = asked;
  const days = new Map<number, Moved[]>();
  // What came later does not change how a cell moved until then.
  const untilThen = { ...clocks, asOf: clocks.asOf !== null && clocks.asOf < to ? clocks.asOf : to };
  for (const demand of negotiation.demands.filter((each) => isAskedDemand(each, filter)))
    for (const party of negotiation.parties.filter((each) => isAsked(each, filter))) {
      const cell = log.cell(party.id, demand.id);
      const take = (day: number, _position: Position, setting: number, previous: number) => {
        const moved = { party: party.id, demand: demand.id, ...cell.movedAt(setting, previous) };
        if (!fitsStance(moved.record.stance, filter)) return;
        const ofDay = days.get(day);
        if (ofDay) ofDay.push(moved);
        else days.set(day, [moved]);
      };
      cell.eachMovement(clocksOn(demand.id, untilThen), take, from);
    }
  return [...days].sort(([one], [other]) => one - other).flatMap(([, ofDay]) => ofDay);
}

/** The spans in which asked cells were contested, cell by cell; yields as `movementDays` does. */
export function* contestsAsked({
  negotiation,
  log,
  clocks,
  filter,
}: AskedMovements): Generator<void, NumberedContest[]> {
  const parties = negotiation.parties.filter((each) => isAsked(each, filter));
  const anyStance = filter.positions.length + filter.attributions.length === 0;
  const isMeant = (span: NumberedContest) => {
    const { setting, contest } = span.read();
    return fitsStance(setting.stance, filter) || fitsStance(contest.stance, filter);
  };
  const found: NumberedContest[] = [];
  for (const demand of negotiation.demands.filter((each) => isAskedDemand(each, filter))) {
    yield;
    for (const party of parties)
      for (const span of numberedContestsIn(log, party.id, demand.id, clocks))
        if (anyStance || isMeant(span)) found.push(span);
  }
  return found;
}

/** The end of a period with so many movements, or a few more: as many of its last days as that takes. */
export function endOf(days: readonly MovementDay[], { from, to }: Period, most: number): Period {
  let left = most;
  const end = days.findLast(({ day, count }) => {
    if (day > to) return false;
    left -= count;
    return left <= 0 || day < from;
  });
  return { from: end && end.day > from ? end.day : from, to };
}
