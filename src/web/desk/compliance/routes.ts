import { type Request, type Response, Router } from 'express';
import { restoreOwn } from '../../../actions/briefings/restore-own.js';
import { retractOwn } from '../../../actions/briefings/retract-own.js';
import { correctCompliance } from '../../../actions/compliance/correct-compliance.js';
import { recordCompliance } from '../../../actions/compliance/record-compliance.js';
import type { Ability } from '../../../domain/people/permissions.js';
import { accountsUnder } from '../../../domain/structure/compliance.js';
import { outcomeRecords } from '../../../domain/structure/outcome.js';
import { formOf } from '../../frame/forms/form-body.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { type FormValues, textIn } from '../../frame/forms/form-values.js';
import { notFound } from '../../frame/http-errors.js';
import { paths } from '../../frame/paths.js';
import { numberOf, structureOf } from '../../frame/place.js';
import { showPlainForm, submitPlainForm } from '../../frame/plain-form/submit.js';
import { editorOf } from '../../frame/request-context.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import {
  type ComplianceForm,
  type ComplianceFormPlace,
  complianceForm,
  complianceIn,
  complianceValues,
} from './forms.js';

const forms: readonly { readonly name: ComplianceForm; readonly ability: Ability }[] = [
  { name: 'record', ability: 'publish' },
  { name: 'correct', ability: 'correct' },
  { name: 'retract', ability: 'retract' },
  { name: 'restore', ability: 'retract' },
];

/** Recording what a party says on whether an outcome was kept, and what is done to that account afterwards. */
export function complianceRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  for (const { name, ability } of forms) {
    const path =
      name === 'record'
        ? paths.outcomeCompliance(':negotiation', ':demand', ':record')
        : paths.complianceAct(':negotiation', ':record', name);
    const may = requireAbility(ability);
    router.get(path, may, async (request, response) => {
      const place = await placeOf(services, request, name);
      await showPlainForm(response, complianceForm(name, place), { values: complianceValues(place) });
    });
    router.post(path, may, async (request, response) => {
      const place = await placeOf(services, request, name);
      const form = complianceForm(name, place);
      const fields = form.definitions.map((definition) => definition.name);
      const values = readFormValues(formOf(request), fields);
      await submitPlainForm(response, form, values, () => perform(services, response, name, place, values));
    });
  }
  return router;
}

/** The outcome or the account that the address names; 404 if there is none. */
async function placeOf(
  services: Services,
  request: Request,
  name: ComplianceForm,
): Promise<ComplianceFormPlace> {
  const { negotiation, speakers } = await structureOf(services, request);
  const number = numberOf(request.params.record);
  if (name === 'record') {
    const demand = negotiation.demands.find(({ slug }) => slug === request.params.demand);
    const outcome = demand && outcomeRecords(demand.outcomes).find(({ record }) => record === number);
    if (!outcome) throw notFound('There is no such outcome on this demand.');
    return { negotiation, speakers, demand, outcome: number, account: null };
  }
  for (const demand of negotiation.demands) {
    const outcome = demand.compliance.find(({ sequence }) => sequence === number)?.outcome ?? 0;
    const account = accountsUnder(demand.compliance, outcome, null).find(({ record }) => record === number);
    if (account) return { negotiation, speakers, demand, outcome, account };
  }
  throw notFound('There is no such account in this negotiation.');
}

function perform(
  { database, clock }: Services,
  response: Response,
  name: ComplianceForm,
  { negotiation: { id: negotiationId }, demand, outcome: outcomeRecord, account }: ComplianceFormPlace,
  values: FormValues,
): Promise<unknown> {
  const actor = editorOf(response);
  const now = clock();
  const record = account?.record ?? 0;
  const reason = textIn(values, 'reason');
  if (name === 'retract' || name === 'restore') {
    const act = { negotiationId, noun: 'compliance', record, reason } as const;
    return (name === 'retract' ? retractOwn : restoreOwn)(database, actor, act, now);
  }
  const input = { negotiationId, ...complianceIn(values, { account }) };
  if (name === 'correct') return correctCompliance(database, actor, { ...input, record, reason }, now);
  return recordCompliance(database, actor, { ...input, demandId: demand.id, outcomeRecord }, now);
}
