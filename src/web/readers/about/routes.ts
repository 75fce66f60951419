import { Router } from 'express';
import { paths } from '../../frame/paths.js';
import { refuseUnknownParameters } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { version } from '../../frame/version.js';
import { blocksOf } from './markdown.js';
import { aboutPage } from './pages.js';

export function aboutRoutes({ config, brand }: Services): Router {
  const router = Router({ caseSensitive: true });
  // Once: it takes long if there is much of it.
  const written = brand.about === null ? Promise.resolve([]) : blocksOf(brand.about);
  router.get(paths.about, async (request, response) => {
    refuseUnknownParameters(request.query as unknown as URLSearchParams, []);
    const { publisher, licence } = config;
    const facts = { publisher, licence, words: await written, version };
    await renderPage(response, 'readers/about/about', aboutPage(facts));
  });
  return router;
}
