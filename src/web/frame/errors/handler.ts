import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { type Failure, unreadableSentence } from '../../../data/engine/failures.js';
import {
  Busy,
  Conflict,
  InvalidInput,
  NotFound,
  NotPermitted,
  SessionEnded,
  Unavailable,
} from '../../../domain/errors.js';
import { Abandoned } from '../abandoned.js';
import { breakOff } from '../tables/streaming.js';
import { type ClockControls, clocksAsked } from '../reading/clock-controls.js';
import { postedForm, tooLarge } from '../forms/form-body.js';
import { HttpError, notFound } from '../http-errors.js';
import { keptFields } from '../forms/kept-fields.js';
import { renderPage } from '../render.js';
import { contextOf } from '../request-context.js';
import { loggedPath } from '../request-log.js';
import type { Services } from '../services.js';
import { reportEvent, whoAsks } from '../security/events.js';
import { askToSignIn } from '../security/guards.js';
import { csrfField, tokenBrought } from '../security/request-forgery.js';
import { errorPage } from './pages.js';

/** No route has answered: there is nothing at this address. */
export const nothingHere: RequestHandler = (request) => {
  throw notFound(`There is nothing at ${request.path}. It may have moved, or the address may be mistyped.`);
};

/**
 * Turns what a handler has thrown into a page, with everything that was typed, or for files into plain text; only the log
 * contains the cause. If the database reports its file as damaged, the server becomes read-only.
 */
export function errorHandler(services: Services): ErrorRequestHandler {
  const { database, onDamage } = services;
  return async (error: unknown, request, response, _next) => {
    if (error instanceof Abandoned) return;
    const failure = database.failureOf(error);
    const failed = [failure, database.failureOf((error as Partial<Error> | null)?.cause)];
    const damage = failed.find((each) => each?.kind === 'damaged');
    if (damage) onDamage(damage.said);
    if (error instanceof SessionEnded && !response.headersSent) return askToSignIn(request, response);
    const { requestId, viewer, readOnly } = contextOf(response);
    const refusal = refusalOf(error, failure, readOnly);
    const { status, message } = isDoubtful(refusal, request, readOnly) ? cannotBeShown(readOnly) : refusal;
    if (status >= 500) {
      request.log.error({ err: error }, 'request failed');
      response.err = error as Error;
    }
    reportRefusal(status, request, response);
    // Half of a file has been sent: breaking off is the only way left to say that it is incomplete.
    if (response.headersSent) return breakOff(response);
    for (const header of ofTheAnswer) response.removeHeader(header);
    // If something was to be cached for a year, such as a style sheet, its refusal must not be.
    response.set('Cache-Control', 'no-store');
    if (error instanceof Busy) response.set('Retry-After', String(error.seconds));
    if (isFile(request.path)) {
      response.status(status).type('text/plain').send(`${message}\nRequest ${requestId}\n`);
      return;
    }
    const kept = request.method === 'POST' ? keptFields(request) : [];
    const given = postedForm(request)?.fields.get(csrfField) ?? null;
    const csrfToken = viewer?.csrfToken ?? tokenBrought(services, request, given);
    const again = csrfToken !== null && kept.length > 0 ? { url: request.originalUrl, csrfToken } : null;
    const controls = status === 404 ? controlsOf(request) : null;
    const page = errorPage(status, message, requestId, { kept, again, controls });
    await renderPage(response, 'frame/errors/error', page, status);
  };
}

/** No slug has a point, and no page. */
function isFile(path: string): boolean {
  return /\.[a-z0-9]+\/?$/i.test(path) && !/\.html?\/?$/i.test(path);
}

/** Headers of the answer that was not sent. */
const ofTheAnswer = ['Content-Disposition', 'ETag', 'Link'];
/** A page that does not exist as known at some time may exist at another. */
function controlsOf({ path, query }: Request): ClockControls | null {
  const parameters = query as unknown as URLSearchParams;
  return parameters.get('known_at') ? clocksAsked(path, parameters) : null;
}

/**
 * Our own pages never link to what a role may not do, nor send a form that cannot be read, so these are security
 * events.
 */
function reportRefusal(status: number, request: Request, response: Response): void {
  const who = whoAsks(response);
  if (status === 403) reportEvent(response, 'authz_fail', who, loggedPath(request.originalUrl));
  if (status === 400 && request.method === 'POST') {
    reportEvent(response, 'input_validation_fail', '(form)', who);
  }
}

interface Refusal {
  readonly status: number;
  readonly message: string;
}

/** If the record does not verify, what is not found may be what is damaged; an unknown address is not. */
function isDoubtful({ status }: Refusal, { route }: Request, readOnly: string | null): boolean {
  return status === 404 && readOnly !== null && route !== undefined;
}

function cannotBeShown(readOnly: string | null): Refusal {
  return { status: 503, message: `This cannot be shown: ${readOnly}. ${someoneMustLook}` };
}

/** If the record does not verify, an unexpected error is taken for a result of that. */
function refusalOf(error: unknown, failure: Failure | null, readOnly: string | null): Refusal {
  if (error instanceof HttpError) return error;
  if (error instanceof NotFound) return { status: 404, message: error.message };
  if (error instanceof NotPermitted) return { status: 403, message: error.message };
  if (error instanceof Unavailable) return { status: 503, message: error.message };
  if (error instanceof Conflict) return { status: 409, message: error.message };
  if (error instanceof InvalidInput) return { status: 422, message: error.message };
  if (error instanceof URIError) return { status: 400, message: 'This address is not written correctly.' };
  const status = unreadableStatus(error);
  if (status !== null) return { status, message: status === 413 ? tooLarge : unreadableForm };
  const unreadable = unreadableSentence(failure);
  if (unreadable !== null) return { status: 503, message: unreadable };
  if (readOnly !== null) return cannotBeShown(readOnly);
  return {
    status: 500,
    message: 'The server could not do this; nothing was recorded. Go back, and try again in a moment.',
  };
}

const someoneMustLook = 'Whoever runs the server has to look at it first.';

const unreadableForm =
  'The form did not arrive as a browser sends it, so nothing was recorded. Go back, and send it again.';

/** The status (4xx) with which reading the body failed: too large, incomplete, or encoded in an unknown way. */
function unreadableStatus(error: unknown): number | null {
  const { status } = (error instanceof Error ? error : {}) as { readonly status?: unknown };
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}
