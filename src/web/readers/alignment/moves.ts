import { comparedDemands } from '../../../domain/cells/alignment.js';
import { type CellChange, changesSince, isDifferent } from '../../../domain/cells/changes.js';
import { buildMatrix, type Matrix } from '../../../domain/cells/matrix.js';
import { type Approach, approachesBetween } from '../../../domain/cells/moved-towards.js';
import { isPast } from '../../../domain/cells/past.js';
import { isAskedDemand, type PositionFilter } from '../../../domain/cells/position-filter.js';
import { isolating } from '../../../domain/isolation.js';
import type { Demand, Event, Party } from '../../../domain/structure/negotiation.js';
import { eveOf, newestEventBy } from '../../../domain/structure/newest-event.js';
import { type Day, dayPlus, isDay } from '../../../domain/when.js';
import { badRequest } from '../../frame/http-errors.js';
import type { Reading } from '../../frame/reading/reading.js';

/** In days: the usual period where no event has ended. */
const usualLength = 30;
/** How many of the newest events are gone back to in any case, if nobody moved towards anybody since. */
const leastEvents = 12;
/** More are, while no more cells than these have to be found. */
const mostCells = 50_000;
/** So many other movements are told where nobody moved towards anybody. */
const mostOthers = 8;

/** Who moved towards whom between the ends of two days. */
export interface Moves {
  readonly from: Day;
  readonly to: Day;
  /** The event on whose eve the period begins, if it goes on until the day of the page. */
  readonly event: Event | null;
  /** The oldest of the newer events since which nobody moved towards anybody; null if the period begins with the newest. */
  readonly quietSince: Event | null;
  /** How many later events were looked at as well, where nobody moved towards anybody since any of them. */
  readonly eventsSince: number;
  /** Those that are open at the end of the period: a later outcome takes nothing from it. */
  readonly demands: readonly Demand[];
  /** Those with records that were open at its beginning, but are not judged. */
  readonly leftOut: readonly Demand[];
  readonly before: Matrix;
  readonly after: Matrix;
  readonly approaches: readonly Approach[];
  /** Where nobody moved towards anybody: what moved in the time that was looked at, the newest first. */
  readonly others: readonly CellChange[];
}

export interface MovesAmong {
  readonly filter: PositionFilter;
  /** At least one of the two is one of these. */
  readonly parties: readonly Party[];
  readonly all: readonly Party[];
}

interface Judged extends MovesAmong {
  readonly reading: Reading;
  readonly demands: readonly Demand[];
  readonly end: Day;
  readonly after: Matrix;
}

type Since = Pick<Moves, 'from' | 'event' | 'before' | 'approaches'>;

/** 400 with a sentence for a period that is none. */
export function* movesAsked(
  parameters: URLSearchParams,
  reading: Reading,
  among: MovesAmong,
): Generator<void, Moves> {
  const { query, asOf, latestDay, negotiation, log, clocks } = reading;
  const [from, to] = [dayOf(parameters, 'from'), dayOf(parameters, 'to')];
  const end = to ?? query.asOf ?? latestDay;
  if (query.asOf !== null && end > asOf)
    throw badRequest(`to=${end} is later than the page, which is of ${asOf}.`);
  if (from !== null && from > end) throw badRequest(`from=${from} is later than to=${end}. Turn them round.`);
  const atEnd = to === null ? clocks : { ...clocks, asOf: to };
  const demands = comparedDemands(negotiation, atEnd, among.filter.withClosed).filter((demand) =>
    isAskedDemand(demand, among.filter),
  );
  const after = buildMatrix(log, idsOf(demands), idsOf(among.all), { ...clocks, asOf: end });
  const judged = { ...among, reading, demands, end, after };
  yield;
  if (from === null) return yield* usualMoves(judged);
  const event = to === null ? newestOnEve(reading.events, from) : null;
  return movesOf(judged, movesSince(judged, from, event));
}

