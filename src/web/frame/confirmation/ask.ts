import type { Response } from 'express';
import { renderPage } from '../render.js';
import { editorOf } from '../request-context.js';
import { confirmationPage, type Question } from './pages.js';

/** Shows the question; its button posts the form that does it. */
export async function ask(response: Response, question: Question): Promise<void> {
  const page = confirmationPage(question, editorOf(response).csrfToken);
  await renderPage(response, 'frame/confirmation/confirmation', page);
}
