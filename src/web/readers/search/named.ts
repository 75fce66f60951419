import { holdsAll, type NameHit, namesOfSources, wordingsOf } from '../../../data/search/search.js';
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
import type { NamedHit } from './pages.js';

type Found = Omit<NamedHit, 'id'>;
type Finding = (id: number) => Found | null;

/**
 * The text and link of each hit among names in this negotiation, as it is known at the clocks: what is not known yet is
 * left out, and so is what would be found only by words that came later.
 */
export async function namedHits(
  services: Services,
  reading: Reading,
  terms: readonly SearchTerm[],
  hits: readonly NameHit[],
): Promise<NamedHit[]> {
  const idsOf = (kind: NameHit['kind']) => hits.filter((hit) => hit.kind === kind).map(({ id }) => id);
  const finding: Readonly<Record<NameHit['kind'], Finding>> = {
    demand: demandsIn(reading, terms),
    speaker: await speakersIn(services, reading, idsOf('speaker')),
    source: await sourcesIn(services, reading, idsOf('source')),
    update: await headlinesIn(services, reading, terms, idsOf('update')),
    own: ownIn(reading, idsOf('own')),
  };
  return hits.flatMap(({ kind, id }) => {
    const found = finding[kind](id);
    return found === null ? [] : [{ id, ...found }];
  });
}

const plainHit = { place: '', details: null, status: null };

/** Whether the words that are known hold the terms. As it is known now, the index has said so already. */
function isFoundBy({ query }: Reading, words: readonly string[], terms: readonly SearchTerm[]): boolean {
  return query.knownAt === null || holdsAll(words, terms);
}

function demandsIn(reading: Reading, terms: readonly SearchTerm[]): Finding {
  const { slug, demands } = reading.negotiation;
  return (id) => {
    const demand = demands.find((each) => each.id === id);
    if (!demand || !isFoundBy(reading, wordingsOf(demand), terms)) return null;
    const path = paths.demand(slug, demand.slug);
    return { ...plainHit, kind: 'demand', words: demand.proposition, path };
  };
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
  return (id) => {
    const speaker = speakers.find((each) => each.id === id);
    const party = parties.find((each) => each.id === speaker?.party);
    if (!speaker || !party) return null;
    return { ...plainHit, kind: 'speaker', words: speaker.name, path: paths.party(slug, party.slug) };
  };
}

async function sourcesIn(
  { database: { read } }: Services,
  reading: Reading,
  ids: readonly number[],
): Promise<Finding> {
  const { negotiation, clocks } = reading;
  const updates = await citingUpdates(read, { negotiationId: negotiation.id, known: clocks.known }, ids);
  const own = ownCitations(reading, clocks.asOf);
  const names = await namesOfSources(
    read,
    ids.filter((id) => updates.has(id) || own.has(id)),
  );
  return (id) => {
    const [words, update, [citation] = []] = [names.get(id), updates.get(id), own.get(id)];
    if (words === undefined) return null;
    if (update !== undefined)
      return { ...plainHit, kind: 'source', words, path: paths.update(negotiation.slug, update) };
    if (!citation) return null;
    const { path, place } = ownCiting(reading, citation);
    return { ...plainHit, kind: 'source', words, path, place };
  };
}

async function headlinesIn(
  { database: { read }, memory }: Services,
  reading: Reading,
  terms: readonly SearchTerm[],
  ids: readonly number[],
): Promise<Finding> {
  if (ids.length === 0) return () => null;
  const { negotiation, clocks } = reading;
  const first = await headlinesOf(read, ids);
  const counted = await memory.countedAt(negotiation.id, clocks);
  return (id) => {
    const headline = first.get(id);
    if (headline === undefined || (counted !== null && !counted.updates.has(id))) return null;
    const clearer = negotiation.headlines.filter(({ update }) => update === id).map(({ words }) => words);
    const wordings = [headline, ...clearer];
    if (!isFoundBy(reading, wordings, terms)) return null;
    const words = wordings.at(-1) ?? headline;
    return { ...plainHit, kind: 'headline', words, path: paths.update(negotiation.slug, id) };
  };
}

function ownIn(reading: Reading, ids: readonly number[]): Finding {
  if (ids.length === 0) return () => null;
  const { negotiation, clocks } = reading;
  const acts = ownActs(reading);
  const bySequence = new Map(acts.map((act) => [act.sequence, act]));
  return (id) => {
    const question = negotiation.questions.find(({ createdSequence }) => createdSequence === id);
    if (question)
      return {
        ...{ ...plainHit, kind: 'question', words: question.wording },
        path: paths.question(negotiation.slug, question.slug),
      };
    const act = bySequence.get(id);
    const isPast = act && (clocks.asOf === null || act.day === null || act.day <= clocks.asOf);
    if (!isPast) return null;
    const { noun, title, summary, path, place } = act;
    return { kind: noun, words: title, details: summary, status: ownStatus(act, acts), path, place };
  };
}
