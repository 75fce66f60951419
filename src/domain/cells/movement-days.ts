import type { Clocks } from './cell.js';
import { countWhile, grown, remembering } from './column.js';
import type { Moved } from './course.js';
import { clocksOn } from './past.js';
import type { NegotiationLog } from './negotiation-log.js';
import { fitsStance, isAsked, isAskedDemand, type PositionFilter } from './position-filter.js';
import type { PartyId } from '../identifiers.js';
import { codeOf, type Position } from '../log/position.js';
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
  /** How many of them are first records, which are no movement. */
  readonly first: number;
}

/** How often a party moved to one side of the scale in one direction, on some days. */
export interface KindOfMove {
  readonly party: PartyId;
  /** 1 for, -1 against, 0 neither. */
  readonly side: number;
  /** 1 towards the demand, -1 away from it, 0 neither, as with what is recorded first. */
  readonly direction: number;
  readonly isFirst: boolean;
  readonly count: number;
}

export interface MovementDays {
  /** The first and the last day of any movement, wanted or not; null if nothing ever moved. */
  readonly all: Period | null;
  /** The days with wanted movements, oldest first. */
  readonly days: readonly MovementDay[];
  /** The wanted movements of a period, counted by kind. */
  readonly movesOf: (period: Period) => KindOfMove[];
  /** How many of those of a party are first records. */
  readonly firstOf: (party: PartyId, period: Period) => number;
}

/** To which side of the scale a position belongs: 1 for, -1 against, 0 neither. */
export function sideReached(position: Position): number {
  return sideOf(codeOf(position));
}

/** The direction from one position to another: 0 if they are level, or one of them has no place on the scale. */
export function directionBetween(before: Position | null, after: Position): number {
  return directionOf(before === null ? null : codeOf(before), codeOf(after));
}

function sideOf(code: number | null): number {
  return code === null ? 0 : Math.sign(code);
}

function directionOf(from: number | null, to: number | null): number {
  return from === null || to === null ? 0 : Math.sign(to - from);
}

/** The sides and directions, in one number from 0 to 11; a first record has none. */
const [directions, firstRecord] = [4, 3];
const kinds = 3 * directions;
/** Of a day, before its kinds: of all, and of first records. */
const sums = 2;
const kindOf = (side: number, direction: number) => (side + 1) * directions + direction;

/** Timelines of all clocks have the same days. */
const days = remembering(dayOfNumber);

/**
 * How often each party moved in each way on each day: numbers only, since there may be a million movements. Those of a
 * day stand together, behind their sum and that of the first records.
 */
class MovesOfDays {
  private readonly places = new Map<number, number>();
  private counts = new Uint32Array(0);
  private readonly width: number;

  constructor(private readonly parties: Negotiation['parties']) {
    this.width = sums + parties.length * kinds;
  }

  add(day: number, party: number, kind: number): void {
    const place = this.places.get(day) ?? this.newPlace(day);
    const own = place + sums + party * kinds + kind;
    this.counts[place] = (this.counts[place] as number) + 1;
    this.counts[own] = (this.counts[own] as number) + 1;
    if (kind % directions === firstRecord) this.counts[place + 1] = (this.counts[place + 1] as number) + 1;
  }

  /** Oldest first. */
  inOrder(): Omit<MovementDays, 'all'> {
    const sorted = [...this.places].sort(([one], [other]) => one - other);
    const inOrder = sorted.map(([day, place]) => ({
      day: days(day),
      count: this.counts[place] as number,
      first: this.counts[place + 1] as number,
      place,
    }));
    const placesOf = ({ from, to }: Period) => {
      const dayAt = (index: number) => (inOrder[index] as MovementDay).day;
      const before = countWhile(inOrder.length, (index) => dayAt(index) < from);
      const until = countWhile(inOrder.length, (index) => dayAt(index) <= to);
      return inOrder.slice(before, until).map(({ place }) => place);
    };
    return {
      days: inOrder,
      movesOf: (period) => this.movesAt(placesOf(period)),
      firstOf: (party, period) => this.firstOf(party, placesOf(period)),
    };
  }

