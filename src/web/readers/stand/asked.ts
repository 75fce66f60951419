import type { Request } from 'express';
import { standOrders, type StandOrder } from '../../../domain/cells/stand-sections.js';
import type { StandAsked } from '../../../domain/cells/stand.js';
import { isolating } from '../../../domain/isolation.js';
import type { Day } from '../../../domain/when.js';
import { badRequest } from '../../frame/http-errors.js';
import { closedName, isClosedAsked } from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';
import { sinceOf } from '../../frame/reading/since.js';

/** The parameters of the page besides the clocks that are given once; the other ones may be repeated. */
export const standNames = ['since', 'sort', closedName];
export const repeatableStandNames = ['with', 'topic'];

/** What the address asks for; 400 with a sentence for unknown values. */
export function standAsked(
  request: Request,
  reading: Reading,
): { readonly asked: StandAsked; readonly since: Day | null } {
  const parameters = request.query as unknown as URLSearchParams;
  const { parties, topics } = reading.negotiation;
  const named = <Row extends { readonly slug: string }>(name: string, noun: string, rows: readonly Row[]) => {
    const given = parameters.getAll(name).filter((text) => text !== '');
    const unknown = given.find((text) => !rows.some(({ slug }) => slug === text));
    if (unknown !== undefined)
      throw badRequest(isolating`There is no ${noun} “${unknown}” in this negotiation at this time.`);
    return rows.filter(({ slug }) => given.includes(slug));
  };
  return {
    asked: {
      among: named('with', 'party', parties),
      topics: named('topic', 'topic', topics).map(({ slug }) => slug),
      order: orderOf(parameters.get('sort') || 'gap'),
      withClosed: isClosedAsked(parameters),
    },
    since: sinceOf(request, reading),
  };
}

function orderOf(text: string): StandOrder {
  const order = standOrders.find(({ value }) => value === text);
  if (order) return order.value;
  throw badRequest(isolating`“${text}” is not an order. Write sort=gap or sort=topic.`);
}
