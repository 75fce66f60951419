import { Router } from 'express';
import { alsoCited, citedAt, citedNewestFirst, citedSources } from '../../../data/memory/cited-sources.js';
import { ownCitations } from '../../../domain/structure/own-citations.js';
import { pageNumberOf } from '../../frame/page-number.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { sourcesPage } from './pages.js';

const pageLength = 100;

export function sourceRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get('/negotiations/:negotiation/sources', async (request, response) => {
    const reading = await readNegotiation(services, request, ['page']);
    const page = pageNumberOf(request.query as unknown as URLSearchParams);
    const { read } = services.database;
    const place = await citedAt({ read, memory: services.memory }, reading.negotiation.id, reading.clocks);
    const [start, end] = [(page - 1) * pageLength, page * pageLength];
    const own = ownCitations(reading, reading.clocks.asOf);
    const cited = alsoCited(place.cited, own.keys());
    const ids: number[] = [];
    for await (const more of citedNewestFirst(read, cited)) {
      ids.push(...more);
      if (ids.length >= end) break;
    }
    const shown = await citedSources(read, place, ids.slice(start, end));
    const view = sourcesPage(reading, shown, { own, page, hasMore: cited.size > end });
    await renderPage(response, 'readers/sources/sources', view);
  });
  return router;
}
