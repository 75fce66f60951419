import type { Response } from 'express';
import type { Licence } from '../../../outputs/tables/licence.js';

/** A link in an answer’s header (RFC 8288). */
export interface HeaderLink {
  readonly url: string;
  readonly rel: string;
  readonly type: string;
}

/**
 * Lets scripts in other sites’ pages read this answer (Fetch, “CORS protocol”). Without credentials: browsers then send
 * no cookie, so scripts can read only what any reader may.
 */
export function allowReadingElsewhere(response: Response): void {
  response.set('Access-Control-Allow-Origin', '*');
  response.set('Access-Control-Expose-Headers', 'Content-Disposition, ETag, Link');
}

/** The value of a `Link` header: the links in order, and the licence if there is one. */
export function linkHeader({ url: licence }: Licence, links: readonly HeaderLink[]): string {
  return [
    ...links.map(({ url, rel, type }) => `<${referenceOf(url)}>; rel="${rel}"; type="${type}"`),
    ...(licence === null ? [] : [`<${referenceOf(licence)}>; rel="license"`]),
  ].join(', ');
}

/** What no address may contain (RFC 3986), a browser or a hand may have sent all the same: it would end the link. */
function referenceOf(url: string): string {
  return url.replace(/[^!#-;=?-Z[\]_a-z~]/gu, encodeURIComponent);
}
