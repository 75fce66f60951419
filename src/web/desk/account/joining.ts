import type { Request, Response, Router } from 'express';
import { hashOfToken } from '../../../actions/people/sign-in.js';
import type { NewAccount } from '../../../domain/people/account-rules.js';
import type { Database } from '../../../data/engine/database.js';
import { findUser } from '../../../data/people/users.js';
import { attempt } from '../../frame/forms/attempt.js';
import { formOf } from '../../frame/forms/form-body.js';
import type { FieldDefinition } from '../../frame/forms/form-fields.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { optionalTextIn, textIn } from '../../frame/forms/form-values.js';
import { paths } from '../../frame/paths.js';
import { renderPage } from '../../frame/render.js';
import { contextOf } from '../../frame/request-context.js';
import { reportEvent } from '../../frame/security/events.js';
import { setJoinedCookie } from '../../frame/session/joined-cookie.js';
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
  /** The text of its form; throws if the link is not valid. */
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

/** Adds the form behind such a link; afterwards it leads to sign-in. */
export function addJoining(
  router: Router,
  { read }: Pick<Database, 'read'>,
  { path, requireWords, join }: Joining,
): void {
  const formAt = async (request: Request, response: Response) => {
    const token = String(request.params.token);
    // Requests made by the page, such as for its style sheet, must not carry its secret address into the log of a
    // proxy.
    response.set('Referrer-Policy', 'strict-origin');
    const words = await requireWords(token);
    const csrfToken = contextOf(response).viewer?.csrfToken ?? null;
    // A hash, so that whoever finds what the tab keeps does not find the link.
    const kept = { owner: hashOfToken(token), name: 'joining' };
    return { token, form: { words, definitions: fields, action: path(token), csrfToken, kept } };
  };

  router.get(path(':token'), async (request, response) => {
    const { form } = await formAt(request, response);
    await renderPage(response, 'desk/account/form', accountFormPage(form));
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
    const create = async () => {
      const { userId } = await join(token, account);
      const user = await findUser(read, userId);
      if (user) {
        reportEvent(response, 'user_created', user.signInName, user.signInName, user.role);
        setJoinedCookie(response, user.signInName);
      }
      response.redirect(303, paths.signIn);
    };
    await attempt(create, {
      invalid: ({ problems }) =>
        renderPage(response, 'desk/account/form', accountFormPage(form, values, problems), 422),
    });
  });
}
