import type { RequestHandler } from 'express';

/**
 * A script that sends a form cannot see where a redirect leads to, its fragment least of all. One that says that it
 * asks is told with 204 that its form was taken, and by `Location` where to go.
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
