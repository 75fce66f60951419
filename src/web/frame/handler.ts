import type { Request, RequestHandler, Response } from 'express';
import type { Services } from './services.js';

/**
 * Answers one kind of request: checks who is asking, parses what is asked, does one action, sends a page or redirect.
 */
export type Handler = (services: Services, request: Request, response: Response) => Promise<void>;

/** Turns handlers of a list of routes into Express handlers, with the services as argument. */
export function handling(services: Services): (handler: Handler) => RequestHandler {
  return (handler) => (request, response) => handler(services, request, response);
}
