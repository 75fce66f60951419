import type { Request } from 'express';
import type { Reader } from '../../../data/engine/database.js';
import { inTurns } from '../../../data/engine/in-turns.js';
import { entriesBySequence } from '../../../data/log/entries.js';
import { searchNames as findNames, searchStances, type StanceHit } from '../../../data/search/search.js';
import { longestSearch, searchTerms } from '../../../domain/search.js';
import { ownCitations } from '../../../domain/structure/own-citations.js';
import type { PublishedEntry } from '../../../domain/log/published-entry.js';
import type { Clocks } from '../../../domain/cells/cell.js';
import type { NegotiationLog } from '../../../domain/cells/negotiation-log.js';
import { stanceState } from '../../../domain/cells/stance-status.js';
import { cleanName } from '../../../domain/text.js';
import { positionSentence } from '../../../domain/cells/wording.js';
import type { HitRow } from '../../../outputs/tables/page-columns.js';
import { badRequest } from '../../frame/http-errors.js';
import { pageNumberOf } from '../../frame/page-number.js';
import { paths } from '../../frame/paths.js';
import type { Reading } from '../../frame/reading/reading.js';
import type { Services } from '../../frame/services.js';
import { tableBatch } from '../../parts/tables.js';
import { isKindAsked, kindsAsked, type SearchKind } from './kinds.js';
import { namedHits, partiesAndTopics } from './named.js';
import type { PageOf, SearchFacts, SearchOrder } from './pages.js';

/** The parameters of a search besides the clocks, each given once. */
export const searchNames = ['q', 'order'];

/** How many of the newest hits are looked at, and how many of those a page shows; a file is a single page. */
interface Cut {
  readonly page: number;
  readonly looked: number;
  readonly stances: number;
  readonly names: number;
}

const onPage = { looked: 1_000, stances: 50, names: 20 };
/** How many of the newest names of a kind are looked through for those of this negotiation; the index has those of all. */
const lookedThrough = 1_000;
const inFile: Cut = {
  ...{ page: 1, looked: 10_000, stances: 10_000 },
  names: 5 * lookedThrough,
};

type FoundRow = Pick<HitRow, 'kind' | 'id' | 'text' | 'date' | 'stance'> & { readonly path: string };

/** The hits as rows of a table, each with the path of the page where it is found, in batches. */
export async function* hitBatches(
  { database }: Services,
  { negotiation: { slug, parties, demands } }: Reading,
  { first, names, stances }: Hits,
): AsyncGenerator<FoundRow[]> {
  yield first.map(({ kind, id, words, path }) => ({ kind, id, text: words, date: null, stance: null, path }));
  yield names.items.map(({ kind, id, words, date, path }) => ({
    ...{ kind, id, text: words, date, stance: null, path },
  }));
  for (let start = 0; start < stances.items.length; start += tableBatch) {
    const entries = await entriesOf(database.read, stances.items.slice(start, start + tableBatch));
    yield entries.flatMap(({ entry }): FoundRow[] => {
      const party = parties.find(({ id }) => id === entry.stance?.party);
      const demand = demands.find(({ id }) => id === entry.stance?.demand);
      if (!entry.stance || !party || !demand) return [];
      const text = positionSentence(party.name, entry.stance.position, demand.proposition);
      const path = paths.position(slug, party.slug, demand.slug);
      const { stance } = entry;
      return [{ kind: 'stance', id: entry.sequence, text, date: stance.date, stance, path }];
    });
  }
}

/** All hits that a file holds. */
export function hitsOfFile(services: Services, reading: Reading, request: Request): Promise<Hits> {
  return hitsOf(services, reading, request, inFile);
}

/** One page of results: of names, and of the newest matching stances, standing ones first. */
export async function searchFacts(
  services: Services,
  reading: Reading,
  request: Request,
): Promise<SearchFacts> {
  const page = pageNumberOf(request.query as unknown as URLSearchParams);
  const hits = await hitsOf(services, reading, request, { ...onPage, page });
  const items = await entriesOf(services.database.read, hits.stances.items);
  return { ...hits, stances: { ...hits.stances, items } };
}

