import { type Request, Router } from 'express';
import type { Reader } from '../../data/database.js';
import { entriesBySequence } from '../../data/entries.js';
import { citingUpdates, type NameHit, searchNames, searchStances } from '../../data/search.js';
import { listSpeakers } from '../../data/speakers.js';
import { searchQuery } from '../../domain/search.js';
import { stanceState } from '../../domain/stance-status.js';
import { badRequest } from '../http-errors.js';
import { paths } from '../paths.js';
import { type Reading, readNegotiation } from '../reading.js';
import { renderPage } from '../render.js';
import type { Services } from '../services.js';
import { type NamedHit, type SearchFacts, type SearchOrder, searchPage } from './pages.js';

const mostStances = 50;
const mostNames = 20;
const longestText = 200;

/** Full-text search over what a negotiation has on record. */
export function searchRoutes(services: Services): Router {
  const router = Router();
  router.get(paths.search(':negotiation'), async (request, response) => {
    const reading = await readNegotiation(services, request, ['q', 'order']);
    const { text, order } = askedFor(request);
    const facts = await factsOf(services, reading, text, order);
    await renderPage(response, 'search/search', searchPage(facts));
  });
  return router;
}

async function factsOf(
  { database }: Services,
  reading: Reading,
  text: string,
  order: SearchOrder,
): Promise<SearchFacts> {
  const { read } = database;
  const { negotiation, log, clocks } = reading;
  const query = searchQuery(text);
  if (query === null) return { reading, text, order, names: [], stances: [], hasMore: false };
  const search = { negotiationId: negotiation.id, query, known: clocks.known, asOf: clocks.asOf, order };
  const hits = await searchStances(read, { ...search, most: mostStances + 1 });
  const shown = hits.slice(0, mostStances);
  const entries = await entriesBySequence(read, shown);
  const stances = shown.flatMap((sequence) => {
    const entry = entries.get(sequence);
    return entry ? [{ entry, state: stanceState(log, entry, clocks) }] : [];
  });
  const names = await named(read, reading, await searchNames(read, query, mostNames));
  return { reading, text, order, names, stances, hasMore: hits.length > mostStances };
}

/** Where each name leads in this negotiation; names that are of others are passed over. */
async function named(read: Reader, reading: Reading, hits: readonly NameHit[]): Promise<NamedHit[]> {
  const { negotiation, clocks } = reading;
  const place = { negotiationId: negotiation.id, known: clocks.known };
  const idsOf = (kind: NameHit['kind']) => hits.filter((hit) => hit.kind === kind).map(({ id }) => id);
  const updates = await citingUpdates(read, place, idsOf('source'));
  const speakers = await listSpeakers(
    read,
    negotiation.parties.map(({ id }) => id),
  );
  return hits.flatMap((hit) => {
    const path = pathOf(hit);
    return path === null ? [] : [{ ...hit, path }];
  });

  function pathOf({ kind, id }: NameHit): string | null {
    if (kind === 'demand') {
      const demand = negotiation.demands.find((each) => each.id === id);
      return demand ? paths.demand(negotiation.slug, demand.slug) : null;
    }
    if (kind === 'source') {
      const update = updates.get(id);
      return update === undefined ? null : paths.update(negotiation.slug, update);
    }
    const speaker = speakers.find((each) => each.id === id);
    const party = negotiation.parties.find((each) => each.id === speaker?.party);
    return party ? paths.party(negotiation.slug, party.slug) : null;
  }
}

function askedFor(request: Request): { text: string; order: SearchOrder } {
  const parameters = request.query as unknown as URLSearchParams;
  const text = (parameters.get('q') ?? '').trim();
  if (text.length > longestText) throw badRequest(`Search for at most ${longestText} characters.`);
  const order = parameters.get('order') || 'newest';
  if (order !== 'newest' && order !== 'best') throw badRequest('“order” is newest or best.');
  return { text, order };
}
