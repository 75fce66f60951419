import type { Request, Response, Router } from 'express';
import { hashOfToken } from '../../actions/sign-in.js';
import type { NewAccount } from '../../domain/account-rules.js';
import type { Database } from '../../data/database.js';
import { findUser } from '../../data/users.js';
import { InvalidInput } from '../../domain/errors.js';
import { formOf } from '../forms/form-body.js';
import type { FieldDefinition } from '../forms/form-fields.js';
import { readFormValues } from '../forms/form-shape.js';
import { optionalTextIn, textIn } from '../forms/form-values.js';
import { paths } from '../paths.js';
import { renderPage } from '../render.js';
import { contextOf } from '../request-context.js';
import { reportEvent } from '../security/events.js';
import { setJoinedCookie } from '../sign-in/joined-cookie.js';
import {
  accountFormPage,
  type AccountFormPage,
  newPasswordField,
  passwordIn,
  publicNameField,
} from './form-page.js';

/** A link by which somebody gets an account. */
export interface Joining {
  readonly path: (token: string) => string;
  /** The words of its form; throws where the link opens nothing. */
  readonly requireWords: (token: string) => Promise<Pick<AccountFormPage, 'heading' | 'lede' | 'submit'>>;
  readonly join: (token: string, account: NewAccount) => Promise<{ readonly userId: number }>;
}

const fields: readonly FieldDefinition[] = [
  {
    kind: 'text',
    name: 'signInName',
    label: 'Sign-in name',
    hint: '2 to 64 letters, digits or . _ @ -',
    autocomplete: 'username',
    isRequired: true,
  },
  publicNameField,
  newPasswordField,
];

/** The form behind such a link; who has joined is led to sign in. */
export function addJoining(
  router: Router,
  { read }: Pick<Database, 'read'>,
  { path, requireWords, join }: Joining,
): void {
  const formAt = async (request: Request, response: Response) => {
    const token = String(request.params.token);
    // What the page asks for, its style sheet too, is not to carry the secret of its address to the log of a proxy.
    response.set('Referrer-Policy', 'strict-origin');
    const words = await requireWords(token);
    const csrfToken = contextOf(response).viewer?.csrfToken ?? null;
    // A hash: whoever finds what the tab keeps must not find the link.
    const kept = { owner: hashOfToken(token), name: 'joining' };
    return { token, form: { words, definitions: fields, action: path(token), csrfToken, kept } };
  };

  router.get(path(':token'), async (request, response) => {
    const { form } = await formAt(request, response);
    await renderPage(response, 'account/form', accountFormPage(form));
  });

  router.post(path(':token'), async (request, response) => {
    const { token, form } = await formAt(request, response);
    const posted = formOf(request);
    const values = readFormValues(
      posted,
      fields.map(({ name }) => name),
    );
    const account = {
      signInName: textIn(values, 'signInName'),
      publicName: optionalTextIn(values, 'publicName'),
      password: passwordIn(posted, 'password'),
    };
    try {
      const { userId } = await join(token, account);
      const user = await findUser(read, userId);
      if (user) {
        reportEvent(response, 'user_created', user.signInName, user.signInName, user.role);
        setJoinedCookie(response, user.signInName);
      }
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      return renderPage(response, 'account/form', accountFormPage(form, values, error.problems), 422);
    }
    response.redirect(303, paths.signIn);
  });
}
