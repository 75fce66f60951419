import { createHash } from 'node:crypto';
import { type Request, Router } from 'express';
import { createFirstAdmin } from '../../actions/create-first-admin.js';
import { anyUserExists } from '../../data/users.js';
import { theServer } from '../../domain/actor.js';
import { InvalidInput } from '../../domain/errors.js';
import { formOf } from '../forms/form-body.js';
import { notFound } from '../http-errors.js';
import { paths } from '../paths.js';
import { renderPage } from '../render.js';
import { isSameToken } from '../security/request-forgery.js';
import type { Services } from '../services.js';
import { setUpPage } from '../sign-in/pages.js';

/** The one-time link for the first admin: alive until there is a user, or until the server starts anew. */
export function setUpRoutes(services: Services): Router {
  const router = Router();
  const { database, clock } = services;

  router.get('/set-up/:token', async (request, response) => {
    const action = await requireLink(services, request);
    await renderPage(response, 'set-up/new', setUpPage(action, { signInName: '', publicName: '' }, []));
  });

  router.post('/set-up/:token', async (request, response) => {
    const action = await requireLink(services, request);
    const form = formOf(request);
    const fields = { signInName: textOf(form, 'signInName'), publicName: textOf(form, 'publicName') };
    const account = {
      ...fields,
      publicName: fields.publicName || null,
      password: form.get('password') ?? '',
    };
    try {
      await createFirstAdmin(database, { ...theServer }, account, clock());
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      return renderPage(response, 'set-up/new', setUpPage(action, fields, error.problems), 422);
    }
    response.redirect(303, paths.signIn);
  });

  return router;
}

async function requireLink({ database, setUpToken }: Services, request: Request): Promise<string> {
  const given = String(request.params.token);
  const isLink = isSameToken(digest(given), digest(setUpToken));
  if (isLink && !(await anyUserExists(database.read))) return paths.setUp(given);
  throw notFound(
    'This link has been used, or it belongs to an earlier start of the server. The newest one is in its output.',
  );
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function textOf(form: URLSearchParams, name: string): string {
  return (form.get(name) ?? '').trim().normalize('NFC');
}
