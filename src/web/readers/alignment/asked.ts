import type { Request } from 'express';
import { alignments, type Alignment, comparedDemands, pairsOf } from '../../../domain/cells/alignment.js';
import { type Comparison, comparisons } from '../../../domain/cells/comparison.js';
import { isPast } from '../../../domain/cells/past.js';
import { isAskedDemand, type PositionFilter } from '../../../domain/cells/position-filter.js';
import { isolating } from '../../../domain/isolation.js';
import type { Demand, Party } from '../../../domain/structure/negotiation.js';
import { inTurns } from '../../../data/engine/in-turns.js';
import { badRequest } from '../../frame/http-errors.js';
import { closedName, positionFilterOf } from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';
import { type Moves, movesAsked } from './moves.js';

/** The parameters of the page besides the clocks that are given once; the other ones may be repeated. */
export const alignmentNames = ['from', 'to', 'relation', closedName];
export const repeatableAlignmentNames = ['party', 'topic'];

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
      movesAsked(parameters, reading, { filter, parties: named.length > 0 ? named : open, all: open }),
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
