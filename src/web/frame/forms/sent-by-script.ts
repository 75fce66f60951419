import type { RequestHandler } from 'express';

/**
 * A script that posts a form cannot see where a redirect leads, least of all its fragment. If a script says so in its
 * request, it gets 204 when its form was accepted, with the address to go to in `Location`.
 */
export const tellScripts: RequestHandler = (request, response, next) => {
  if (request.method === 'POST' && request.get('x-sent-by') === 'script') {
    const redirect = response.redirect.bind(response);
    response.redirect = (first: number | string, path?: string) => {
      if (first === 303 && path !== undefined) response.status(204).location(path).end();
      else redirect(Number(first), String(path));
    };
  }
  next();
};
