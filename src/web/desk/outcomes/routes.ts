import { type Request, type Response, Router } from 'express';
import { correctOutcome } from '../../../actions/outcomes/correct-outcome.js';
import { recordOutcome } from '../../../actions/outcomes/record-outcome.js';
import { restoreOutcome } from '../../../actions/outcomes/restore-outcome.js';
import { retractOutcome } from '../../../actions/outcomes/retract-outcome.js';
import type { Ability } from '../../../domain/people/permissions.js';
import { outcomeRecords } from '../../../domain/structure/outcome.js';
import { formOf } from '../../frame/forms/form-body.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { type FormValues, textIn } from '../../frame/forms/form-values.js';
import { notFound } from '../../frame/http-errors.js';
import { paths } from '../../frame/paths.js';
import { demandOf, numberOf, structureOf } from '../../frame/place.js';
import { showPlainForm, submitPlainForm } from '../../frame/plain-form/submit.js';
import { editorOf } from '../../frame/request-context.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { type OutcomeForm, type OutcomeFormPlace, outcomeForm, outcomeIn, outcomeValues } from './forms.js';

const forms: readonly { readonly name: OutcomeForm; readonly ability: Ability }[] = [
  { name: 'record', ability: 'publish' },
  { name: 'correct', ability: 'correct' },
  { name: 'retract', ability: 'retract' },
  { name: 'restore', ability: 'retract' },
];

/** Recording what became of a demand, and what is done to that report afterwards. */
export function outcomeRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  for (const { name, ability } of forms) {
    const path =
      name === 'record'
        ? paths.demandOutcome(':negotiation', ':demand')
        : paths.outcomeAct(':negotiation', ':demand', ':record', name);
    const may = requireAbility(ability);
    router.get(path, may, async (request, response) => {
      const place = await placeOf(services, request, name);
      await showPlainForm(response, outcomeForm(name, place), { values: outcomeValues(place) });
    });
    router.post(path, may, async (request, response) => {
      const place = await placeOf(services, request, name);
      const form = outcomeForm(name, place);
      const values = readFormValues(
        formOf(request),
        form.definitions.map((definition) => definition.name),
      );
      await submitPlainForm(response, form, values, () => perform(services, response, name, place, values));
    });
  }
  return router;
}

async function placeOf(services: Services, request: Request, name: OutcomeForm): Promise<OutcomeFormPlace> {
  const { negotiation, events } = await structureOf(services, request);
  const demand = demandOf(negotiation, request);
  if (name === 'record') return { negotiation, events, demand, record: null };
  const number = numberOf(request.params.record);
  const record = outcomeRecords(demand.outcomes).find((each) => each.record === number);
  if (!record) throw notFound('There is no such outcome on this demand.');
  return { negotiation, events, demand, record };
}

function perform(
  { database, clock }: Services,
  response: Response,
  name: OutcomeForm,
  { negotiation, demand, record }: OutcomeFormPlace,
  values: FormValues,
): Promise<unknown> {
  const actor = editorOf(response);
  const place = { negotiationId: negotiation.id, demandId: demand.id, record: record?.record ?? 0 };
  const now = clock();
  if (name === 'record')
    return recordOutcome(database, actor, { ...place, ...outcomeIn(values, { record }) }, now);
  const act = { ...place, reason: textIn(values, 'reason') };
  if (name === 'correct')
    return correctOutcome(database, actor, { ...act, ...outcomeIn(values, { record }) }, now);
  return (name === 'retract' ? retractOutcome : restoreOutcome)(database, actor, act, now);
}
