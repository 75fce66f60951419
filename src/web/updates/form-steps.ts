import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { findRecord } from '../../data/records.js';
import { Conflict, InvalidInput } from '../../domain/errors.js';
import type { Negotiation } from '../../domain/negotiation.js';
import { positionScale } from '../../domain/position.js';
import type { Source } from '../../domain/source.js';
import type { NewUpdate } from '../../domain/update.js';
import { formOf } from '../forms/form-body.js';
import { type FormValues, prefixed } from '../forms/form-values.js';
import { badRequest, notFound } from '../http-errors.js';
import { refuseUnknownParameters } from '../reading.js';
import { numberOf } from '../records/place.js';
import { renderPage } from '../render.js';
import { editorOf } from '../request-context.js';
import type { Services } from '../services.js';
import { newUpdatePage, type Refused, type UpdateFormPurpose } from './new-page.js';
import { recognisedSources, rowContext } from './row-context.js';
import { actOf, newUpdateOf, readRows, withAct, withoutEmptyRows } from './update-form.js';

const keyShape = /^[0-9a-f-]{36}$/;

export interface UpdateForm {
  readonly negotiation: Negotiation;
  readonly purpose: UpdateFormPurpose;
}

/**
 * Does what the pressed button asks: adds or takes away a row, or sends the update off and goes where `send` says.
 * What is refused comes back as it was typed, each problem at its field.
 */
export async function submitUpdateForm(
  services: Services,
  request: Request,
  response: Response,
  form: UpdateForm,
  send: (update: NewUpdate) => Promise<string>,
): Promise<void> {
  const typed = readRows(formOf(request), ['headline', 'key', 'do']);
  const act = actOf(typed);
  if (act.do !== 'submit')
    return showUpdateForm(services, response, { ...form, values: withAct(typed, act) });
  const values = withoutEmptyRows(typed);
  const recognised = await recognisedSources(services.database, values);
  const update = newUpdateOf(withRecognised(values, recognised));
  if (!keyShape.test(update.idempotencyKey)) throw badRequest('The form lacks its key: open it anew.');
  try {
    response.redirect(303, await send(update));
  } catch (error) {
    const again = { ...form, values };
    if (error instanceof InvalidInput)
      return showUpdateForm(services, response, again, { problems: error.problems }, 422);
    if (!(error instanceof Conflict)) throw error;
    await showUpdateForm(services, response, again, { notice: error.message }, 409);
  }
}

/** A recognised source is taken as it is on record, whatever else was typed in its row. */
export function withRecognised(values: FormValues, recognised: ReadonlyMap<number, Source>): FormValues {
  const chosen = [...recognised].map(([index, { id }]) => [`sources.${index}.id`, [String(id)]] as const);
  return { ...values, ...Object.fromEntries(chosen) };
}

export async function showUpdateForm(
  services: Services,
  response: Response,
  { negotiation, purpose, values }: UpdateForm & { readonly values: FormValues },
  refused: Refused = {},
  status = 200,
): Promise<void> {
  const context = await rowContext(services, negotiation, values);
  const page = newUpdatePage(context, purpose, values, refused, editorOf(response).csrfToken);
  await renderPage(response, 'updates/new', page, status);
}

/** What a new form is filled with, as the query asks: a cell, or a record that is said again. */
export async function newValues(
  services: Services,
  negotiation: Negotiation,
  request: Request,
): Promise<FormValues> {
  const parameters = request.query as unknown as URLSearchParams;
  refuseUnknownParameters(parameters, ['party', 'demand', 'reaffirm']);
  if (!parameters.has('reaffirm')) return prefilled(negotiation, parameters);
  return reaffirming(services, negotiation, parameters);
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
