import { type Request, type Response, Router } from 'express';
import { clarifyHeadline } from '../../../actions/clarifications/clarify-headline.js';
import { clarifyProposition } from '../../../actions/clarifications/clarify-proposition.js';
import { findUpdate } from '../../../data/log/updates.js';
import type { NewWords } from '../../../domain/log/clarification-rules.js';
import { headlineIn } from '../../../domain/structure/clarified-words.js';
import { formOf } from '../../frame/forms/form-body.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { textIn } from '../../frame/forms/form-values.js';
import { notFound } from '../../frame/http-errors.js';
import { paths } from '../../frame/paths.js';
import { demandOf, negotiationOf, numberOf } from '../../frame/place.js';
import type { PlainForm } from '../../frame/plain-form/pages.js';
import { showPlainForm, submitPlainForm } from '../../frame/plain-form/submit.js';
import { editorOf } from '../../frame/request-context.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { wordsForm } from './forms.js';

/** What a form is for: the words as they are, and how others are published. */
interface Clarifiable {
  readonly form: PlainForm;
  readonly present: string;
  readonly publish: (given: NewWords) => Promise<unknown>;
}

type Find = (services: Services, request: Request, response: Response) => Promise<Clarifiable>;

/** Clearer words for the headline of an update, and for the proposition of a demand. */
export function clarificationRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const mayClarify = requireAbility('correct');
  for (const [path, find] of [
    [paths.clarifyHeadline(':negotiation', ':update'), headlineTarget],
    [paths.clarifyProposition(':negotiation', ':demand'), propositionTarget],
  ] as const satisfies readonly (readonly [string, Find])[]) {
    router.get(path, mayClarify, async (request, response) => {
      const { form, present } = await find(services, request, response);
      await showPlainForm(response, form, { values: { words: [present] } });
    });
    router.post(path, mayClarify, async (request, response) => {
      const { form, publish } = await find(services, request, response);
      const values = readFormValues(formOf(request), ['words', 'reason']);
      const given = { words: textIn(values, 'words'), reason: textIn(values, 'reason') };
      await submitPlainForm(response, form, values, () => publish(given));
    });
  }
  return router;
}

async function headlineTarget(
  services: Services,
  request: Request,
  response: Response,
): Promise<Clarifiable> {
  const { database, clock } = services;
  const negotiation = await negotiationOf(services, request);
  const update = await findUpdate(database.read, negotiation.id, numberOf(request.params.update));
  if (!update) throw notFound('There is no such update in this negotiation.');
  const place = { negotiationId: negotiation.id, updateId: update.id };
  return {
    form: wordsForm('headline', negotiation, {
      action: paths.clarifyHeadline(negotiation.slug, update.id),
      cancelUrl: paths.update(negotiation.slug, update.id),
    }),
    present: headlineIn(negotiation, update),
    publish: (given) => clarifyHeadline(database, editorOf(response), { ...place, ...given }, clock()),
  };
}

async function propositionTarget(
  services: Services,
  request: Request,
  response: Response,
): Promise<Clarifiable> {
  const { database, clock } = services;
  const negotiation = await negotiationOf(services, request);
  const demand = demandOf(negotiation, request);
  const place = { negotiationId: negotiation.id, demandId: demand.id };
  return {
    form: wordsForm('proposition', negotiation, {
      action: paths.clarifyProposition(negotiation.slug, demand.slug),
      cancelUrl: paths.demand(negotiation.slug, demand.slug),
    }),
    present: demand.proposition,
    publish: (given) => clarifyProposition(database, editorOf(response), { ...place, ...given }, clock()),
  };
}
