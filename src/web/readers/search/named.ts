import { holdsAll, type NameHit, namesOfSources, wordingsOf } from '../../../data/search/search.js';
import { cellsOfUpdates } from '../../../data/log/update-contents.js';
import { contentsOfUpdate, daysOfUpdate } from '../../../domain/cells/update-contents.js';
import { longDate } from '../../../domain/when.js';
import { citingUpdates, headlinesOf } from '../../../data/log/updates.js';
import { listSpeakers } from '../../../data/structure/speakers.js';
import { ownCitations } from '../../../domain/structure/own-citations.js';
import type { SearchTerm } from '../../../domain/search.js';
import { paths } from '../../frame/paths.js';
import type { Reading } from '../../frame/reading/reading.js';
import type { Services } from '../../frame/services.js';
import { ownStatus } from '../../parts/own-act.js';
import { ownCiting } from '../../parts/own-citing.js';
import { ownActs } from '../../parts/own-acts.js';
import type { FirstHit, NamedHit } from './pages.js';

type Found = Omit<NamedHit, 'id'>;

/** What is found of one kind: whether it is here and known, and the words of some of it, read only where they are shown. */
interface Finding {
  readonly isHere: (id: number) => boolean;
  readonly wordsOf: (ids: readonly number[]) => Promise<(id: number) => Found | null>;
}

/** Hits among names in a negotiation, whose words are read as they are shown. */
export interface Named {
  readonly hits: readonly NameHit[];
  readonly wordsOf: (shown: readonly NameHit[]) => Promise<NamedHit[]>;
}

/**
 * The hits in this negotiation, as it is known at the clocks: what is not known yet is left out, and so is what would be
 * found only by words that came later.
 */
export async function namedHits(
  services: Services,
  reading: Reading,
  terms: readonly SearchTerm[],
  found: readonly NameHit[],
): Promise<Named> {
  const finding: Readonly<Record<NameHit['kind'], Finding>> = {
    demand: demandsIn(reading, terms),
    speaker: await speakersIn(services, reading, idsOf(found, 'speaker')),
    source: await sourcesIn(services, reading, idsOf(found, 'source')),
    update: await headlinesIn(services, reading, terms, idsOf(found, 'update')),
    own: ownIn(reading, idsOf(found, 'own')),
  };
  return {
    hits: found.filter(({ kind, id }) => finding[kind].isHere(id)),
    wordsOf: async (shown) => {
      const words = new Map<NameHit['kind'], (id: number) => Found | null>();
      for (const kind of new Set(shown.map((hit) => hit.kind)))
        words.set(kind, await finding[kind].wordsOf(idsOf(shown, kind)));
      return shown.flatMap(({ kind, id }) => {
        const said = words.get(kind)?.(id) ?? null;
        return said === null ? [] : [{ id, ...said }];
      });
    },
  };
}

/** The parties and topics whose names hold the words: they are few, and in memory. */
export function partiesAndTopics({ negotiation }: Reading, terms: readonly SearchTerm[]): FirstHit[] {
  const { slug, parties, topics, demands } = negotiation;
  const isFound = (names: readonly (string | null)[]) => holdsAll(listOf(names), terms);
  const hasDemands = (topic: number) => demands.some((demand) => demand.topic.id === topic);
  return [
    ...parties
      .filter(({ name, shortName }) => isFound([name, shortName]))
      .map((party): FirstHit => {
        const path = paths.party(slug, party.slug);
        return { kind: 'party', id: party.id, words: party.name, path, query: [] };
      }),
    ...topics
      .filter(({ id, name }) => isFound([name]) && hasDemands(id))
      .map((topic): FirstHit => {
        const [path, query] = [paths.negotiation(slug), [['topic', topic.slug]] as const];
        return { kind: 'topic', id: topic.id, words: topic.name, path, query };
      }),
  ];
}

function listOf(names: readonly (string | null)[]): string[] {
  return names.filter((name) => name !== null);
}

function idsOf(hits: readonly NameHit[], kind: NameHit['kind']): number[] {
  return hits.filter((hit) => hit.kind === kind).map(({ id }) => id);
}

/** Of a kind whose words are in memory. */
function inMemory(wordsOf: (id: number) => Found | null): Finding {
  return { isHere: (id) => wordsOf(id) !== null, wordsOf: async () => wordsOf };
}

const nothing = inMemory(() => null);

const plainHit = { place: '', details: null, date: null, days: null, status: null };

/** Whether the words that are known hold the terms. As it is known now, the index has said so already. */
function isFoundBy({ query }: Reading, words: readonly string[], terms: readonly SearchTerm[]): boolean {
  return query.knownAt === null || holdsAll(words, terms);
}