/** Since the newest event or, if nobody moved towards anybody since, since the newest one before for which somebody did. */
function* usualMoves(judged: Judged): Generator<void, Moves> {
  const { reading, end, demands, all } = judged;
  const newest = newestEventBy(reading.events, end);
  if (newest === null) return movesOf(judged, movesSince(judged, dayPlus(end, -usualLength), null));
  const since = (event: Event) => movesSince(judged, eveOf(event), event);
  const usual = since(newest);
  if (usual.approaches.length > 0) return movesOf(judged, usual);
  const most = Math.max(leastEvents, mostCells / Math.max(1, demands.length * all.length));
  const tried = new Set([newest]);
  let oldest = usual;
  let oldestEvent = newest;
  while (tried.size < most) {
    const event = newestEventBy(
      reading.events.filter((each) => !tried.has(each)),
      end,
    );
    if (event === null) break;
    yield;
    const earlier = since(event);
    // Before the record begins nobody stands anywhere.
    if (earlier.before.every((row) => row.every(({ isSet }) => !isSet))) break;
    if (earlier.approaches.length > 0) return movesOf(judged, earlier, { quietSince: oldestEvent });
    tried.add(event);
    [oldest, oldestEvent] = [earlier, event];
  }
  // The whole time that was looked at is told: what is listed below is of it.
  return movesOf(judged, oldest, { eventsSince: tried.size - 1 });
}

function movesSince(
  { reading, demands, parties, all, after }: Judged,
  from: Day,
  event: Event | null,
): Since {
  const { log, clocks } = reading;
  const before = buildMatrix(log, idsOf(demands), idsOf(all), { ...clocks, asOf: from });
  const asked = new Set(idsOf(parties));
  const isAsked = ({ party, towards }: Approach) =>
    parties.length > 1 ? asked.has(party) && asked.has(towards) : asked.has(party) || asked.has(towards);
  return {
    from,
    event,
    before,
    approaches: approachesBetween(before, after, demands, all).filter(isAsked),
  };
}

function movesOf(
  judged: Judged,
  since: Since,
  { quietSince = null, eventsSince = 0 }: Partial<Pick<Moves, 'quietSince' | 'eventsSince'>> = {},
): Moves {
  return {
    ...since,
    ...{ to: judged.end, quietSince, eventsSince, demands: judged.demands, after: judged.after },
    leftOut: leftOutSince(judged, since.from),
    others: since.approaches.length > 0 ? [] : otherMoves(judged, since.from),
  };
}

function newestOnEve(events: readonly Event[], day: Day): Event | null {
  return events.findLast((event) => event.date.length === day.length && eveOf(event) === day) ?? null;
}

function leftOutSince({ reading, filter, demands, all }: Judged, begin: Day): Demand[] {
  const { negotiation, log, clocks } = reading;
  const judged = new Set(demands);
  return negotiation.demands.filter(
    (demand) =>
      !judged.has(demand) &&
      isAskedDemand(demand, filter) &&
      !isPast(demand, { ...clocks, asOf: begin }) &&
      all.some(({ id }) => log.hadRecordIn(id, demand.id, clocks.known)),
  );
}

function otherMoves({ reading, demands, parties, end, after }: Judged, from: Day): CellChange[] {
  const { log } = reading;
  const [rows, columns] = [idsOf(demands), idsOf(parties)];
  const clocks = { ...reading.clocks, asOf: end };
  const ownAfter =
    parties.length === (after[0]?.length ?? 0) ? after : buildMatrix(log, rows, columns, clocks);
  const changes = changesSince(log, { from, clocks, before: null, after: ownAfter }, rows, columns);
  const moved = changes.filter(
    (change) => isDifferent(change) && change.movement !== null && change.movement !== 'new',
  );
  return moved
    .sort((one, other) => (one.moved.stance.day < other.moved.stance.day ? 1 : -1))
    .slice(0, mostOthers);
}

function idsOf(rows: readonly { readonly id: number }[]): number[] {
  return rows.map(({ id }) => id);
}

function dayOf(parameters: URLSearchParams, name: string): Day | null {
  const text = parameters.get(name) || null;
  if (text === null || isDay(text)) return text;
  throw badRequest(isolating`“${text}” is not a day. Write ${name} as a full day, such as 2025-08-14.`);
}
