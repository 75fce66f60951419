import type { Express, Request, RequestHandler } from 'express';
import { isIgnoredHere } from '../../../domain/structure/tracking-parameters.js';

/** Removes tracking parameters that others have added to an address of ours, before anything reads it. */
export const forgetTracking: RequestHandler = (request, _response, next) => {
  request.url = withoutTracking(request.url);
  request.originalUrl = request.url;
  next();
};

/** A path with its query without these parameters, otherwise unchanged. */
function withoutTracking(address: string): string {
  const start = address.indexOf('?');
  if (start < 0) return address;
  const given = address.slice(start + 1).split('&');
  const kept = given.filter((parameter) => ![...new URLSearchParams(parameter).keys()].some(isIgnoredHere));
  return `${address.slice(0, start)}${kept.length > 0 ? `?${kept.join('&')}` : ''}`;
}

/**
 * Takes the site out of targets that name one, as proxies are asked (RFC 9112, 3.2.2): which site this is says PUBLIC_URL,
 * or the header Host. Before any router, because each remembers how the target began.
 */
export function forgetTargetSites(app: Express): void {
  const { handle } = app as unknown as { readonly handle: (...given: unknown[]) => void };
  Object.assign(app, {
    handle(this: unknown, request: Request, ...rest: unknown[]) {
      request.url = withoutSite(request.url);
      handle.call(this, request, ...rest);
    },
  });
}

function withoutSite(target: string): string {
  const path = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  return path === target || path.startsWith('/') ? path : `/${path}`;
}
