import type { Request } from 'express';
import { alignments, type Alignment, comparedDemands, pairsOf } from '../../../domain/cells/alignment.js';
import { type Comparison, comparisons } from '../../../domain/cells/comparison.js';
import { buildMatrix, type Matrix } from '../../../domain/cells/matrix.js';
import { type Approach, approachesBetween } from '../../../domain/cells/moved-towards.js';
import { isPast } from '../../../domain/cells/past.js';
import { isAskedDemand, type PositionFilter } from '../../../domain/cells/position-filter.js';
import { isolating } from '../../../domain/isolation.js';
import type { Demand, Event, Party } from '../../../domain/structure/negotiation.js';
import { eveOf, newestEventBy } from '../../../domain/structure/newest-event.js';
import { type Day, dayPlus, isDay } from '../../../domain/when.js';
import { inTurns } from '../../../data/engine/in-turns.js';
import { badRequest } from '../../frame/http-errors.js';
import { closedName, positionFilterOf } from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';

/** The parameters of the page besides the clocks that are given once; the other ones may be repeated. */
export const alignmentNames = ['from', 'to', 'relation', closedName];
export const repeatableAlignmentNames = ['party', 'topic'];

/** In days: the usual period where no event has ended. */
const usualLength = 30;
/** How many of the newest events are gone back to, if nobody moved towards anybody since. */
const mostEvents = 12;

/** Who moved towards whom between the ends of two days. */
export interface Moves {
  readonly from: Day;
  readonly to: Day;
  /** The event on whose eve the period begins, where the address says nothing else. */
  readonly event: Event | null;
  /** A newer event since which nobody has moved towards anybody; null if the period begins with the newest. */
  readonly quietSince: Event | null;
  /** How many events before it were looked at as well, where nobody moved towards anybody since any of them. */
  readonly quietBefore: number;
  readonly before: Matrix;
  readonly after: Matrix;
  readonly approaches: readonly Approach[];
}

/** What the address asks for. */
export interface AlignmentAsked {
  readonly filter: PositionFilter;
  /** Those among which pairs are taken: the chosen ones or, with none or one chosen, all. */
  readonly parties: readonly Party[];
  /** All of which it can be told that they moved, or were moved towards. */
  readonly everybody: readonly Party[];
  /** The one whose list stands below the table. */
  readonly chosen: Party | null;
  readonly demands: readonly Demand[];
  /** How many demands are past, and how many are closed or replaced: neither are counted. */
  readonly leftOut: { readonly past: number; readonly closed: number };
  readonly between: (one: Party, other: Party) => Alignment;
  /** The relation that the table counts alone; null for all. */
  readonly relation: Comparison | null;
  readonly moves: Moves;
}

/** 400 with a sentence for unknown values. */
export async function alignmentAsked(request: Request, reading: Reading): Promise<AlignmentAsked> {
  const { negotiation, log, clocks } = reading;
  const parameters = request.query as unknown as URLSearchParams;
  const filter = positionFilterOf(request, negotiation);
  const open = negotiation.parties.filter(({ isClosed, slug }) => {
    return !isClosed || filter.withClosed || filter.parties.includes(slug);
  });
  const named = open.filter(({ slug }) => filter.parties.includes(slug));
  const parties = named.length > 1 ? named : open;
  const all = comparedDemands(negotiation, clocks, filter.withClosed);
  const past = negotiation.demands.filter((demand) => isPast(demand, clocks)).length;
  const demands = all.filter((demand) => isAskedDemand(demand, filter));
  return {
    filter,
    parties,
    everybody: open,
    chosen: named[0] ?? open[0] ?? null,
    demands,
    leftOut: { past, closed: negotiation.demands.length - past - all.length },
    between: alignments({ negotiation, log, clocks, demands }),
    relation: relationOf(parameters),
    moves: await inTurns(
      movesAsked(parameters, reading, { demands, parties: named.length > 0 ? named : open, all: open }),
    ),
  };
}

