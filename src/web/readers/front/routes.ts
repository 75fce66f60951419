import { Router } from 'express';
import { exampleSlug } from '../../../data/structure/example-data.js';
import { listNegotiations } from '../../../data/structure/negotiations.js';
import { utcDay } from '../../../domain/when.js';
import { paths } from '../../frame/paths.js';
import { readingNow, readingOf, refuseUnknownParameters } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import { contextOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { factsOfMatrix } from '../../parts/matrix-facts.js';
import { frontPage, type NegotiationFacts } from './pages.js';

/** In seconds. A second screen in a newsroom shows the page all day, so it reloads itself, without a script. */
const reloadSeconds = 300;

export function frontRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const { config, clock, database } = services;
  router.get(paths.front, async (request, response) => {
    refuseUnknownParameters(request.query as unknown as URLSearchParams, []);
    const all = await listNegotiations(database.read);
    const negotiations = all.filter(({ isHidden }) => !isHidden);
    const facts: NegotiationFacts[] = [];
    const { viewer, abandoned } = contextOf(response);
    for (const { slug } of negotiations) {
      abandoned.throwIfAborted();
      facts.push(await factsOf(services, slug));
    }
    const showsExample = config.exampleData && negotiations.some(({ slug }) => slug === exampleSlug);
    if (viewer === null) response.set('Refresh', String(reloadSeconds));
    await renderPage(response, 'readers/front/front', frontPage(facts, utcDay(clock()), showsExample));
  });
  return router;
}

async function factsOf(services: Services, slug: string): Promise<NegotiationFacts> {
  const reading = await readingOf(services, slug, readingNow);
  const { negotiation, clocks } = reading;
  const { records } = await services.memory.countsOf(negotiation.id, clocks, new Set());
  return { reading, records, ...(await factsOfMatrix(services, reading)) };
}
