import { Router } from 'express';
import { signIn } from '../../../actions/people/sign-in.js';
import { signOut } from '../../../actions/people/sign-out.js';
import { SessionEnded } from '../../../domain/errors.js';
import { passwordIn } from './form-page.js';
import { formOf } from '../../frame/forms/form-body.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { textIn } from '../../frame/forms/form-values.js';
import { paths } from '../../frame/paths.js';
import { renderPage } from '../../frame/render.js';
import { contextOf } from '../../frame/request-context.js';
import { reportEvent } from '../../frame/security/events.js';
import { csrfTokenOf } from '../../frame/security/request-forgery.js';
import { clearSessionCookie, setSessionCookie } from '../../frame/security/session-cookie.js';
import type { Services } from '../../frame/services.js';
import { reportFailedSignIn } from '../../frame/session/failures.js';
import { joinedNameOf } from '../../frame/session/joined-cookie.js';
import { resumePage, signInPage } from '../../frame/session/pages.js';
import { resumptionFields, resumptionIn } from '../../frame/session/resumption.js';

const refusals = {
  refused: 'This name and password do not fit together. Check both and try again.',
  throttled: 'Too many attempts. Wait a few minutes, then try again.',
} as const;

export function signInRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const { database, clock } = services;

  router.get(paths.signIn, async (request, response) => {
    const next = ownPath((request.query as unknown as URLSearchParams).get('next'));
    if (contextOf(response).viewer) return response.redirect(303, next);
    const joined = joinedNameOf(request);
    const page = { signInName: joined ?? '', next, problem: null, hasJoined: joined !== null };
    await renderPage(response, 'frame/session/new', signInPage(page));
  });

  router.post(paths.signIn, async (request, response) => {
    const form = formOf(request);
    const carried = Object.values(resumptionFields);
    const values = readFormValues(form, ['signInName', 'password', 'next', ...carried]);
    const signInName = textIn(values, 'signInName');
    const next = ownPath(textIn(values, 'next'));
    const resumption = await resumptionIn(form);
    const presentSession = contextOf(response).viewer?.sessionHash ?? null;
    const attempt = {
      signInName,
      password: passwordIn(form, 'password'),
      address: request.ip ?? '',
      presentSession,
    };
    const result = await signIn(database, attempt, clock());
    if (result.outcome === 'signed_in') {
      reportEvent(response, 'authn_login_success', attempt.signInName);
      reportEvent(response, 'session_created', attempt.signInName);
      setSessionCookie(response, services, result.token);
      response.set('Cache-Control', 'no-store');
      if (!resumption) return response.redirect(303, next);
      const page = resumePage(resumption, csrfTokenOf(result.token));
      return renderPage(response, 'frame/session/resume', page);
    }
    await reportFailedSignIn(services, response, attempt);
    const page = signInPage({ signInName, next, problem: refusals[result.outcome], resumption });
    await renderPage(response, 'frame/session/new', page, result.outcome === 'throttled' ? 429 : 422);
  });

  router.post(paths.signOut, async (_request, response) => {
    const { viewer } = contextOf(response);
    clearSessionCookie(response, services);
    if (viewer) {
      await signOut(database, viewer, clock()).catch(unlessSignedOut);
      reportEvent(response, 'session_expired', viewer.signInName, 'logout');
    }
    response.redirect(303, paths.front);
  });

  return router;
}

/** Two tabs may sign out at the same time. */
function unlessSignedOut(error: unknown): void {
  if (!(error instanceof SessionEnded)) throw error;
}

/** Allows only a path of our own; anything else leads to the desk (OWASP Unvalidated Redirects Cheat Sheet). */
export function ownPath(next: string | null): string {
  if (next === null || !/^\/(?![/\\])/.test(next) || /[\\\s]/.test(next)) return paths.desk;
  return next;
}
