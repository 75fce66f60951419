import { type Request, type Response, Router } from 'express';
import { namesOnRecord } from '../../../data/structure/sources.js';
import { listSpeakers } from '../../../data/structure/speakers.js';
import type { SourceChoice } from '../../../domain/log/update.js';
import { attempt } from '../../frame/forms/attempt.js';
import { formOf } from '../../frame/forms/form-body.js';
import { type FormValues, optionalTextIn, textIn } from '../../frame/forms/form-values.js';
import { asRecordedQuery } from '../../parts/cited-as-recorded.js';
import { paths, recordPlace } from '../../frame/paths.js';
import { renderPage } from '../../frame/render.js';
import { editorOf } from '../../frame/request-context.js';
import { requireAbility } from '../../frame/security/guards.js';
import type { Services } from '../../frame/services.js';
import { withRecognised } from '../../parts/update-form/form-steps.js';
import { recognisedSources, rowContext } from '../../parts/update-form/row-context.js';
import { hasUnusedDetails, rowWarnings } from '../../parts/update-form/row-warnings.js';
import { meant } from '../../parts/update-form/understood.js';
import { readRows, sourcesOf } from '../../parts/update-form/update-form.js';
import { actStateOn } from './act-state.js';
import { othersOf } from '../../parts/record-form/statement-others.js';
import { positionUrl } from '../../parts/position-url.js';
import { forAllField } from '../../parts/record-form/version-page.js';
import { betweenNames, sourceActPage } from './pages.js';
import { placeOf, type Shown, targetPlaceOf } from '../../frame/place.js';
import { type SourceAct, sourceActs, type SourceActPlace } from './source-acts.js';

/** Acts with a source: corroborations and denials, and clarifications of what these cite. */
export function sourceActRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  for (const act of sourceActs) {
    const path = pathOf(act, ':negotiation', ':record', ':entry');
    const mayAct = requireAbility(act.ability);

    router.get(path, mayAct, async (request, response) => {
      const place = await actPlaceOf(services, request, act);
      await show(services, response, act, place, { values: act.initial(place.target) });
    });

    router.post(path, mayAct, async (request, response) => {
      const place = await actPlaceOf(services, request, act);
      const names = ['asked', 'forAll', ...act.definitions([], place.record).map(({ name }) => name)];
      const given = readRows(formOf(request), names);
      await perform(services, response, act, place, await understoodIn(services, act, place, given));
    });
  }
  return router;
}

function pathOf(
  act: SourceAct,
  negotiation: string,
  record: number | string,
  entry: number | string,
): string {
  if (act.name === 'clarify') return paths.entryAct(negotiation, record, entry, act.name);
  return paths.recordAct(negotiation, record, act.name);
}

/** What the address names: a record, or one of its corroborations and denials; 404 if there is none. */
async function actPlaceOf(services: Services, request: Request, act: SourceAct): Promise<SourceActPlace> {
  if (act.on === 'entry') {
    const place = await targetPlaceOf(services, request);
    const { negotiation, record, target } = place;
    return { ...place, action: pathOf(act, negotiation.slug, record.record, target.sequence) };
  }
  const place = await placeOf(services, request);
  return { ...place, target: null, action: pathOf(act, place.negotiation.slug, place.record.record, '') };
}

/** Replaces words typed in place of a choice by the choice that they mean. */
async function understoodIn(
  { database }: Services,
  { definitions }: SourceAct,
  { record }: SourceActPlace,
  values: FormValues,
): Promise<FormValues> {
  const fields = definitions(await listSpeakers(database.read, [record.stance.party]), record);
  return { ...values, ...Object.fromEntries(fields.flatMap((field) => meant(values, field))) };
}

async function perform(
  services: Services,
  response: Response,
  act: SourceAct,
  place: SourceActPlace,
  values: FormValues,
): Promise<void> {
  const { database, clock } = services;
  const { negotiation, structure, record, target } = place;
  const { near } = await rowWarnings(database.read, values, await namesOnRecord(database.read));
  const asked = textIn(values, 'asked').split(betweenNames);
  if (near.some((name) => !asked.includes(name)))
    return show(services, response, act, place, { values, notice: askedBack(act) }, 422);
  const complete = withRecognised(values, await recognisedSources(database, values));
  const input = {
    negotiationId: negotiation.id,
    structure,
    record: record.record,
    target: target?.sequence ?? 0,
    source: sourcesOf(complete)[0] as SourceChoice,
    citation: {
      source: 0,
      locator: optionalTextIn(values, 'locator'),
      firstReportedBy: optionalTextIn(values, 'firstReportedBy'),
    },
    isForAll: textIn(values, 'forAll') === 'yes',
  };
  const publish = async () => {
    const hasUnused = await hasUnusedDetails(database.read, values);
    await act.perform(database, editorOf(response), input, values, clock());
    const position = positionUrl(negotiation, record);
    response.redirect(303, recordPlace(position, record.record, asRecordedQuery(hasUnused)));
  };
  await attempt(publish, {
    invalid: ({ problems }) => show(services, response, act, place, { values, problems }, 422),
    conflict: ({ message }) => show(services, response, act, place, { values, notice: message }, 409),
  });
}

function askedBack({ words }: SourceAct): string {
  return `A name is nearly one on record: see below. Mend it, or press “${words.submit}” again if it is meant as it stands.`;
}

async function show(
  services: Services,
  response: Response,
  act: SourceAct,
  place: SourceActPlace,
  shown: Shown,
  status = 200,
): Promise<void> {
  const context = await rowContext(services, place.negotiation, shown.values);
  const state = { ...actStateOn(response, place, act, shown), action: place.action };
  const others = act.refusal === null ? [] : await othersOf(services.database.read, place, act.refusal);
  const fields = act.definitions(context.speakers, place.record);
  const page = sourceActPage(state, context, others.length === 0 ? fields : [...fields, forAllField(others)]);
  await renderPage(response, 'desk/records/source-act', page, status);
}
