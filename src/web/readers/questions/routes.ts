import { type Request, Router } from 'express';
import { entriesBySequence } from '../../../data/log/entries.js';
import type { Role } from '../../../domain/people/permissions.js';
import { codeOf } from '../../../domain/log/position.js';
import { alternativesOf } from '../../../domain/structure/question.js';
import { paths } from '../../frame/paths.js';
import { type Reading, readNegotiation } from '../../frame/reading/reading.js';
import { renderPage } from '../../frame/render.js';
import { contextOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { filterParameters } from '../../frame/reading/position-filter.js';
import {
  type QuestionAsked,
  questionAsked,
  questionFilter,
  questionsAsked,
  questionsFilter,
} from './asked.js';
import { questionsPage } from './list-page.js';
import { type Directions, type QuestionPage, questionPage } from './pages.js';

export function questionRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  router.get(paths.questions(':negotiation'), async (request, response) => {
    const { once, repeatable } = filterParameters(questionsFilter);
    const reading = await readNegotiation(services, request, once, repeatable);
    await renderPage(
      response,
      'readers/questions/list',
      questionsPage(reading, questionsAsked(request, reading)),
    );
  });
  router.get(paths.question(':negotiation', ':question'), async (request, response) => {
    const role = contextOf(response).viewer?.role ?? null;
    const page = await questionPageOf(services, request, role);
    await renderPage(response, 'readers/questions/question', page);
  });
  return router;
}

/** One question, as the address asks for it. */
export async function questionPageOf(
  services: Services,
  request: Request,
  role: Role | null,
): Promise<QuestionPage> {
  const { once, repeatable } = filterParameters(questionFilter);
  const reading = await readNegotiation(services, request, once, repeatable);
  const asked = questionAsked(request, reading);
  const directions = await directionsOf(services, reading, asked);
  return questionPage(reading, asked, { role, directions });
}

/** By number of each stance that sets a cell against an alternative: why its amount is rejected. */
export async function directionsOf(
  { database }: Services,
  { negotiation, log, clocks }: Reading,
  { question, parties }: QuestionAsked,
): Promise<Directions> {
  const rejecting = alternativesOf(question, negotiation.demands).flatMap(({ demand }) =>
    parties.flatMap(({ id }) => {
      const cell = log.cellAt(id, demand.id, clocks);
      return cell.isSet && (codeOf(cell.setting.stance.position) ?? 0) < 0 ? [cell.setting.version] : [];
    }),
  );
  const entries = await entriesBySequence(database.read, rejecting);
  return new Map([...entries].map(([sequence, { stance }]) => [sequence, stance?.direction ?? null]));
}
