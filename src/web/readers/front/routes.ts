import { Router } from 'express';
import { newestUpdates } from '../../../data/log/updates.js';
import { exampleSlug } from '../../../data/structure/example-data.js';
import { listNegotiations } from '../../../data/structure/negotiations.js';
import { utcDay } from '../../../domain/when.js';
import { paths } from '../../frame/paths.js';
import { type Reading, readingNow, readingOf, refuseUnknownParameters } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import { abandonedSignal } from '../../frame/abandoned.js';
import { contextOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { factsOfMatrix } from '../../parts/matrix-facts.js';
import { factsOfStand } from '../../parts/stand/facts.js';
import { frontPage, type LeadFacts } from './pages.js';

/** In seconds. A second screen in a newsroom shows the page all day, so it reloads itself, without a script. */
const reloadSeconds = 300;

export function frontRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const { config, clock, database } = services;
  router.get(paths.front, async (request, response) => {
    refuseUnknownParameters(request.query as unknown as URLSearchParams, []);
    const all = await listNegotiations(database.read);
    const { viewer } = contextOf(response);
    const readings: Reading[] = [];
    for (const { slug, isHidden } of all) {
      abandonedSignal(response).throwIfAborted();
      if (!isHidden) readings.push(await readingOf(services, slug, readingNow));
    }
    const lead = await leadingOf(services, readings);
    const others = readings.filter((reading) => reading !== lead?.reading);
    const showsExample =
      config.exampleData && readings.some(({ negotiation }) => negotiation.slug === exampleSlug);
    if (viewer === null) response.set('Refresh', String(reloadSeconds));
    const facts = { siteName: config.publisher.siteName, today: utcDay(clock()), showsExample };
    await renderPage(response, 'readers/front/front', frontPage(lead, others, facts));
  });
  return router;
}

/**
 * The negotiation with the newest update, or without any the first; null if there is none. Where the newest updates of
 * two are of one day (UTC), the one of which something later counts.
 */
async function leadingOf(services: Services, readings: readonly Reading[]): Promise<LeadFacts | null> {
  const newest = await newestUpdates(services.database.read);
  // Days sort as text.
  const daysOf = ({ negotiation, log, clocks }: Reading) => {
    const update = newest.get(negotiation.id);
    return update === undefined ? '' : `${utcDay(update.recordedAt)} ${log.newestDay(clocks.known) ?? ''}`;
  };
  const idOf = ({ negotiation }: Reading) => newest.get(negotiation.id)?.id ?? 0;
  const [first] = readings.toSorted((one, other) => {
    const [days, otherDays] = [daysOf(one), daysOf(other)];
    return Number(days < otherDays) - Number(days > otherDays) || idOf(other) - idOf(one);
  });
  if (!first) return null;
  const { records } = await services.memory.countsOf(first.negotiation.id, first.clocks, new Set());
  const [matrix, stand] = [await factsOfMatrix(services, first), await factsOfStand(services, first)];
  return { reading: first, records, stand, ...matrix };
}
