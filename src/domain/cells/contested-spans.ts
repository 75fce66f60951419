import type { RecordAt } from './cell.js';
import { grown } from './column.js';
import type { AskedMovements } from './movement-days.js';
import { clocksOn } from './past.js';
import { asksOfCells, fitsStance, isAsked, isAskedDemand } from './position-filter.js';
import type { DemandId, PartyId } from '../identifiers.js';

/** The numbers of a span, in this order; of one that has not ended, `to` is later than any day. */
const [party, demand, from, to, spanWidth] = [0, 1, 2, 3, 4];
const notEnded = 2 ** 31 - 1;

/** Some days in a row on which a cell was contested: the numbers of the first, and of the first on which it no longer was. */
export interface ContestedRun {
  readonly party: PartyId;
  readonly demand: DemandId;
  readonly from: number;
  /** Null while it is. */
  readonly to: number | null;
}

/**
 * The spans in which cells were contested, as numbers only, since there may be a hundred thousand: cell by cell, of each
 * the oldest first.
 */
export class ContestedSpans {
  private length = 0;
  private numbers = new Int32Array(0);

  add(own: PartyId, about: DemandId, begun: number, ended: number | null): void {
    const place = this.length * spanWidth;
    if (place === this.numbers.length) this.numbers = grown(this.numbers, 2 * place + spanWidth);
    this.numbers[place + party] = own;
    this.numbers[place + demand] = about;
    this.numbers[place + from] = begun;
    this.numbers[place + to] = ended ?? notEnded;
    this.length += 1;
  }

  /** The first and the last day on which one began or ended; null if there is none. */
  all(): { readonly from: number; readonly to: number } | null {
    let [first, last] = [Infinity, -Infinity];
    for (let index = 0; index < this.length; index += 1) {
      const [begun, ended] = [this.at(index, from), this.at(index, to)];
      first = Math.min(first, begun);
      last = Math.max(last, ended === notEnded ? begun : ended);
    }
    return last < first ? null : { from: first, to: last };
  }

  /**
   * Visits those of a period, both days included; as one what follows without a day between, with what was before the
   * period of the same unbroken run: since when something is contested does not depend on the period.
   */
  eachRun(period: { readonly from: number; readonly to: number }, visit: (run: ContestedRun) => void): void {
    let begin = 0;
    for (let index = 0; index < this.length; index += 1) {
      if (this.isOneRun(index, period.to)) continue;
      const [begun, ended] = [this.at(begin, from), this.at(index, to)];
      if (begun <= period.to && ended > period.from)
        visit({
          party: this.at(index, party),
          demand: this.at(index, demand),
          from: begun,
          to: ended === notEnded ? null : ended,
        });
      begin = index + 1;
    }
  }

  /** True if the next span goes on where this one ends, not after the last day. */
  private isOneRun(index: number, lastDay: number): boolean {
    const next = index + 1;
    if (next === this.length || this.at(next, from) !== this.at(index, to)) return false;
    if (this.at(next, party) !== this.at(index, party) || this.at(next, demand) !== this.at(index, demand))
      return false;
    return this.at(next, from) <= lastDay;
  }

  private at(index: number, number: number): number {
    return this.numbers[index * spanWidth + number] as number;
  }
}

/** The spans in which asked cells were contested; yields as `movementDays` does. */
export function* contestedSpans(asked: AskedMovements): Generator<void, ContestedSpans> {
  const { negotiation, log, clocks, filter } = asked;
  const parties = negotiation.parties.filter((each) => isAsked(each, filter));
  const isAny = !asksOfCells(filter);
  const spans = new ContestedSpans();
  for (const { id } of negotiation.demands.filter((each) => isAskedDemand(each, filter))) {
    yield;
    for (const party of parties) {
      const cell = log.cell(party.id, id);
      const isMeant = (index: number) => fitsStance((cell.readingAt(index) as RecordAt).stance, filter);
      cell.eachContest(clocksOn(id, clocks), (begun, ended, setting, contest) => {
        if (isAny || isMeant(setting) || isMeant(contest)) spans.add(party.id, id, begun, ended);
      });
    }
  }
  return spans;
}
