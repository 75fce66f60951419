import { type Request, type Response, Router } from 'express';
import { clarifyRecord } from '../../../actions/records/clarify-record.js';
import { correctRecord } from '../../../actions/records/correct-record.js';
import { createOnTheWay } from '../../../actions/structure/create-on-the-way.js';
import { attempt } from '../../frame/forms/attempt.js';
import { formOf } from '../../frame/forms/form-body.js';
import { type FormValues, textIn } from '../../frame/forms/form-values.js';
import { asRecordedQuery } from '../../parts/cited-as-recorded.js';
import { paths, recordPlace } from '../../frame/paths.js';
import { renderPage } from '../../frame/render.js';
import { editorOf } from '../../frame/request-context.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { valuesOfRecord } from '../../parts/record-form/record-values.js';
import { othersCorrected } from '../../parts/record-form/statement-others.js';
import { versionContext, versionIn, versionNames } from '../../parts/record-form/version-form.js';
import { versionPage } from '../../parts/record-form/version-page.js';
import { type Creating, made, withMade } from '../../parts/update-form/creating.js';
import { understoodValues } from '../../parts/update-form/row-context.js';
import { hasUnusedDetails } from '../../parts/update-form/row-warnings.js';
import { actOf, readRows, withAct, withoutEmptyRows } from '../../parts/update-form/update-form.js';
import { positionUrl } from '../../parts/position-url.js';
import { actStateOn } from './act-state.js';
import { placeNow, placeOf, type RecordPlace, type Shown } from '../../frame/place.js';

interface VersionAct {
  readonly name: 'correct' | 'clarify';
  readonly publish: typeof correctRecord;
  readonly words: { readonly heading: string; readonly lede: string; readonly submit: string };
  readonly reasonHint: string;
}

const versionActs: readonly VersionAct[] = [
  {
    name: 'correct',
    publish: correctRecord,
    words: {
      heading: 'Correct a record',
      lede: 'For our mistakes, not for a party’s change of mind: that is a new stance. The old words stay in the log, struck.',
      submit: 'Publish the correction',
    },
    reasonHint: 'Readers see it beside the struck words. At least 10 characters.',
  },
  {
    name: 'clarify',
    publish: clarifyRecord,
    words: {
      heading: 'Clarify a record',
      lede: 'For wording and details of sources: nothing that a reader would call a change. It is listed in the log, not among the corrections.',
      submit: 'Publish the clarification',
    },
    reasonHint: 'Optional.',
  },
];

/** New versions of a record: corrections and clarifications. */
export function versionRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const mayCorrect = requireAbility('correct');
  for (const act of versionActs) {
    const path = paths.recordAct(':negotiation', ':record', act.name);

    router.get(path, mayCorrect, async (request, response) => {
      const place = await placeOf(services, request);
      await show(services, response, act, place, { values: valuesOfRecord(place.record) });
    });

    router.post(path, mayCorrect, async (request, response) => {
      const place = await placeOf(services, request);
      const given = readRows(formOf(request), [...versionNames, 'do']);
      const values = await understoodValues(services, place.negotiation, given);
      const pressed = actOf(values);
      if (pressed.do === 'create') return create(services, request, response, act, values, pressed);
      if (pressed.do !== 'submit')
        return show(services, response, act, place, { values: withAct(values, pressed) });
      await publish(services, response, act, place, withoutEmptyRows(values));
    });
  }
  return router;
}

/** Makes what a list of the form lacks. Words that mean something by now choose it: then it was made meanwhile. */
async function create(
  services: Services,
  request: Request,
  response: Response,
  act: VersionAct,
  values: FormValues,
  creating: Creating,
): Promise<void> {
  const { database, clock } = services;
  const [place, actor, now] = [await placeOf(services, request), editorOf(response), clock()];
  const negotiationId = place.negotiation.id;
  const make = async () => {
    const id = await createOnTheWay(
      database,
      actor,
      (within) => made({ database: within, actor, negotiationId, now }, values, creating),
      now,
    );
    const present = await placeOf(services, request);
    await show(services, response, act, present, { values: withMade(values, creating, id) });
  };
  if (/^\d+$/.test(textIn(values, `stances.${creating.index}.${creating.picker}`)))
    return show(services, response, act, place, { values });
  await attempt(make, {
    invalid: ({ problems }) => show(services, response, act, place, { values, problems }, 422),
  });
}

async function publish(
  services: Services,
  response: Response,
  act: VersionAct,
  place: RecordPlace,
  values: FormValues,
): Promise<void> {
  const { database, clock } = services;
  const version = await versionIn(services, place, values);
  const publish = async () => {
    const hasUnused = await hasUnusedDetails(database.read, values);
    await act.publish(database, editorOf(response), version, clock());
    const position = positionUrl(place.negotiation, version);
    response.redirect(303, recordPlace(position, place.record.record, asRecordedQuery(hasUnused)));
  };
  await attempt(publish, {
    invalid: ({ problems }) => show(services, response, act, place, { values, problems }, 422),
    conflict: async ({ message }) => {
      // Sent again, the form replaces the present version, which the editor has then seen above the fields.
      const present = await placeNow(services, place);
      const seen = [String(present.record.stance.sequence)];
      const notice = `${message} Nothing you typed is lost.`;
      await show(services, response, act, present, { values: { ...values, version: seen }, notice }, 409);
    },
  });
}

async function show(
  services: Services,
  response: Response,
  act: VersionAct,
  place: RecordPlace,
  shown: Shown,
  status = 200,
): Promise<void> {
  const context = await versionContext(services, place, shown.values, editorOf(response).role);
  const state = actStateOn(response, place, act, shown);
  const others = act.name === 'correct' ? await othersCorrected(services.database.read, place) : [];
  const page = versionPage(state, context, { reasonHint: act.reasonHint, others });
  await renderPage(response, 'desk/records/version', page, status);
}
