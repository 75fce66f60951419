import { isolating } from '../../../domain/isolation.js';
import { type Request, type Response, Router } from 'express';
import { deniedReports } from '../../../data/memory/denied-reports.js';
import { entriesBySequence } from '../../../data/log/entries.js';
import type { PartyId, Sequence } from '../../../domain/identifiers.js';
import type { Party } from '../../../domain/structure/negotiation.js';
import { badRequest, notFound } from '../../frame/http-errors.js';
import { paths, queryEntries, withQuery } from '../../frame/paths.js';
import { filterEntries, filterParameters, positionFilterOf } from '../../frame/reading/position-filter.js';
import { type Reading, readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { type CompareAsked, compareAsked, compareFilter } from './asked.js';
import { comparePage } from './pages.js';

/** Two parties of a negotiation side by side. */
export function compareRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const { once, repeatable } = filterParameters(compareFilter);

  /** The target of the form in which two parties are chosen; without a choice, the first two. */
  router.get(paths.comparison(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request, ['one', 'other', ...once], repeatable);
    const { slug, parties } = reading.negotiation;
    const parameters = request.query as unknown as URLSearchParams;
    const one = parameters.get('one') || parties[0]?.slug;
    const other = parameters.get('other') || parties.find((party) => party.slug !== one)?.slug;
    if (!one || !other)
      throw notFound('There are no two parties to compare in this negotiation at this time.');
    const filter = positionFilterOf(request, reading.negotiation);
    const query = [...queryEntries(reading.givenQuery), ...filterEntries(filter)];
    response.redirect(303, withQuery(paths.compare(slug, one, other), query));
  });

  router.get(
    paths.compare(':negotiation', ':one', ':other'),
    async (request: Request, response: Response) => {
      const reading = await readNegotiation(services, request, once, repeatable);
      const asked = compareAsked(request, reading, comparedParties(reading, request));
      const accounts = await accountsBehind(services, reading, asked);
      const { log, clocks } = reading;
      const denied = await deniedReports(
        { read: services.database.read, memory: services.memory },
        reading.negotiation.id,
        log.deniedCells(clocks),
        clocks.known,
      );
      const page = comparePage(reading, asked, { accounts, denied });
      await renderPage(response, 'readers/compare/compare', page);
    },
  );

  return router;
}

/** By number of each stance that sets one of the compared cells: the party whose account it is. */
async function accountsBehind(
  { database }: Services,
  { log, clocks }: Reading,
  { parties, demands }: CompareAsked,
): Promise<ReadonlyMap<Sequence, PartyId>> {
  const told = demands.flatMap((demand) =>
    parties.flatMap((party) => {
      const cell = log.cellAt(party.id, demand.id, clocks);
      const isTold = cell.isSet && cell.setting.stance.attribution === 'counterparty_account';
      return isTold ? [cell.setting.version] : [];
    }),
  );
  const entries = await entriesBySequence(database.read, told);
  return new Map(
    [...entries].flatMap(([sequence, { stance }]) =>
      stance?.accountBy ? [[sequence, stance.accountBy]] : [],
    ),
  );
}

/** The two parties that the address names; 404 if one does not exist, 400 if they are the same. */
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
