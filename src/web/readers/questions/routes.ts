import { type Request, Router } from 'express';
import { entriesBySequence } from '../../../data/log/entries.js';
import { codeOf } from '../../../domain/log/position.js';
import { alternativesOf } from '../../../domain/structure/question.js';
import type { Question } from '../../../domain/structure/negotiation.js';
import { notFound } from '../../frame/http-errors.js';
import { paths } from '../../frame/paths.js';
import { type Reading, readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import { contextOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { questionsPage } from './list-page.js';
import { type Directions, questionPage } from './pages.js';

export function questionRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get(paths.questions(':negotiation'), async (request, response) => {
    await renderPage(
      response,
      'readers/questions/list',
      questionsPage(await readNegotiation(services, request)),
    );
  });
  router.get(paths.question(':negotiation', ':question'), async (request, response) => {
    const reading = await readNegotiation(services, request);
    const question = askedQuestion(reading, request);
    const role = contextOf(response).viewer?.role ?? null;
    const directions = await directionsOf(services, reading, question);
    await renderPage(
      response,
      'readers/questions/question',
      questionPage(reading, question, { role, directions }),
    );
  });
  return router;
}

/** By number of each stance that sets a cell against an alternative: why its amount is rejected. */
export async function directionsOf(
  { database }: Services,
  { negotiation, log, clocks }: Reading,
  question: Question,
): Promise<Directions> {
  const rejecting = alternativesOf(question, negotiation.demands).flatMap(({ demand }) =>
    negotiation.parties.flatMap(({ id }) => {
      const cell = log.cellAt(id, demand.id, clocks);
      return cell.isSet && (codeOf(cell.setting.stance.position) ?? 0) < 0 ? [cell.setting.version] : [];
    }),
  );
  const entries = await entriesBySequence(database.read, rejecting);
  return new Map([...entries].map(([sequence, { stance }]) => [sequence, stance?.direction ?? null]));
}

/** The question that the address names; 404 if there is none at the page’s clocks. */
export function askedQuestion({ negotiation }: Reading, { params }: Request): Question {
  const question = negotiation.questions.find(({ slug }) => slug === params.question);
  if (!question) throw notFound('There is no such question in this negotiation at this time.');
  return question;
}