/** What was found, without the words of the stances. */
type Hits = Omit<SearchFacts, 'stances'> & { readonly stances: PageOf<FoundStance> };
type FoundStance = Pick<PublishedEntry, 'sequence'> & Pick<SearchFacts['stances']['items'][number], 'state'>;

async function entriesOf(
  read: Reader,
  found: readonly FoundStance[],
): Promise<SearchFacts['stances']['items'][number][]> {
  const entries = await entriesBySequence(
    read,
    found.map(({ sequence }) => sequence),
  );
  return found.flatMap(({ sequence, state }) => {
    const entry = entries.get(sequence);
    return entry ? [{ entry, state }] : [];
  });
}

async function hitsOf(services: Services, reading: Reading, request: Request, cut: Cut): Promise<Hits> {
  const { text, order, kinds } = askedFor(request);
  const { read } = services.database;
  const { negotiation, log, clocks } = reading;
  const terms = searchTerms(text);
  const { page, looked } = cut;
  const first = page === 1 && terms.length > 0 ? partiesAndTopics(reading, terms) : [];
  const asked = {
    ...{ reading, text, order, kinds, terms, page },
    first: first.filter(({ kind }) => isKindAsked(kinds, kind)),
  };
  if (terms.length === 0)
    return { ...asked, names: nothingFound, stances: nothingFound, looked: null, cut: null };
  const { id: negotiationId, demands } = negotiation;
  const { known, asOf } = clocks;
  const search = { negotiationId, demands, terms, known, asOf, order, most: looked + 1 };
  const found = isKindAsked(kinds, 'stance') ? await searchStances(read, search) : [];
  const hits = await inTurns(withStates(log, found.slice(0, looked), clocks));
  const [standing, others] = [true, false].map((isStanding) =>
    hits.filter(({ state }) => (state.status === 'standing') === isStanding),
  );
  const stances = pageOf([...(standing ?? []), ...(others ?? [])], page, cut.stances);
  const ownSources = ownCitations(reading, clocks.asOf).keys();
  const most = { most: lookedThrough, ownSources };
  const areNamesAsked = namedKinds.some((kind) => isKindAsked(kinds, kind));
  const named = areNamesAsked ? await findNames(read, terms, { negotiationId, known, ...most }) : [];
  const namesFound = named.filter(({ kind }) => isKindAsked(kinds, kind));
  const isCut = (['update', 'own'] as const).some(
    (kind) => namesFound.filter((hit) => hit.kind === kind).length === lookedThrough,
  );
  const here = await namedHits(services, reading, terms, namesFound);
  const names = pageOf(here.hits, page, cut.names);
  return {
    ...asked,
    names: { ...names, items: await here.wordsOf(names.items) },
    stances,
    looked: found.length > looked ? looked : null,
    cut: isCut ? lookedThrough : null,
  };
}

/** The hits, each with what has become of it at the clocks; a file has so many that others need their turn. */
function* withStates(
  log: NegotiationLog,
  hits: readonly StanceHit[],
  clocks: Clocks,
): Generator<undefined, FoundStance[]> {
  const states: FoundStance[] = [];
  for (const hit of hits) {
    states.push({ ...hit, state: stanceState(log, hit, clocks) });
    yield;
  }
  return states;
}

/** The kinds that are found by their names and texts. */
const namedKinds = ['demand', 'speaker', 'source', 'update', 'own'] as const;

const nothingFound = { items: [], before: 0, count: 0 };

function pageOf<Item>(items: readonly Item[], page: number, length: number): PageOf<Item> {
  const before = Math.min((page - 1) * length, items.length);
  return { items: items.slice(before, before + length), before, count: items.length };
}

function askedFor(request: Request): { text: string; order: SearchOrder; kinds: SearchKind[] } {
  const parameters = request.query as unknown as URLSearchParams;
  const text = cleanName(parameters.get('q') ?? '');
  if (text.length > longestSearch) throw badRequest(`Search for at most ${longestSearch} characters.`);
  const order = parameters.get('order') || 'newest';
  if (order !== 'newest' && order !== 'best') throw badRequest('“order” is newest or best.');
  return { text, order, kinds: kindsAsked(parameters) };
}
