import type { Database } from '../../data/database.js';
import { lastSequence } from '../../data/publications.js';
import { findSourceByUrl, listSources } from '../../data/sources.js';
import { listSpeakers } from '../../data/speakers.js';
import type { Negotiation } from '../../domain/negotiation.js';
import type { Source } from '../../domain/source.js';
import { type FormValues, textIn } from '../forms/form-values.js';
import type { Services } from '../services.js';
import type { RowContext } from './rows-view.js';
import { rowsOf } from './update-form.js';

const newestSources = 100;

/** Loads what the rows of the form offer and show. */
export async function rowContext(
  { database, memory }: Services,
  negotiation: Negotiation,
  values: FormValues,
): Promise<RowContext> {
  const { read } = database;
  const known = await lastSequence(read);
  const parties = negotiation.parties.map(({ id }) => id);
  const [log, speakers, sources, recognised] = await Promise.all([
    memory.logOf(negotiation.id),
    listSpeakers(read, parties),
    listSources(read, newestSources),
    recognisedSources(database, values),
  ]);
  return { negotiation, log, known, speakers, sources, recognised };
}

/** By the index of the row: the source on record whose address was typed, where none was chosen. */
export async function recognisedSources(
  { read }: Database,
  values: FormValues,
): Promise<ReadonlyMap<number, Source>> {
  const found = new Map<number, Source>();
  for (const [index, row] of rowsOf(values, 'sources').entries()) {
    const url = textIn(row, 'url');
    const source = url && textIn(row, 'id') === '' ? await findSourceByUrl(read, url) : null;
    if (source) found.set(index, source);
  }
  return found;
}
