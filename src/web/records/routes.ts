import { type Request, type Response, Router } from 'express';
import { correctRecord } from '../../actions/correct-record.js';
import { retractRecord } from '../../actions/retract-record.js';
import { findNegotiation } from '../../data/negotiations.js';
import { findRecord } from '../../data/records.js';
import { Conflict, type FieldProblem, InvalidInput } from '../../domain/errors.js';
import type { Negotiation } from '../../domain/negotiation.js';
import type { RecordState } from '../../domain/record-state.js';
import { formOf } from '../forms/form-body.js';
import { readFormValues } from '../forms/form-shape.js';
import { type FormValues, numberIn, textIn } from '../forms/form-values.js';
import { notFound } from '../http-errors.js';
import { paths } from '../paths.js';
import { renderPage } from '../render.js';
import { editorOf } from '../request-context.js';
import { requireAbility } from '../security/guards.js';
import type { Services } from '../services.js';
import { withRecognised } from '../updates/new-routes.js';
import { recognisedSources, rowContext } from '../updates/row-context.js';
import {
  actOf,
  readRows,
  rowsOf,
  sourcesOf,
  stanceOf,
  withAct,
  withoutEmptyRows,
} from '../updates/update-form.js';
import { type ActState, correctPage, retractPage } from './pages.js';
import { valuesOfRecord } from './record-form.js';

const correctPath = '/negotiations/:negotiation/records/:record/correct';
const retractPath = '/negotiations/:negotiation/records/:record/retract';

/** Acts on one record: each with its form and its reason. */
export function recordRoutes(services: Services): Router {
  const router = Router();
  const [mayCorrect, mayRetract] = [requireAbility('correct'), requireAbility('retract')];

  router.get(correctPath, mayCorrect, async (request, response) => {
    const place = await placeOf(services, request);
    await showCorrection(services, response, place, { values: valuesOfRecord(place.record) });
  });

  router.post(correctPath, mayCorrect, async (request, response) => {
    const place = await placeOf(services, request);
    const values = readRows(formOf(request), ['reason', 'version', 'do']);
    const act = actOf(values);
    if (act.do !== 'publish')
      return showCorrection(services, response, place, { values: withAct(values, act) });
    await correct(services, response, place, withoutEmptyRows(values));
  });

  router.get(retractPath, mayRetract, async (request, response) => {
    await showRetraction(response, await placeOf(services, request), { values: {} });
  });

  router.post(retractPath, mayRetract, async (request, response) => {
    const place = await placeOf(services, request);
    await retract(services, response, place, readFormValues(formOf(request), ['reason']));
  });

  return router;
}

interface RecordPlace {
  readonly negotiation: Negotiation;
  readonly record: RecordState;
}

type Shown = Pick<ActState, 'values'> & {
  readonly problems?: readonly FieldProblem[];
  readonly notice?: string;
};

async function correct(
  services: Services,
  response: Response,
  place: RecordPlace,
  values: FormValues,
): Promise<void> {
  const { database, clock } = services;
  const complete = withRecognised(values, await recognisedSources(database, values));
  const correction = {
    negotiationId: place.negotiation.id,
    record: place.record.record,
    version: numberIn(values, 'version'),
    reason: textIn(values, 'reason'),
    sources: sourcesOf(complete),
    stance: stanceOf(rowsOf(complete, 'stances')[0] ?? {}),
  };
  try {
    await correctRecord(database, editorOf(response), correction, clock());
    redirectToRecord(response, place.negotiation, correction.stance, place.record);
  } catch (error) {
    if (error instanceof InvalidInput)
      return showCorrection(services, response, place, { values, problems: error.problems }, 422);
    if (!(error instanceof Conflict)) throw error;
    // Sent again, the form corrects what stands now: its editor has seen it above the fields.
    const present = await recordNow(services, place);
    const version = [String(present.record.stance.sequence)];
    const shown = { values: { ...values, version }, notice: `${error.message} Nothing you typed is lost.` };
    await showCorrection(services, response, present, shown, 409);
  }
}

async function retract(
  { database, clock }: Services,
  response: Response,
  place: RecordPlace,
  values: FormValues,
): Promise<void> {
  const { negotiation, record } = place;
  const reason = textIn(values, 'reason');
  const retraction = { negotiationId: negotiation.id, record: record.record, reason };
  try {
    await retractRecord(database, editorOf(response), retraction, clock());
    redirectToRecord(response, negotiation, record.stance, record);
  } catch (error) {
    if (error instanceof InvalidInput)
      return showRetraction(response, place, { values, problems: error.problems }, 422);
    if (!(error instanceof Conflict)) throw error;
    await showRetraction(response, place, { values, notice: error.message }, 409);
  }
}

async function showCorrection(
  services: Services,
  response: Response,
  place: RecordPlace,
  shown: Shown,
  status = 200,
): Promise<void> {
  const context = await rowContext(services, place.negotiation, shown.values);
  // Whatever a record cites can be chosen, however old it is.
  const cited = place.record.citations.map(({ source }) => source);
  const others = context.sources.filter(({ id }) => !cited.some((source) => source.id === id));
  const page = correctPage(stateOf(place, shown, response), { ...context, sources: [...cited, ...others] });
  await renderPage(response, 'records/correct', page, status);
}

async function showRetraction(
  response: Response,
  place: RecordPlace,
  shown: Shown,
  status = 200,
): Promise<void> {
  await renderPage(response, 'records/retract', retractPage(stateOf(place, shown, response)), status);
}

function stateOf(place: RecordPlace, { values, problems = [], notice }: Shown, response: Response): ActState {
  const { csrfToken } = editorOf(response);
  return { ...place, values, problems, notice: notice ?? null, csrfToken };
}

function redirectToRecord(
  response: Response,
  { slug, parties, demands }: Negotiation,
  cell: { readonly party: number; readonly demand: number },
  { record }: RecordState,
): void {
  const party = parties.find(({ id }) => id === cell.party)?.slug ?? '';
  const demand = demands.find(({ id }) => id === cell.demand)?.slug ?? '';
  response.redirect(303, `${paths.position(slug, party, demand)}#record-${record}`);
}

async function placeOf({ database }: Services, request: Request): Promise<RecordPlace> {
  const slug = String(request.params.negotiation);
  const negotiation = await findNegotiation(database.read, slug);
  if (!negotiation) throw notFound(`There is no negotiation “${slug}”.`);
  const number = /^\d{1,9}$/.test(String(request.params.record)) ? Number(request.params.record) : 0;
  const record = await findRecord(database.read, negotiation.id, number);
  if (!record) throw notFound('There is no such record in this negotiation.');
  return { negotiation, record };
}

async function recordNow({ database }: Services, { negotiation, record }: RecordPlace): Promise<RecordPlace> {
  const present = await findRecord(database.read, negotiation.id, record.record);
  return { negotiation, record: present ?? record };
}
