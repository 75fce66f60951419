import type { Request, RequestHandler, Response } from 'express';
import type { Services } from './services.js';

/** One request of a noun: who asks, what is asked, one act, one page or redirect. */
export type Handler = (services: Services, request: Request, response: Response) => Promise<void>;

/** Hands the services to the handlers of a list of routes. */
export function handling(services: Services): (handler: Handler) => RequestHandler {
  return (handler) => (request, response) => handler(services, request, response);
}
