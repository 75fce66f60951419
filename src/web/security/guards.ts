import type { RequestHandler } from 'express';
import { type Ability, may } from '../../domain/permissions.js';
import { errorPage } from '../errors/pages.js';
import { formOf } from '../forms/form-body.js';
import { HttpError } from '../http-errors.js';
import { paths, withQuery } from '../paths.js';
import { renderPage } from '../render.js';
import { contextOf } from '../request-context.js';
import type { Services } from '../services.js';
import { csrfField, isOwnRequest, isSameToken } from './request-forgery.js';

/**
 * Refuses every POST that does not come from one of our own pages, or lacks the token of the session (403). What was
 * typed comes back in the refusal, with a button to send it again.
 */
export function refuseForgery(services: Services): RequestHandler {
  return async (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    const { viewer, requestId } = contextOf(response);
    const form = request.method === 'POST' && typeof request.body === 'string' ? formOf(request) : null;
    const hasToken = viewer === null || isSameToken(form?.get(csrfField) ?? '', viewer.csrfToken);
    if (isOwnRequest(services, request) && hasToken) return next();
    const kept = [...(form ?? [])]
      .filter(([name]) => name !== csrfField && name !== 'password')
      .map(([name, value]) => ({ name, value }));
    const again =
      viewer && kept.length > 0 ? { url: request.originalUrl, csrfToken: viewer.csrfToken } : null;
    const message =
      'The form could not be matched to your session, so nothing was recorded. What you typed is below; send it again if you meant to.';
    await renderPage(response, 'errors/error', errorPage(403, message, requestId, { kept, again }), 403);
  };
}

/** Lets through who may do this; a visitor is sent to sign in and comes back, others are refused (403). */
export function requireAbility(ability: Ability): RequestHandler {
  return async (request, response, next) => {
    const { viewer, requestId } = contextOf(response);
    if (viewer && may(viewer.role, ability)) return next();
    if (viewer) throw new HttpError(403, 'Your role does not include this. An admin can change that.');
    if (request.method === 'GET' || request.method === 'HEAD') {
      response.redirect(303, withQuery(paths.signIn, { next: request.originalUrl }));
      return;
    }
    const fields = typeof request.body === 'string' ? [...formOf(request)] : [];
    const kept = fields.filter(([name]) => name !== csrfField).map(([name, value]) => ({ name, value }));
    const message =
      'Your session has ended, so nothing was recorded. What you typed is below: sign in, then enter it again.';
    await renderPage(
      response,
      'errors/error',
      errorPage(401, message, requestId, { kept, again: null }),
      401,
    );
  };
}

/** Lets through anybody who is signed in. */
export const requireSignIn: RequestHandler = (request, response, next) => {
  if (contextOf(response).viewer) return next();
  response.redirect(303, withQuery(paths.signIn, { next: request.originalUrl }));
};
