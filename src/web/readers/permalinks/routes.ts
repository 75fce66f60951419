import { type Request, type Response, Router } from 'express';
import { linkAt } from '../../../data/chain/record-chain.js';
import { badRequest, notFound } from '../../frame/http-errors.js';
import { paths } from '../../frame/paths.js';
import { longPermalink, namedLink, shortRoot } from '../../frame/short-permalink.js';
import type { Services } from '../../frame/services.js';

/** Short permalinks, which lead to the long ones. */
export function permalinkRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get(`${shortRoot}/:link/*page`, async (request: Request, response: Response) => {
    const named = namedLink(String(request.params.link));
    if (named === null)
      throw notFound(
        'A short link begins with the number of an entry and the first eight signs of its hash: /c/58-0a1b2c3d/negotiations/….',
      );
    const link = await linkAt(services.database.read, named.sequence);
    if (link === null)
      throw notFound(
        `This record has no entry ${named.sequence}: the link is of another record, or one of its signs is wrong.`,
      );
    if (!link.hash.startsWith(named.begins))
      throw notFound(
        `The hash of entry ${named.sequence} does not begin with ${named.begins}: the link is of another record, or one of its signs is wrong.`,
      );
    response.redirect(302, pageOf(request, link.recordedAt));
  });
  return router;
}

/** The long permalink, of the address as it was written. Only pages of negotiations have one. */
function pageOf({ originalUrl }: Request, knownAt: string): string {
  const [, , , ...parts] = originalUrl.split('/');
  const [path = '', ...rest] = `/${parts.join('/')}`.split('?');
  const query = rest.join('?');
  if (!path.startsWith(`${paths.negotiations}/`))
    throw notFound('A short link leads to a page of a negotiation: /c/58-0a1b2c3d/negotiations/….');
  if (new URLSearchParams(query).has('known_at'))
    throw badRequest('A short link holds what was known in itself: take known_at out of it.');
  return longPermalink(path, query, knownAt);
}
