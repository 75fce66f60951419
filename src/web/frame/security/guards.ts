import type { Request, RequestHandler, Response } from 'express';
import { type Ability, may } from '../../../domain/people/permissions.js';
import { isTrustOver } from '../../../domain/people/session-rules.js';
import { errorPage } from '../errors/pages.js';
import { postedForm } from '../forms/form-body.js';
import { notIncluded } from '../http-errors.js';
import { keptFields } from '../forms/kept-fields.js';
import { paths, withQuery } from '../paths.js';
import { renderPage } from '../render.js';
import { contextOf, editorOf, setContext } from '../request-context.js';
import type { Services } from '../services.js';
import { signInPage } from '../session/pages.js';
import { resumptionOf } from '../session/resumption.js';
import { reportEvent, whoAsks } from './events.js';
import { csrfField, isOwnRequest, isSameToken } from './request-forgery.js';

/**
 * Refuses (403) every POST that does not come from one of our own pages, or lacks the session's token. The refusal
 * shows what was typed, with a button to send it again.
 */
export function refuseForgery(services: Services): RequestHandler {
  return async (request, response, next) => {
    if (isReading(request)) return next();
    const { viewer } = contextOf(response);
    const form = request.method === 'POST' ? postedForm(request) : null;
    const hasToken = viewer === null || isSameToken(form?.fields.get(csrfField) ?? '', viewer.csrfToken);
    const isOwn = isOwnRequest(services, request);
    if (isOwn && hasToken) return next();
    if (isOwn) reportEvent(response, 'malicious_csrf', whoAsks(response));
    else reportEvent(response, 'malicious_cors', whoAsks(response), originOf(request));
    const kept = keptFields(request);
    // A form from another site gets no button and no token: one press would send what that site has filled in.
    const again =
      isOwn && viewer && kept.length > 0 ? { url: request.originalUrl, csrfToken: viewer.csrfToken } : null;
    const message =
      'The form could not be matched to your session, so nothing was recorded. What you typed is below; send it again if you meant to.';
    await refuse(response, 403, message, { kept, again });
  };
}

/**
 * Lets through whoever may do this; visitors are sent to sign in and return afterwards, others are refused (403) and
 * told to ask those with the ability `help`, where not everybody who is let through can do it.
 */
export function requireAbility(ability: Ability, help: Ability = ability): RequestHandler {
  return async (request, response, next) => {
    const { viewer } = contextOf(response);
    if (viewer && may(viewer.role, ability)) return next();
    if (viewer) throw notIncluded(help);
    await askToSignIn(request, response);
  };
}

/** Lets through anybody who is signed in. */
export const requireSignIn: RequestHandler = async (request, response, next) => {
  if (contextOf(response).viewer) return next();
  await askToSignIn(request, response);
};

/**
 * To be used after `requireAbility`: asks for the password again if it was given more than 30 minutes ago
 * (docs/security.md, "Rules in force").
 * @param formAt the page of the form from which a refused POST came
 */
export function requireRecentPassword(
  { clock }: Pick<Services, 'clock'>,
  formAt: (request: Request) => string,
): RequestHandler {
  return async (request, response, next) => {
    const { passwordAskedAt, csrfToken } = editorOf(response);
    if (!isTrustOver(passwordAskedAt, clock())) return next();
    if (isReading(request)) {
      return response.redirect(303, withQuery(paths.confirm, { next: returnTo(request) }));
    }
    const message =
      'You gave your password more than 30 minutes ago, so nothing was changed. Enter it once more, then send this again.';
    const back = { label: 'Enter your password', url: withQuery(paths.confirm, { next: formAt(request) }) };
    const again = { url: request.originalUrl, csrfToken };
    await refuse(response, 403, message, { kept: keptFields(request), again, back });
  };
}

/** The site that a form says it comes from; “unknown” if it does not say so legibly. */
function originOf(request: Request): string {
  const origin = request.get('origin') ?? '';
  return URL.canParse(origin) ? new URL(origin).origin : 'unknown';
}

/** A longer one, encoded once more, would make an address that servers and proxies refuse. */
const longestReturn = 2_000;

/** Where a reader returns after being asked something. */
function returnTo({ originalUrl }: Request): string {
  return originalUrl.length > longestReturn ? paths.desk : originalUrl;
}

function isReading({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** For a request without a session, or no longer with one: what was typed is kept until after sign-in. */
export async function askToSignIn(request: Request, response: Response): Promise<void> {
  setContext(response, { ...contextOf(response), viewer: null });
  if (isReading(request)) {
    return response.redirect(303, withQuery(paths.signIn, { next: returnTo(request) }));
  }
  const resumption = resumptionOf(request);
  const next = resumption
    ? 'Sign in: what you typed, below, can then be sent as it is.'
    : 'Sign in, then send it again.';
  const problem = `Your session has ended, so nothing was recorded yet. ${next}`;
  const page = signInPage({ signInName: '', next: paths.desk, problem, resumption });
  await renderPage(response, 'frame/session/new', page, 401);
}

async function refuse(
  response: Response,
  status: number,
  message: string,
  kept: Parameters<typeof errorPage>[3],
): Promise<void> {
  const { requestId } = contextOf(response);
  await renderPage(response, 'frame/errors/error', errorPage(status, message, requestId, kept), status);
}