/** Compares every two of the parties, in turns with other requests: of 60 parties there are very many. */
export function* everyPair({ parties, between }: AlignmentAsked): Generator<void> {
  for (const [one, other] of pairsOf(parties)) {
    between(one, other);
    yield;
  }
}

/** The pairs that the address asks for, in the order of the parties: with one chosen, its own. */
export function pairsAsked({
  filter,
  parties,
}: Pick<AlignmentAsked, 'filter' | 'parties'>): [Party, Party][] {
  const pairs = pairsOf(parties);
  const [only, ...others] = filter.parties;
  if (only === undefined || others.length > 0) return pairs;
  return pairs.filter((pair) => pair.some(({ slug }) => slug === only));
}

function relationOf(parameters: URLSearchParams): Comparison | null {
  const text = parameters.get('relation') || null;
  if (text === null) return null;
  const found = comparisons.find(({ value }) => value === text);
  if (found) return found.value;
  const known = comparisons.map(({ value }) => value).join(', ');
  throw badRequest(isolating`“${text}” is not a relation of two parties. Use ${known}.`);
}

interface MovesAmong {
  readonly demands: readonly Demand[];
  /** At least one of the two is one of these. */
  readonly parties: readonly Party[];
  readonly all: readonly Party[];
}

function* movesAsked(
  parameters: URLSearchParams,
  reading: Reading,
  among: MovesAmong,
): Generator<void, Moves> {
  const { query, asOf, latestDay } = reading;
  const [from, to] = [dayOf(parameters, 'from'), dayOf(parameters, 'to')];
  const end = to ?? query.asOf ?? latestDay;
  if (query.asOf !== null && end > asOf)
    throw badRequest(`to=${end} is later than the page, which is of ${asOf}.`);
  if (from !== null && from > end) throw badRequest(`from=${from} is later than to=${end}. Turn them round.`);
  const after = buildMatrix(reading.log, idsOf(among.demands), idsOf(among.all), {
    ...reading.clocks,
    asOf: end,
  });
  const since = (begin: Day, event: Event | null): Moves => ({
    ...{ from: begin, to: end, event, quietSince: null, quietBefore: 0, after },
    ...movesSince(reading, among, begin, after),
  });
  yield;
  return from === null ? yield* usualMoves(reading, end, since) : since(from, null);
}

/** Since the newest event or, if nobody moved towards anybody since, since the newest one before for which somebody did. */
function* usualMoves(
  { events }: Reading,
  end: Day,
  since: (begin: Day, event: Event | null) => Moves,
): Generator<void, Moves> {
  const newest = newestEventBy(events, end);
  if (newest === null) return since(dayPlus(end, -usualLength), null);
  const usual = since(eveOf(newest), newest);
  if (usual.approaches.length > 0) return usual;
  const tried = new Set([newest]);
  while (tried.size < mostEvents) {
    const event = newestEventBy(
      events.filter((each) => !tried.has(each)),
      end,
    );
    if (event === null) break;
    yield;
    const earlier = since(eveOf(event), event);
    if (earlier.approaches.length > 0) return { ...earlier, quietSince: newest };
    tried.add(event);
  }
  return { ...usual, quietBefore: tried.size - 1 };
}

function movesSince(
  { log, clocks }: Reading,
  { demands, parties, all }: MovesAmong,
  from: Day,
  after: Matrix,
): Pick<Moves, 'before' | 'approaches'> {
  const before = buildMatrix(log, idsOf(demands), idsOf(all), { ...clocks, asOf: from });
  const asked = new Set(idsOf(parties));
  const isAsked = ({ party, towards }: Approach) =>
    parties.length > 1 ? asked.has(party) && asked.has(towards) : asked.has(party) || asked.has(towards);
  return { before, approaches: approachesBetween(before, after, demands, all).filter(isAsked) };
}

function idsOf(rows: readonly { readonly id: number }[]): number[] {
  return rows.map(({ id }) => id);
}

function dayOf(parameters: URLSearchParams, name: string): Day | null {
  const text = parameters.get(name) || null;
  if (text === null || isDay(text)) return text;
  throw badRequest(isolating`“${text}” is not a day. Write ${name} as a full day, such as 2025-08-14.`);
}
