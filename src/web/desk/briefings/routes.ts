import { type Request, type Response, Router } from 'express';
import { clarifyBriefing } from '../../../actions/briefings/clarify-briefing.js';
import { publishBriefing } from '../../../actions/briefings/publish-briefing.js';
import { recordReservation } from '../../../actions/briefings/record-reservation.js';
import { restoreOwn } from '../../../actions/briefings/restore-own.js';
import { retractOwn } from '../../../actions/briefings/retract-own.js';
import { withdrawReservation } from '../../../actions/briefings/withdraw-reservation.js';
import { ownRecords } from '../../../domain/structure/own-record.js';
import type { Ability } from '../../../domain/people/permissions.js';
import { formOf } from '../../frame/forms/form-body.js';
import { readFormValues } from '../../frame/forms/form-shape.js';
import { type FormValues, textIn } from '../../frame/forms/form-values.js';
import { notFound } from '../../frame/http-errors.js';
import { type OwnNounPath, paths } from '../../frame/paths.js';
import { numberOf, structureOf } from '../../frame/place.js';
import { showPlainForm, submitPlainForm } from '../../frame/plain-form/submit.js';
import { editorOf } from '../../frame/request-context.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import {
  briefingIn,
  clarificationValues,
  type OwnForm,
  type OwnFormPlace,
  ownForm,
  reservationIn,
} from './forms.js';

interface Offered {
  readonly noun: OwnNounPath;
  readonly name: OwnForm;
  readonly ability: Ability;
}

const acts = [
  { name: 'new', ability: 'publish' },
  { name: 'retract', ability: 'retract' },
  { name: 'restore', ability: 'retract' },
] as const;

const offered: readonly Offered[] = [
  ...(['briefings', 'reservations'] as const).flatMap((noun) => acts.map((act) => ({ ...act, noun }))),
  { noun: 'briefings', name: 'clarify', ability: 'correct' },
  { noun: 'reservations', name: 'withdraw', ability: 'publish' },
  { noun: 'reservations', name: 'retract-withdrawal', ability: 'retract' },
  { noun: 'reservations', name: 'restore-withdrawal', ability: 'retract' },
];

/** Publishing briefings and reservations, and what is done to them afterwards. */
export function ownRecordRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  for (const { noun, name, ability } of offered) {
    const pattern = ':negotiation';
    const list = noun === 'briefings' ? paths.briefings(pattern) : paths.reservations(pattern);
    const act = name === 'new' ? null : paths.ownAct(pattern, noun, ':record', name);
    const mayDo = requireAbility(ability);
    router.get(act ?? paths.newOwn(pattern, noun), mayDo, async (request, response) => {
      const { place, values } = await placeOf(services, request, noun, name);
      await showPlainForm(response, ownForm(name, place), { values });
    });
    router.post(act ?? list, mayDo, async (request, response) => {
      const { place } = await placeOf(services, request, noun, name);
      const form = ownForm(name, place);
      const fields = form.definitions.map((definition) => definition.name);
      const values = readFormValues(formOf(request), fields);
      await submitPlainForm(response, form, values, () => perform(services, response, name, place, values));
    });
  }
  return router;
}

/** With the values that its form begins with. 404 for a record that there is not. */
async function placeOf(
  services: Services,
  request: Request,
  noun: OwnNounPath,
  name: OwnForm,
): Promise<{ readonly place: OwnFormPlace; readonly values: FormValues }> {
  const { negotiation, briefings, reservations } = await structureOf(services, request);
  if (name === 'new') return { place: { negotiation, noun, record: 0 }, values: {} };
  const record = numberOf(request.params.record);
  const place = { negotiation, noun, record };
  const briefing = ownRecords(briefings).find((each) => each.record === record);
  const isThere =
    noun === 'briefings' ? briefing : ownRecords(reservations).find((each) => each.record === record);
  if (!isThere) throw notFound('There is nothing of that number in this negotiation.');
  return { place, values: briefing && name === 'clarify' ? clarificationValues(briefing) : {} };
}

function perform(
  { database, clock }: Services,
  response: Response,
  name: OwnForm,
  { negotiation: { id: negotiationId }, noun, record }: OwnFormPlace,
  values: FormValues,
): Promise<unknown> {
  const actor = editorOf(response);
  const now = clock();
  if (name === 'new' && noun === 'briefings')
    return publishBriefing(database, actor, { negotiationId, words: briefingIn(values) }, now);
  if (name === 'new')
    return recordReservation(database, actor, { negotiationId, ...reservationIn(values) }, now);
  if (name === 'clarify')
    return clarifyBriefing(database, actor, { negotiationId, record, text: textIn(values, 'text') }, now);
  if (name === 'withdraw')
    return withdrawReservation(database, actor, { negotiationId, record, ...reservationIn(values) }, now);
  const own = noun === 'briefings' ? ('briefing' as const) : ('reservation' as const);
  const isOfWithdrawal = name === 'retract-withdrawal' || name === 'restore-withdrawal';
  const act = { negotiationId, noun: own, record, reason: textIn(values, 'reason'), isOfWithdrawal };
  const isRetraction = name === 'retract' || name === 'retract-withdrawal';
  return (isRetraction ? retractOwn : restoreOwn)(database, actor, act, now);
}
