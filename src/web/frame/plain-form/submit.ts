import type { Response } from 'express';
import { attempt } from '../forms/attempt.js';
import type { FormValues } from '../forms/form-values.js';
import { renderPage } from '../render.js';
import { editorOf } from '../request-context.js';
import { type PlainForm, plainFormPage, type PlainFormState } from './pages.js';

type Shown = Omit<PlainFormState, 'csrfToken'>;

export async function showPlainForm(
  response: Response,
  form: PlainForm,
  shown: Shown,
  status = 200,
): Promise<void> {
  const state = { ...shown, csrfToken: editorOf(response).csrfToken };
  await renderPage(response, 'frame/plain-form/plain-form', plainFormPage(form, state), status);
}

/** Does what the form asks and goes where it is cancelled to; shows it again, as typed, if that is refused. */
export async function submitPlainForm(
  response: Response,
  form: PlainForm,
  values: FormValues,
  act: () => Promise<unknown>,
): Promise<void> {
  const save = async () => {
    await act();
    response.redirect(303, form.cancelUrl);
  };
  await attempt(save, {
    invalid: ({ problems }) => showPlainForm(response, form, { values, problems }, 422),
    conflict: ({ message }) => showPlainForm(response, form, { values, notice: message }, 409),
  });
}
