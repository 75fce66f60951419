import { Router } from 'express';
import { citedNewestFirst, citedSources } from '../../../data/memory/cited-sources.js';
import { pageNumberOf } from '../../frame/page-number.js';
import { readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { sourceNames, sourcesAsked } from './asked.js';
import { sourcesPage } from './pages.js';

const pageLength = 100;

export function sourceRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get('/negotiations/:negotiation/sources', async (request, response) => {
    const reading = await readNegotiation(services, request, [...sourceNames, 'page']);
    const page = pageNumberOf(request.query as unknown as URLSearchParams);
    const { read } = services.database;
    const asked = await sourcesAsked(services, reading, request);
    const [start, end] = [(page - 1) * pageLength, page * pageLength];
    const ids: number[] = [];
    for await (const more of citedNewestFirst(read, asked.cited)) {
      ids.push(...more);
      if (ids.length >= end) break;
    }
    const shown = await citedSources(read, asked.place, ids.slice(start, end));
    const view = sourcesPage(reading, shown, { ...asked, page, hasMore: asked.cited.size > end });
    await renderPage(response, 'readers/sources/sources', view);
  });
  return router;
}