function demandsIn(reading: Reading, terms: readonly SearchTerm[]): Finding {
  const { slug, demands } = reading.negotiation;
  return inMemory((id) => {
    const demand = demands.find((each) => each.id === id);
    if (!demand || !isFoundBy(reading, wordingsOf(demand), terms)) return null;
    const path = paths.demand(slug, demand.slug);
    return { ...plainHit, kind: 'demand', words: demand.proposition, path };
  });
}

async function speakersIn(
  { database }: Services,
  { negotiation: { slug, parties } }: Reading,
  ids: readonly number[],
): Promise<Finding> {
  const speakers =
    ids.length === 0
      ? []
      : await listSpeakers(
          database.read,
          parties.map(({ id }) => id),
        );
  return inMemory((id) => {
    const speaker = speakers.find((each) => each.id === id);
    const party = parties.find((each) => each.id === speaker?.party);
    if (!speaker || !party) return null;
    return { ...plainHit, kind: 'speaker', words: speaker.name, path: paths.party(slug, party.slug) };
  });
}

async function sourcesIn(
  { database: { read } }: Services,
  reading: Reading,
  ids: readonly number[],
): Promise<Finding> {
  const { negotiation, clocks } = reading;
  const updates = await citingUpdates(read, { negotiationId: negotiation.id, known: clocks.known }, ids);
  const own = ownCitations(reading, clocks.asOf);
  return {
    isHere: (id) => updates.has(id) || own.has(id),
    wordsOf: async (shown) => {
      const names = await namesOfSources(read, shown);
      return (id) => {
        const [named, update, [citation] = []] = [names.get(id), updates.get(id), own.get(id)];
        if (named === undefined) return null;
        const { words, publishedDate: date } = named;
        const days = date && longDate(date);
        const hit = { ...plainHit, kind: 'source', words, date, days } as const;
        if (update !== undefined) return { ...hit, path: paths.update(negotiation.slug, update) };
        return citation ? { ...hit, ...placeOf(ownCiting(reading, citation)) } : null;
      };
    },
  };
}

function placeOf({ path, place }: Pick<NamedHit, 'path' | 'place'>) {
  return { path, place };
}

async function headlinesIn(
  { database: { read }, memory }: Services,
  reading: Reading,
  terms: readonly SearchTerm[],
  ids: readonly number[],
): Promise<Finding> {
  if (ids.length === 0) return nothing;
  const { negotiation, clocks, query } = reading;
  const counted = await memory.countedAt(negotiation.id, clocks);
  const wordings = async (updates: readonly number[]) => {
    const first = await headlinesOf(read, updates);
    return (id: number) => [
      first.get(id) ?? '',
      ...negotiation.headlines.filter(({ update }) => update === id).map(({ words }) => words),
    ];
  };
  // As it is known now, the index has said what is found; at another time it may know clearer words that came later.
  const isElsewhen = query.knownAt !== null;
  const known = isElsewhen ? await wordings(ids) : null;
  return {
    isHere: (id) =>
      (counted === null || counted.updates.has(id)) && (known === null || holdsAll(known(id), terms)),
    wordsOf: async (shown) => {
      const wordingsIn = await wordings(shown);
      const cells = await cellsOfUpdates(read, shown, clocks.asOf);
      return (id) => {
        const contents = contentsOfUpdate(negotiation, cells.get(id) ?? []);
        return {
          ...{ ...plainHit, kind: 'headline', words: wordingsIn(id).at(-1) ?? '' },
          ...{ date: contents.last?.date ?? null, days: daysOfUpdate(contents) || null },
          path: paths.update(negotiation.slug, id),
        };
      };
    },
  };
}

function ownIn(reading: Reading, ids: readonly number[]): Finding {
  if (ids.length === 0) return nothing;
  const { negotiation, clocks } = reading;
  const acts = ownActs(reading);
  const bySequence = new Map(acts.map((act) => [act.sequence, act]));
  return inMemory((id) => {
    const question = negotiation.questions.find(({ createdSequence }) => createdSequence === id);
    if (question)
      return {
        ...{ ...plainHit, kind: 'question', words: question.wording },
        path: paths.question(negotiation.slug, question.slug),
      };
    const act = bySequence.get(id);
    const isPast = act && (clocks.asOf === null || act.day === null || act.day <= clocks.asOf);
    if (!isPast) return null;
    const { noun, title, summary, path, place, day } = act;
    const said = day && longDate(day);
    const days = said && !title.includes(said) ? said : null;
    const status = ownStatus(act, acts);
    return { kind: noun, words: title, details: summary, date: day, days, status, path, place };
  });
}
