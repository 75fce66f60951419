import type { Request } from 'express';
import { type StanceConditions, stanceConditions } from '../../../data/log/stance-conditions.js';
import { comparedDemands } from '../../../domain/cells/alignment.js';
import {
  type ChainStep,
  chainsAmong,
  circlesAmong,
  type Hop,
  hopsOf,
  type SetPosition,
  setPositions,
  type Wait,
  waitsOf,
} from '../../../domain/cells/waiting.js';
import { isAsked, isAskedDemand, type PositionFilter } from '../../../domain/cells/position-filter.js';
import type { Sequence } from '../../../domain/identifiers.js';
import { isolating } from '../../../domain/isolation.js';
import { badRequest } from '../../frame/http-errors.js';
import { pageNumberOf } from '../../frame/page-number.js';
import {
  closedName,
  type FilterName,
  filterParameters,
  positionFilterOf,
  textName,
} from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';
import type { Services } from '../../frame/services.js';

/** The page is about positions of any value, those that have conditions. Its parameters that are given once; the others may be repeated. */
export const conditionsFilter: readonly FilterName[] = ['party', 'topic', textName, closedName];
const parameters = filterParameters(conditionsFilter);
export const conditionsNames = ['show', 'page', ...parameters.once];
export const repeatableConditionsNames = parameters.repeatable;

/** The lists of the page, in their order. */
export const conditionLists = ['circles', 'chains', 'demands', 'words', 'refusals'] as const;

export type ConditionList = (typeof conditionLists)[number];

/** A position that has conditions: other demands, words, or both. */
export interface Conditioned extends SetPosition {
  readonly words: string | null;
  readonly waits: readonly Wait[];
}

/** What the address asks for. */
export interface ConditionsAsked {
  readonly filter: PositionFilter;
  /** One list alone, in pages; null for the beginnings of all. */
  readonly list: ConditionList | null;
  readonly page: number;
  /** In the order of demands and parties. */
  readonly positions: readonly Conditioned[];
  /** With at least one party and demand that is asked for. */
  readonly circles: readonly (readonly Hop[])[];
  readonly chains: readonly (readonly ChainStep[])[];
}

/** 400 with a sentence for unknown values. */
export async function conditionsAsked(
  { database }: Services,
  request: Request,
  reading: Reading,
): Promise<ConditionsAsked> {
  const { negotiation, log, clocks } = reading;
  const parameters = request.query as unknown as URLSearchParams;
  const filter = positionFilterOf(request, negotiation);
  const list = listOf(parameters);
  const page = pageNumberOf(parameters);
  if (list === null && page > 1)
    throw badRequest(`page=${page} needs show=, the list whose page it is: ${conditionLists.join(', ')}.`);
  const demands = comparedDemands(negotiation, clocks, filter.withClosed);
  const parties = negotiation.parties.filter(({ isClosed }) => !isClosed || filter.withClosed);
  const all = setPositions(log, { demands, parties }, clocks);
  const said = await stanceConditions(
    database.read,
    all.map(({ setting }) => setting.version),
  );
  const waits = waitsOf(all, said, negotiation, log, clocks);
  const hops = hopsOf(waits);
  const isMeant = ({ party, demand }: SetPosition) => isAsked(party, filter) && isAskedDemand(demand, filter);
  const isHopMeant = (hop: Hop) => hop.waits.some(isMeant);
  return {
    filter,
    list,
    page,
    positions: conditioned(all.filter(isMeant), waits, said),
    circles: circlesAmong(hops).filter((circle) => circle.some(isHopMeant)),
    chains: chainsAmong(hops).filter((chain) => chain.some(({ hop }) => isHopMeant(hop))),
  };
}

/** Those that have any conditions. */
function conditioned(
  positions: readonly SetPosition[],
  waits: readonly Wait[],
  said: ReadonlyMap<Sequence, StanceConditions>,
): Conditioned[] {
  const own = new Map<Sequence, Wait[]>();
  for (const wait of waits) {
    const { version } = wait.setting;
    const others = own.get(version);
    if (others) others.push(wait);
    else own.set(version, [wait]);
  }
  return positions.flatMap((position) => {
    const { version } = position.setting;
    const found = { words: said.get(version)?.conditions ?? null, waits: own.get(version) ?? [] };
    return found.words === null && found.waits.length === 0 ? [] : [{ ...position, ...found }];
  });
}

function listOf(parameters: URLSearchParams): ConditionList | null {
  const text = parameters.get('show') || null;
  if (text === null) return null;
  const list = conditionLists.find((each) => each === text);
  if (list) return list;
  throw badRequest(isolating`“${text}” is not a list of this page. Use ${conditionLists.join(', ')}.`);
}
