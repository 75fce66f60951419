import { createHash } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { createFirstAdmin } from '../../actions/create-first-admin.js';
import { anyUserExists } from '../../data/users.js';
import { InvalidInput } from '../../domain/errors.js';
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
import { renderPage } from '../render.js';
import { contextOf } from '../request-context.js';
import { isSameToken } from '../security/request-forgery.js';
import type { Services } from '../services.js';

const words = {
  heading: 'Create the first admin',
  lede: 'An admin manages structure and people. This page works once.',
  submit: 'Create the first admin',
} as const;

/** The one-time link for the first admin: alive until there is a user, or until the server starts anew. */
export function setUpRoutes(services: Services): Router {
  const router = Router();
  const { database, clock } = services;

  router.get(paths.setUp(':token'), async (request, response) => {
    const form = await requireForm(services, request, response);
    await renderPage(response, 'account/form', accountFormPage(form));
  });

  router.post(paths.setUp(':token'), async (request, response) => {
    const form = await requireForm(services, request, response);
    const posted = formOf(request);
    const values = readFormValues(posted, joiningFieldNames);
    try {
      await createFirstAdmin(database, newAccountOf(values, posted), clock());
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      return renderPage(response, 'account/form', accountFormPage(form, values, error.problems), 422);
    }
    response.redirect(303, paths.signIn);
  });

  return router;
}

async function requireForm(
  { database, setUpToken }: Services,
  request: Request,
  response: Response,
): Promise<AccountForm> {
  const given = String(request.params.token);
  const isLink = isSameToken(digest(given), digest(setUpToken));
  if (!isLink || (await anyUserExists(database.read))) {
    throw notFound(
      'This link has been used, or it belongs to an earlier start of the server. The newest one is in its output.',
    );
  }
  const csrfToken = contextOf(response).viewer?.csrfToken ?? null;
  return { words, definitions: joiningFields, action: paths.setUp(given), csrfToken };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
