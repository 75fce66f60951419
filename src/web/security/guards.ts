import type { Request, RequestHandler, Response } from 'express';
import { type Ability, may } from '../../domain/permissions.js';
import { isTrustOver } from '../../domain/session-rules.js';
import { errorPage } from '../errors/pages.js';
import { postedForm } from '../forms/form-body.js';
import { notIncluded } from '../http-errors.js';
import { keptFields } from '../kept-fields.js';
import { paths, withQuery } from '../paths.js';
import { renderPage } from '../render.js';
import { contextOf, editorOf, setContext } from '../request-context.js';
import type { Services } from '../services.js';
import { signInPage } from '../sign-in/pages.js';
import { resumptionOf } from '../sign-in/resumption.js';
import { reportEvent, whoAsks } from './events.js';
import { csrfField, isOwnRequest, isSameToken } from './request-forgery.js';

/**
 * Refuses every POST that does not come from one of our own pages, or lacks the token of the session (403). What was
 * typed comes back in the refusal, with a button to send it again.
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
    // Another site's form gets no button and no token: one press would send what that site has filled in.
    const again =
      isOwn && viewer && kept.length > 0 ? { url: request.originalUrl, csrfToken: viewer.csrfToken } : null;
    const message =
      'The form could not be matched to your session, so nothing was recorded. What you typed is below; send it again if you meant to.';
    await refuse(response, 403, message, { kept, again });
  };
}

/** Lets through who may do this; a visitor is sent to sign in and comes back, others are refused (403). */
export function requireAbility(ability: Ability): RequestHandler {
  return async (request, response, next) => {
    const { viewer } = contextOf(response);
    if (viewer && may(viewer.role, ability)) return next();
    if (viewer) throw notIncluded();
    await askToSignIn(request, response);
  };
}

/** Lets through anybody who is signed in. */
export const requireSignIn: RequestHandler = async (request, response, next) => {
  if (contextOf(response).viewer) return next();
  await askToSignIn(request, response);
};

/**
 * Behind `requireAbility`: asks for the password again once 30 minutes have passed (docs/security.md, "Rules in
 * force").
 * @param formAt the page of the form that a refused POST came from
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

/** The site that a form says it comes from; “unknown” where it says none that can be read. */
function originOf(request: Request): string {
  const origin = request.get('origin') ?? '';
  return URL.canParse(origin) ? new URL(origin).origin : 'unknown';
}

/** Encoded once more, a longer one would make an address that servers and proxies refuse. */
const longestReturn = 2_000;

/** Where a reader who was asked something comes back to. */
function returnTo({ originalUrl }: Request): string {
  return originalUrl.length > longestReturn ? paths.desk : originalUrl;
}

function isReading({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** Whoever asks has no session, or none any more: what was typed waits behind the sign-in. */
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
  await renderPage(response, 'sign-in/new', page, 401);
}

async function refuse(
  response: Response,
  status: number,
  message: string,
  kept: Parameters<typeof errorPage>[3],
): Promise<void> {
  const { requestId } = contextOf(response);
  await renderPage(response, 'errors/error', errorPage(status, message, requestId, kept), status);
}
