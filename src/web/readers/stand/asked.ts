import type { Request } from 'express';
import { standOrders, type StandOrder } from '../../../domain/cells/stand-sections.js';
import type { StandAsked } from '../../../domain/cells/stand.js';
import { isolating } from '../../../domain/isolation.js';
import type { Day } from '../../../domain/when.js';
import { badRequest } from '../../frame/http-errors.js';
import {
  closedName,
  type FilterName,
  filterNames,
  filterParameters,
  positionFilterOf,
  textName,
} from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';
import { sinceOf } from '../../frame/reading/since.js';

/** The parts of the filter of the page: those of the matrix. */
export const standFilter: readonly FilterName[] = [...filterNames, textName, closedName];
const parameters = filterParameters(standFilter);
/** The parameters of the page besides the clocks that are given once; the other ones may be repeated. */
export const standNames = ['since', 'sort', ...parameters.once];
export const repeatableStandNames = ['with', ...parameters.repeatable];

/** What the address asks for; 400 with a sentence for unknown values. */
export function standAsked(
  request: Request,
  reading: Reading,
): { readonly asked: StandAsked; readonly since: Day | null } {
  const { query } = request as unknown as { readonly query: URLSearchParams };
  const { parties } = reading.negotiation;
  const given = query.getAll('with').filter((text) => text !== '');
  const unknown = given.find((text) => !parties.some(({ slug }) => slug === text));
  if (unknown !== undefined)
    throw badRequest(isolating`There is no party “${unknown}” in this negotiation at this time.`);
  const picked = parties.filter(({ slug }) => given.includes(slug));
  const [only] = picked;
  const isAlone = picked.length === 1 && only !== undefined;
  return {
    asked: {
      among: isAlone ? [] : picked,
      alone: isAlone ? only : null,
      filter: positionFilterOf(request, reading.negotiation),
      order: orderOf(query.get('sort') || 'gap'),
    },
    since: sinceOf(request, reading),
  };
}

function orderOf(text: string): StandOrder {
  const order = standOrders.find(({ value }) => value === text);
  if (order) return order.value;
  throw badRequest(isolating`“${text}” is not an order. Write sort=gap or sort=topic.`);
}
