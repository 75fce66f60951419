import { countWhile, remembering } from '../../../domain/cells/column.js';
import type { ContestedRun, ContestedSpans } from '../../../domain/cells/contested-spans.js';
import { contestsIn } from '../../../domain/cells/course.js';
import type { AskedMovements, Period } from '../../../domain/cells/movement-days.js';
import { asksOfCells, fitsStance } from '../../../domain/cells/position-filter.js';
import type { PartyId } from '../../../domain/identifiers.js';
import { type Day, dayNumber, dayOfNumber } from '../../../domain/when.js';
import { contestRuns, type ContestRun } from '../../parts/contests.js';

/** Pictures of all clocks have the same days. */
const days = remembering(dayOfNumber);

/** What was contested in a period. */
export interface ContestedIn {
  readonly count: number;
  /** The first of all, as many as are named; of those that began on one day, in the order of the matrix. */
  readonly first: readonly ContestedRun[];
  readonly parties: ReadonlyMap<PartyId, ContestedOfParty>;
}

export interface ContestedOfParty {
  readonly count: number;
  /** The days of the period on which something became contested. */
  readonly begun: readonly Day[];
}

/** @param most how many are named */
export function contestedIn(spans: ContestedSpans, { from, to }: Period, most: number): ContestedIn {
  const within = { from: dayNumber(from), to: dayNumber(to) };
  const first: ContestedRun[] = [];
  const parties = new Map<PartyId, { count: number; begun: Set<number> }>();
  let count = 0;
  spans.eachRun(within, (run) => {
    count += 1;
    if (first.length < most || run.from < (first.at(-1) as ContestedRun).from) {
      first.splice(
        countWhile(first.length, (index) => (first[index] as ContestedRun).from <= run.from),
        0,
        run,
      );
      first.length = Math.min(first.length, most);
    }
    let own = parties.get(run.party);
    if (!own) {
      own = { count: 0, begun: new Set() };
      parties.set(run.party, own);
    }
    own.count += 1;
    if (run.from >= within.from) own.begun.add(run.from);
  });
  const told = [...parties].map(
    ([party, own]) => [party, { count: own.count, begun: [...own.begun].map(days) }] as const,
  );
  return { count, first, parties: new Map(told) };
}

/** One of them with the reports that were on the other side. */
export function contestRunOf({ log, clocks, filter }: AskedMovements, run: ContestedRun): ContestRun {
  const [from, to] = [dayOfNumber(run.from), run.to === null ? null : dayOfNumber(run.to)];
  const spans = contestsIn(log, run.party, run.demand, clocks).filter(
    (span) => span.from >= from && (to === null || span.from < to),
  );
  const meant = asksOfCells(filter)
    ? spans.filter((span) => {
        const { setting, contest } = span.read();
        return fitsStance(setting.stance, filter) || fitsStance(contest.stance, filter);
      })
    : spans;
  return contestRuns(meant)[0] as ContestRun;
}
