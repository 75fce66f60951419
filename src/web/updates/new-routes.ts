import { randomUUID } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import { logUpdate } from '../../actions/log-update.js';
import { findNegotiation } from '../../data/negotiations.js';
import { findRecord } from '../../data/records.js';
import { type FieldProblem, InvalidInput } from '../../domain/errors.js';
import type { Negotiation } from '../../domain/negotiation.js';
import { positionScale } from '../../domain/position.js';
import type { Source } from '../../domain/source.js';
import { formOf } from '../forms/form-body.js';
import { type FormValues, prefixed } from '../forms/form-values.js';
import { badRequest, notFound } from '../http-errors.js';
import { numberOf } from '../records/place.js';
import { paths } from '../paths.js';
import { refuseUnknownParameters } from '../reading.js';
import { renderPage } from '../render.js';
import { editorOf } from '../request-context.js';
import { requireAbility } from '../security/guards.js';
import type { Services } from '../services.js';
import { newUpdatePage } from './new-page.js';
import { recognisedSources, rowContext } from './row-context.js';
import { actOf, newUpdateOf, readRows, withAct, withoutEmptyRows } from './update-form.js';

const keyShape = /^[0-9a-f-]{36}$/;

/** Logging an update: the form, its buttons, and its publication. */
export function newUpdateRoutes(services: Services): Router {
  const router = Router();
  const mayPublish = requireAbility('publish');

  router.get('/negotiations/:negotiation/updates/new', mayPublish, async (request, response) => {
    const negotiation = await requireNegotiation(services, request);
    const parameters = request.query as unknown as URLSearchParams;
    refuseUnknownParameters(parameters, ['party', 'demand', 'reaffirm']);
    const values = parameters.has('reaffirm')
      ? await reaffirming(services, negotiation, parameters)
      : prefilled(negotiation, parameters);
    await showForm(services, response, negotiation, values, []);
  });

  router.post('/negotiations/:negotiation/updates', mayPublish, async (request, response) => {
    const negotiation = await requireNegotiation(services, request);
    const values = readRows(formOf(request), ['headline', 'key', 'do']);
    const act = actOf(values);
    if (act.do !== 'publish') return showForm(services, response, negotiation, withAct(values, act), []);
    await publish(services, response, negotiation, withoutEmptyRows(values));
  });

  return router;
}

async function publish(
  services: Services,
  response: Response,
  negotiation: Negotiation,
  values: FormValues,
): Promise<void> {
  const { database, clock } = services;
  const recognised = await recognisedSources(database, values);
  const update = newUpdateOf(withRecognised(values, recognised));
  if (!keyShape.test(update.idempotencyKey)) throw badRequest('The form lacks its key: open it anew.');
  try {
    const input = { negotiationId: negotiation.id, update };
    const { updateId } = await logUpdate(database, editorOf(response), input, clock());
    response.redirect(303, paths.update(negotiation.slug, updateId));
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    await showForm(services, response, negotiation, values, error.problems);
  }
}

/** A recognised source is taken as it is on record, whatever else was typed in its row. */
export function withRecognised(values: FormValues, recognised: ReadonlyMap<number, Source>): FormValues {
  const chosen = [...recognised].map(([index, { id }]) => [`sources.${index}.id`, [String(id)]] as const);
  return { ...values, ...Object.fromEntries(chosen) };
}

async function showForm(
  services: Services,
  response: Response,
  negotiation: Negotiation,
  values: FormValues,
  problems: readonly FieldProblem[],
): Promise<void> {
  const context = await rowContext(services, negotiation, values);
  const page = newUpdatePage(context, values, problems, editorOf(response).csrfToken);
  await renderPage(response, 'updates/new', page, problems.length > 0 ? 422 : 200);
}

/** An empty form with a key of its own; `party` and `demand` (slugs) fill in the first stance's cell. */
function prefilled({ parties, demands }: Negotiation, parameters: URLSearchParams): FormValues {
  const idOf = (items: readonly { readonly id: number; readonly slug: string }[], name: string) =>
    String(items.find(({ slug }) => slug === parameters.get(name))?.id ?? '');
  return {
    key: [randomUUID()],
    'stances.0.party': [idOf(parties, 'party')],
    'stances.0.demand': [idOf(demands, 'demand')],
    'stances.0.citations.0.source': ['0'],
  };
}

/** The same position, said again: everything filled in but its new date, words and source. */
async function reaffirming(
  { database }: Services,
  negotiation: Negotiation,
  parameters: URLSearchParams,
): Promise<FormValues> {
  const record = await findRecord(database.read, negotiation.id, numberOf(parameters.get('reaffirm') ?? ''));
  if (!record) throw notFound('There is no such record in this negotiation.');
  const { party, demand, position, attribution, accountBy, conditions, speaker, speakerRole } = record.stance;
  const name = negotiation.parties.find(({ id }) => id === party)?.name ?? '';
  const proposition = negotiation.demands.find(({ id }) => id === demand)?.proposition ?? '';
  return {
    key: [randomUUID()],
    headline: [
      `${name} reaffirms its position (${positionScale(position).label}): ${proposition}`.slice(0, 200),
    ],
    ...prefixed('stances.0.', {
      party,
      demand,
      position,
      attribution,
      accountBy,
      conditions,
      speaker: speaker?.id ?? null,
      speakerRole,
      'citations.0.source': '0',
    }),
  };
}

async function requireNegotiation({ database }: Services, request: Request): Promise<Negotiation> {
  const slug = String(request.params.negotiation);
  const negotiation = await findNegotiation(database.read, slug);
  if (!negotiation) throw notFound(`There is no negotiation “${slug}”.`);
  return negotiation;
}
