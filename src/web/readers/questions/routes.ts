import { type Request, Router } from 'express';
import type { Question } from '../../../domain/structure/negotiation.js';
import { notFound } from '../../frame/http-errors.js';
import { paths } from '../../frame/paths.js';
import { type Reading, readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import { contextOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { questionPage } from './pages.js';

export function questionRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get(paths.question(':negotiation', ':question'), async (request, response) => {
    const reading = await readNegotiation(services, request);
    const question = askedQuestion(reading, request);
    const role = contextOf(response).viewer?.role ?? null;
    await renderPage(response, 'readers/questions/question', questionPage(reading, question, role));
  });
  return router;
}

/** The question that the address names; 404 if there is none at the page’s clocks. */
export function askedQuestion({ negotiation }: Reading, { params }: Request): Question {
  const question = negotiation.questions.find(({ slug }) => slug === params.question);
  if (!question) throw notFound('There is no such question in this negotiation at this time.');
  return question;
}
