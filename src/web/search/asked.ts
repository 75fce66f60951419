import type { Request } from 'express';
import type { Reader } from '../../data/database.js';
import { entriesBySequence } from '../../data/entries.js';
import { type NameHit, searchNames as findNames, searchStances } from '../../data/search.js';
import { listSpeakers } from '../../data/speakers.js';
import { citingUpdates } from '../../data/updates.js';
import { searchQuery } from '../../domain/search.js';
import { stanceState } from '../../domain/stance-status.js';
import { positionSentence } from '../../domain/wording.js';
import type { HitRow } from '../../outputs/page-columns.js';
import { badRequest } from '../http-errors.js';
import { paths } from '../paths.js';
import type { Reading } from '../reading.js';
import type { Services } from '../services.js';
import type { NamedHit, SearchFacts, SearchOrder } from './pages.js';

/** The parameters of a search besides the clocks, each once. */
export const searchNames = ['q', 'order'];

const mostStances = 50;
/** A file of hits is not cut where a page is; nobody reads more. */
const mostInFile = 10_000;
const mostNames = 20;
/** How many of the best names are looked through for those of this negotiation; the index holds those of all. */
const lookedThrough = 1_000;
const longestText = 200;

/** The hits as the rows of a table, each with the path of the page where it is found. */
export async function hitRows(
  services: Services,
  reading: Reading,
  request: Request,
): Promise<(Pick<HitRow, 'kind' | 'id' | 'text'> & { readonly path: string })[]> {
  const { names, stances } = await searchFacts(services, reading, request, mostInFile);
  const { slug, parties, demands } = reading.negotiation;
  const found = stances.flatMap(({ entry }) => {
    const party = parties.find(({ id }) => id === entry.stance?.party);
    const demand = demands.find(({ id }) => id === entry.stance?.demand);
    if (!entry.stance || !party || !demand) return [];
    const text = positionSentence(party.name, entry.stance.position, demand.proposition);
    const path = paths.position(slug, party.slug, demand.slug);
    return [{ kind: 'stance' as const, id: entry.sequence, text, path }];
  });
  return [...names.map(({ kind, id, words, path }) => ({ kind, id, text: words, path })), ...found];
}

/** What was found: all names up to a limit, and so many stances. */
export async function searchFacts(
  { database }: Services,
  reading: Reading,
  request: Request,
  most = mostStances,
): Promise<SearchFacts> {
  const { text, order } = askedFor(request);
  const { read } = database;
  const { negotiation, log, clocks } = reading;
  const query = searchQuery(text);
  if (query === null) return { reading, text, order, names: [], stances: [], hasMore: false };
  const search = { negotiationId: negotiation.id, query, known: clocks.known, asOf: clocks.asOf, order };
  const hits = await searchStances(read, { ...search, most: most + 1 });
  const shown = hits.slice(0, most);
  const entries = await entriesBySequence(read, shown);
  const stances = shown.flatMap((sequence) => {
    const entry = entries.get(sequence);
    return entry ? [{ entry, state: stanceState(log, entry, clocks) }] : [];
  });
  const names = await named(read, reading, await findNames(read, query, lookedThrough));
  return { reading, text, order, names: names.slice(0, mostNames), stances, hasMore: hits.length > most };
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
