import { findRecord } from '../../../data/log/records.js';
import { findUpdate } from '../../../data/log/updates.js';
import type { Negotiation } from '../../../domain/structure/negotiation.js';
import { positionScale } from '../../../domain/log/position.js';
import { type FormValues, prefixed } from '../../frame/forms/form-values.js';
import { notFound } from '../../frame/http-errors.js';
import { numberOf } from '../../frame/place.js';
import type { Services } from '../../frame/services.js';
import { rowLimits } from './rows.js';

/** What the address of a new form may name: a cell, a record to be reaffirmed, or an update whose sources report more. */
export const initialNames = ['party', 'demand', 'reaffirm', 'sources'] as const;

/** The values of a new form, as the address asks. */
export async function initialValues(
  services: Services,
  negotiation: Negotiation,
  parameters: URLSearchParams,
): Promise<FormValues> {
  if (parameters.has('reaffirm')) return reaffirming(services, negotiation, parameters);
  const sources = parameters.has('sources') ? await sourcesAgain(services, negotiation, parameters) : {};
  return { ...sources, ...prefilled(negotiation, parameters) };
}

/** `party` and `demand` (slugs) fill in the first stance's cell. */
function prefilled({ parties, demands }: Negotiation, parameters: URLSearchParams): FormValues {
  const idOf = (items: readonly { readonly id: number; readonly slug: string }[], name: string) =>
    String(items.find(({ slug }) => slug === parameters.get(name))?.id ?? '');
  return {
    'stances.0.party': [idOf(parties, 'party')],
    'stances.0.demand': [idOf(demands, 'demand')],
    'stances.0.citations.0.source': ['0'],
  };
}

/** The sources of an update that was published, as many as one update takes. */
async function sourcesAgain(
  { database }: Services,
  negotiation: Negotiation,
  parameters: URLSearchParams,
): Promise<FormValues> {
  const number = numberOf(parameters.get('sources') ?? '');
  const update = await findUpdate(database.read, negotiation.id, number);
  if (!update) throw notFound('There is no such update in this negotiation.');
  const sources = update.sources.slice(0, rowLimits.sources);
  return Object.fromEntries(sources.map(({ id }, index) => [`sources.${index}.id`, [String(id)]]));
}

/** The same position again: everything is filled in except its new date, words and source. */
async function reaffirming(
  { database }: Services,
  negotiation: Negotiation,
  parameters: URLSearchParams,
): Promise<FormValues> {
  const record = await findRecord(database.read, negotiation.id, numberOf(parameters.get('reaffirm') ?? ''));
  if (!record) throw notFound('There is no such record in this negotiation.');
  const { party, demand, position, attribution, accountBy, speaker, speakerRole } = record.stance;
  const { conditions, agreedFirst, droppedFirst } = record.stance;
  const name = negotiation.parties.find(({ id }) => id === party)?.name ?? '';
  const proposition = negotiation.demands.find(({ id }) => id === demand)?.proposition ?? '';
  return {
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
      agreedFirst,
      droppedFirst,
      speaker: speaker?.id ?? null,
      speakerRole,
      'citations.0.source': '0',
    }),
  };
}
