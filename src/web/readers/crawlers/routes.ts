import { Router } from 'express';
import { listNegotiations } from '../../../data/structure/negotiations.js';
import { addressOf } from '../../frame/address.js';
import { timeNames } from '../../frame/other-times.js';
import { paths } from '../../frame/paths.js';
import { readingNow, readingOf } from '../../frame/reading/reading.js';
import { renderDocument } from '../../frame/render.js';
import type { Services } from '../../frame/services.js';
import { ownLists } from '../../parts/own-lists.js';

/** The pages that search engines may index. */
export interface Sitemap {
  readonly urls: readonly string[];
}

/** Tells search engines which pages exist, and not to index other times. */
export function crawlerRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });

  router.get('/robots.txt', (request, response) => {
    const lines = [
      'User-agent: *',
      ...timeNames.map((name) => `Disallow: /*?*${name}=`),
      // By these, chats show links to pages of other times.
      'Allow: /negotiations/*.png?',
      'Disallow: /embed/',
      `Disallow: ${paths.signIn}`,
      `Disallow: ${paths.desk}`,
      '',
      `Sitemap: ${addressOf(services, request)}/sitemap.xml`,
      '',
    ];
    response.type('text/plain').send(lines.join('\n'));
  });

  router.get('/sitemap.xml', async (request, response) => {
    const address = addressOf(services, request);
    const urls: string[] = [paths.front, paths.about, paths.recordChain];
    for (const { slug, isHidden } of await listNegotiations(services.database.read)) {
      if (!isHidden) urls.push(...(await pagesOf(services, slug)));
    }
    const sitemap: Sitemap = { urls: urls.map((path) => `${address}${path}`) };
    const text = await renderDocument('readers/crawlers/sitemap', sitemap);
    response.type('application/xml; charset=utf-8').send(text);
  });

  return router;
}

async function pagesOf(services: Services, slug: string): Promise<string[]> {
  const reading = await readingOf(services, slug, readingNow);
  const { negotiation, log, clocks } = reading;
  const { parties, demands, questions } = negotiation;
  const positions = demands.flatMap((demand) =>
    parties
      .filter((party) => log.cellAt(party.id, demand.id, clocks).isSet)
      .map((party) => paths.position(slug, party.slug, demand.slug)),
  );
  return [
    ...[
      paths.stand,
      paths.negotiation,
      paths.changes,
      paths.timeline,
      paths.alignment,
      paths.conditions,
      paths.evidence,
      paths.updates,
      paths.corrections,
      paths.sources,
      paths.data,
      paths.methodology,
    ].map((pathOf) => pathOf(slug)),
    ...ownLists(reading).map(({ url }) => url),
    ...(questions.length > 0 ? [paths.questions(slug)] : []),
    ...questions.map((question) => paths.question(slug, question.slug)),
    ...parties.map((party) => paths.party(slug, party.slug)),
    ...demands.map((demand) => paths.demand(slug, demand.slug)),
    ...positions,
  ];
}

declare module '../../frame/pages.js' {
  interface Documents {
    readonly 'readers/crawlers/sitemap': Sitemap;
  }
}