  private movesAt(places: readonly number[]): KindOfMove[] {
    const counts = new Uint32Array(this.width);
    for (const place of places)
      for (let own = sums; own < this.width; own += 1)
        counts[own] = (counts[own] as number) + (this.counts[place + own] as number);
    return this.parties.flatMap(({ id }, party) => {
      const moves: KindOfMove[] = [];
      for (let kind = 0; kind < kinds; kind += 1) {
        const count = counts[sums + party * kinds + kind] as number;
        if (count === 0) continue;
        const [side, direction] = [Math.floor(kind / directions) - 1, kind % directions];
        const isFirst = direction === firstRecord;
        moves.push({ party: id, side, direction: isFirst ? 0 : direction - 1, isFirst, count });
      }
      return moves;
    });
  }

  private firstOf(party: PartyId, places: readonly number[]): number {
    const own = sums + this.parties.findIndex(({ id }) => id === party) * kinds;
    let first = 0;
    for (const place of places)
      for (let kind = firstRecord; kind < kinds; kind += directions)
        first += this.counts[place + own + kind] as number;
    return first;
  }

  private newPlace(day: number): number {
    const place = this.places.size * this.width;
    this.places.set(day, place);
    const needed = place + this.width;
    if (needed > this.counts.length) this.counts = grown(this.counts, 2 * needed);
    return place;
  }
}

/** Yields after each demand, so that the caller can give other work its turn. */
export function* movementDays({
  negotiation,
  log,
  clocks,
  filter,
}: AskedMovements): Generator<void, MovementDays> {
  const { parties, demands } = negotiation;
  const moves = new MovesOfDays(parties);
  const anyStance = filter.positions.length + filter.attributions.length === 0;
  let [first, last] = [Infinity, -Infinity];
  for (const demand of demands) {
    yield;
    for (const [place, party] of parties.entries()) {
      const cell = log.cell(party.id, demand.id);
      const isWanted = isAsked(party, filter) && isAskedDemand(demand, filter);
      cell.eachMovement(clocksOn(demand.id, clocks), (day, setting, previous) => {
        if (day < first) first = day;
        if (day > last) last = day;
        if (!isWanted) return;
        if (!anyStance && !fitsStance(cell.movedAt(setting, previous).record.stance, filter)) return;
        const code = cell.codeAt(setting);
        const isFirst = cell.positionAt(previous) === null;
        const direction = isFirst ? firstRecord : directionOf(cell.codeAt(previous), code) + 1;
        moves.add(day, place, kindOf(sideOf(code), direction));
      });
    }
  }
  return {
    all: last < first ? null : { from: dayOfNumber(first), to: dayOfNumber(last) },
    ...moves.inOrder(),
  };
}

/** The wanted movements of a period, both days included, by day; those of one day cell by cell. */
export function movementsWithin(asked: AskedMovements, { from, to }: Period): Moved[] {
  const { negotiation, log, clocks, filter } = asked;
  const found = new Map<number, Moved[]>();
  // What came later does not change how a cell moved until then.
  const untilThen = { ...clocks, asOf: clocks.asOf !== null && clocks.asOf < to ? clocks.asOf : to };
  for (const demand of negotiation.demands.filter((each) => isAskedDemand(each, filter)))
    for (const party of negotiation.parties.filter((each) => isAsked(each, filter))) {
      const cell = log.cell(party.id, demand.id);
      const take = (day: number, setting: number, previous: number) => {
        const from = cell.positionAt(previous);
        const moved = { party: party.id, demand: demand.id, from, ...cell.movedAt(setting, previous) };
        if (!fitsStance(moved.record.stance, filter)) return;
        const ofDay = found.get(day);
        if (ofDay) ofDay.push(moved);
        else found.set(day, [moved]);
      };
      cell.eachMovement(clocksOn(demand.id, untilThen), take, from);
    }
  return [...found].sort(([one], [other]) => one - other).flatMap(([, ofDay]) => ofDay);
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
