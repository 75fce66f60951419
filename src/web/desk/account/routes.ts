import { type Request, type Response, Router } from 'express';
import { changePassword } from '../../../actions/people/change-password.js';
import { changePublicName } from '../../../actions/people/change-public-name.js';
import { confirmPassword } from '../../../actions/people/confirm-password.js';
import { endSession } from '../../../actions/people/end-session.js';
import type { OwnSession } from '../../../actions/people/own-password.js';
import { listSessions } from '../../../data/people/sessions.js';
import { type FieldProblem, InvalidInput } from '../../../domain/errors.js';
import { attempt } from '../../frame/forms/attempt.js';
import { formOf } from '../../frame/forms/form-body.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { type FormValues, optionalTextIn, textIn, valuesOf } from '../../frame/forms/form-values.js';
import { handling } from '../../frame/handler.js';
import { paths } from '../../frame/paths.js';
import { renderPage } from '../../frame/render.js';
import { editorOf } from '../../frame/request-context.js';
import { reportEvent } from '../../frame/security/events.js';
import { requireSignIn } from '../../frame/security/guards.js';
import { clearSessionCookie, setSessionCookie } from '../../frame/security/session-cookie.js';
import type { Services } from '../../frame/services.js';
import { reportFailedSignIn, reportLock } from '../../frame/session/failures.js';
import { ownPath } from './sign-in-routes.js';
import { type AccountForm, accountFormPage, passwordIn } from './form-page.js';
import { accountPage, passwordFields } from './pages.js';

/** What people can do with their own account. */
export function accountRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const on = handling(services);
  router.get(paths.account, requireSignIn, on(showAccount));
  router.post(paths.accountName, requireSignIn, on(giveName));
  router.post(paths.accountPassword, requireSignIn, on(givePassword));
  router.post(paths.accountSession, requireSignIn, on(endOne));
  router.get(paths.confirm, requireSignIn, on(askToConfirm));
  router.post(paths.confirm, requireSignIn, on(confirm));
  return router;
}

async function showAccount(services: Services, _request: Request, response: Response): Promise<void> {
  await show(services, response);
}

async function giveName(services: Services, request: Request, response: Response): Promise<void> {
  const { database, clock } = services;
  const values = readFormValues(formOf(request), ['publicName']);
  const viewer = editorOf(response);
  const { signInName } = viewer;
  const publicName = optionalTextIn(values, 'publicName');
  await perform(services, response, values, async () => {
    await changePublicName(database, viewer, { publicName }, clock());
    reportEvent(response, 'user_updated', signInName, signInName, 'public_name');
  });
}

async function givePassword(services: Services, request: Request, response: Response): Promise<void> {
  const { database, clock } = services;
  const form = formOf(request);
  readFormValues(
    form,
    passwordFields.map(({ name }) => name),
  );
  const passwords = { current: passwordIn(form, 'current'), password: passwordIn(form, 'password') };
  const session = ownSession(request, response);
  await perform(services, response, {}, async () => {
    const { token } = await changePassword(database, session, passwords, clock()).catch((error: unknown) =>
      reportRefusedPassword(services, response, session, error),
    );
    setSessionCookie(response, services, token);
    reportEvent(response, 'authn_password_change', session.signInName);
  });
}

async function endOne(services: Services, request: Request, response: Response): Promise<void> {
  const { database, clock } = services;
  const tokenHash = textIn(readFormValues(formOf(request), ['session']), 'session');
  const viewer = editorOf(response);
  const { signInName, sessionHash } = viewer;
  const isOwn = tokenHash === sessionHash;
  if (await endSession(database, viewer, { tokenHash }, clock()))
    reportEvent(response, 'session_expired', signInName, isOwn ? 'logout' : 'revoked');
  if (!isOwn) return response.redirect(303, paths.account);
  clearSessionCookie(response, services);
  response.redirect(303, paths.front);
}

async function askToConfirm(_services: Services, request: Request, response: Response): Promise<void> {
  const next = ownPath((request.query as unknown as URLSearchParams).get('next'));
  await renderPage(response, 'desk/account/form', accountFormPage(confirmForm(response, next)));
}

async function confirm(services: Services, request: Request, response: Response): Promise<void> {
  const { database, clock } = services;
  const form = formOf(request);
  const next = ownPath(textIn(readFormValues(form, ['next', 'password']), 'next'));
  const password = passwordIn(form, 'password');
  const session = ownSession(request, response);
  const act = async () => {
    const { token } = await confirmPassword(database, session, { password }, clock());
    setSessionCookie(response, services, token);
    reportEvent(response, 'authn_login_success', session.signInName);
    response.redirect(303, next);
  };
  await attempt(act, {
    invalid: async ({ problems }) => {
      await reportFailedSignIn(services, response, session);
      const page = accountFormPage(confirmForm(response, next), {}, problems);
      await renderPage(response, 'desk/account/form', page, 422);
    },
  });
}

async function show(
  { database, clock }: Services,
  response: Response,
  problems: readonly FieldProblem[] = [],
  typed: FormValues = {},
): Promise<void> {
  const viewer = editorOf(response);
  const sessions = await listSessions(database.read, viewer.userId, clock());
  const values = { ...valuesOf({ publicName: viewer.publicName }), ...typed };
  const page = accountPage(viewer, sessions, values, problems);
  await renderPage(response, 'desk/account/account', page, problems.length > 0 ? 422 : 200);
}

/** Does it and returns to the page, or shows what is wrong. */
async function perform(
  services: Services,
  response: Response,
  values: FormValues,
  act: () => Promise<void>,
): Promise<void> {
  const done = async () => {
    await act();
    response.redirect(303, paths.account);
  };
  await attempt(done, { invalid: ({ problems }) => show(services, response, problems, values) });
}

/** Reports a wrong present password as such, but not an unsuitable new one, and rethrows. */
async function reportRefusedPassword(
  services: Services,
  response: Response,
  session: OwnSession,
  error: unknown,
): Promise<never> {
  if (error instanceof InvalidInput) {
    const { signInName } = session;
    const isWrong = error.problems.some(({ field }) => field === 'current');
    if (isWrong) reportEvent(response, 'authn_password_change_fail', signInName);
    else reportEvent(response, 'input_validation_fail', '(password)', signInName);
    await reportLock(services, response, session, signInName);
  }
  throw error;
}

function ownSession(request: Request, response: Response): OwnSession {
  const { userId, role, signInName, sessionHash } = editorOf(response);
  return { userId, role, signInName, sessionHash, address: request.ip ?? '' };
}

function confirmForm(response: Response, next: string): AccountForm {
  const field = {
    kind: 'password',
    name: 'password',
    label: 'Password',
    autocomplete: 'current-password',
    isRequired: true,
  } as const;
  const words = {
    heading: 'Your password, once more',
    lede: 'It is asked again half an hour after it was last given, before anything about people is changed.',
    submit: 'Go on',
  };
  const { csrfToken } = editorOf(response);
  return { words, definitions: [field], action: paths.confirm, csrfToken, next };
}
