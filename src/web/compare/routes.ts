import { isolating } from '../../domain/isolation.js';
import { type Request, type Response, Router } from 'express';
import type { Party } from '../../domain/negotiation.js';
import { badRequest, notFound } from '../http-errors.js';
import { paths, withQuery } from '../paths.js';
import { type Reading, readNegotiation } from '../reading.js';
import { renderPage } from '../render.js';
import type { Services } from '../services.js';
import { comparePage } from './pages.js';

/** Two parties of a negotiation side by side. */
export function compareRoutes(services: Services): Router {
  const router = Router();

  /** Where the form that chooses two parties leads; without a choice, to the first two. */
  router.get(paths.comparison(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request, ['one', 'other']);
    const { slug, parties } = reading.negotiation;
    const parameters = request.query as unknown as URLSearchParams;
    const one = parameters.get('one') || parties[0]?.slug;
    const other = parameters.get('other') || parties.find((party) => party.slug !== one)?.slug;
    if (!one || !other)
      throw notFound('There are no two parties to compare in this negotiation at this time.');
    response.redirect(303, withQuery(paths.compare(slug, one, other), reading.givenQuery));
  });

  router.get(
    paths.compare(':negotiation', ':one', ':other'),
    async (request: Request, response: Response) => {
      const reading = await readNegotiation(services, request);
      const [one, other] = comparedParties(reading, request);
      await renderPage(response, 'compare/compare', comparePage(reading, one, other));
    },
  );

  return router;
}

/** The two parties that the address names; 404 for one that is not there, 400 for one and the same. */
export function comparedParties(reading: Reading, { params }: Request): [Party, Party] {
  const [one, other] = [partyOf(reading, params.one), partyOf(reading, params.other)];
  if (one.id === other.id) throw badRequest('Choose two different parties to compare.');
  return [one, other];
}

function partyOf({ negotiation }: Reading, slug: string | string[] | undefined): Party {
  const party = negotiation.parties.find((each) => each.slug === slug);
  if (party) return party;
  throw notFound(isolating`There is no party “${String(slug)}” in this negotiation at this time.`);
}
