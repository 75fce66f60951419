import { Router } from 'express';
import { linkAt } from '../../../data/chain/record-chain.js';
import { lastSequence } from '../../../data/log/publications.js';
import { paths } from '../../frame/paths.js';
import { refuseUnknownParameters } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { version } from '../../frame/version.js';
import { blocksOf } from './markdown.js';
import { aboutPage } from './pages.js';

export function aboutRoutes({ config, brand, database: { read } }: Services): Router {
  const router = Router({ caseSensitive: true });
  // Once: it takes long if there is much of it.
  const written = brand.about === null ? Promise.resolve([]) : blocksOf(brand.about);
  router.get(paths.about, async (request, response) => {
    refuseUnknownParameters(request.query as unknown as URLSearchParams, []);
    const { publisher, licence } = config;
    const newest = await linkAt(read, await lastSequence(read));
    const knownAt = newest?.recordedAt ?? null;
    const facts = { publisher, licence, words: await written, version, knownAt };
    await renderPage(response, 'readers/about/about', aboutPage(facts));
  });
  return router;
}
