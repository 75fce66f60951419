import { type Request, type Response, Router } from 'express';
import { acceptInvitation } from '../../actions/accept-invitation.js';
import { hashOfToken } from '../../actions/sign-in.js';
import { findOpenInvitation } from '../../data/invitations.js';
import { InvalidInput } from '../../domain/errors.js';
import type { Role } from '../../domain/permissions.js';
import {
  type AccountForm,
  accountFormPage,
  joiningFieldNames,
  joiningFields,
  newAccountOf,
} from '../account/form-page.js';
import { formOf } from '../forms/form-body.js';
import { readFormValues } from '../forms/form-shape.js';
import { notFound } from '../http-errors.js';
import { paths } from '../paths.js';
import { roleMeanings } from '../people/pages.js';
import { renderPage } from '../render.js';
import { contextOf } from '../request-context.js';
import type { Services } from '../services.js';

/** Where somebody who was invited joins. The link works once, for a week. */
export function invitationRoutes(services: Services): Router {
  const router = Router();
  const { database, clock } = services;

  router.get(paths.invitation(':token'), async (request, response) => {
    const form = await requireForm(services, request, response);
    await renderPage(response, 'account/form', accountFormPage(form));
  });

  router.post(paths.invitation(':token'), async (request, response) => {
    const form = await requireForm(services, request, response);
    const posted = formOf(request);
    const values = readFormValues(posted, joiningFieldNames);
    const account = newAccountOf(values, posted);
    try {
      await acceptInvitation(database, { token: String(request.params.token), account }, clock());
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      return renderPage(response, 'account/form', accountFormPage(form, values, error.problems), 422);
    }
    response.redirect(303, paths.signIn);
  });

  return router;
}

async function requireForm(
  { database, clock }: Services,
  request: Request,
  response: Response,
): Promise<AccountForm> {
  const token = String(request.params.token);
  const invitation = await findOpenInvitation(database.read, hashOfToken(token), clock());
  if (!invitation) {
    throw notFound('This invitation has been used or withdrawn, or has expired. Ask an admin for a new one.');
  }
  const csrfToken = contextOf(response).viewer?.csrfToken ?? null;
  const words = wordsFor(invitation.role);
  return { words, definitions: joiningFields, action: paths.invitation(token), csrfToken };
}

function wordsFor(role: Role): AccountForm['words'] {
  return {
    heading: `Join as ${role === 'contributor' ? 'a' : 'an'} ${role}`,
    lede: `${roleMeanings[role]} Choose a name and a password to sign in with; nobody else ever sees the password.`,
    submit: 'Join',
  };
}
