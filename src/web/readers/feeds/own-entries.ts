import type { DemandId, PartyId } from '../../../domain/identifiers.js';
import { isAsked, isAskedDemand, type PositionFilter } from '../../../domain/cells/position-filter.js';
import type { OwnAct } from '../../parts/own-act.js';
import { ownActs } from '../../parts/own-acts.js';
import type { Reading } from '../../frame/reading/reading.js';

/** The party, demand or topic that a feed is about; of none, it is that of the negotiation. */
export interface FeedScope {
  readonly party?: PartyId;
  readonly demand?: DemandId;
  readonly topic?: number;
}

/** What a feed says of something published by itself, with everything done to it since. */
export interface OwnEntry extends Pick<OwnAct, 'title' | 'summary' | 'path' | 'place'> {
  /** The number by which it began; its id does not change. */
  readonly sequence: number;
  readonly published: string;
  readonly updated: string;
  readonly isRetracted: boolean;
  readonly isCorrected: boolean;
}

/** At most so many, the one acted on last first. */
export function ownEntries(
  reading: Reading,
  scope: FeedScope,
  filter: PositionFilter,
  most: number,
): OwnEntry[] {
  const isWanted = wantedIn(reading, scope, filter);
  const entries = new Map<number, OwnAct[]>();
  for (const act of ownActs(reading).filter(isWanted)) {
    const began = beginningOf(act);
    const others = entries.get(began);
    if (others) others.push(act);
    else if (entries.size < most) entries.set(began, [act]);
  }
  return [...entries].map(([sequence, acts]) => entryOf(sequence, acts));
}

/** That a party no longer reserves the whole is news of its own. */
function beginningOf({ kind, sequence, record, target }: OwnAct): number {
  return kind === 'withdrawal' ? sequence : (target ?? record);
}

/** The acts are newest first. */
function entryOf(sequence: number, acts: readonly OwnAct[]): OwnEntry {
  const [newest, first] = [acts[0], acts.at(-1)] as [OwnAct, OwnAct];
  const decision = acts.find(({ kind }) => kind === 'retraction' || kind === 'restoration');
  const { title, summary, path, place } = newest;
  return {
    ...{ sequence, title, summary, path, place },
    published: first.recordedAt,
    updated: newest.recordedAt,
    isRetracted: decision?.kind === 'retraction',
    isCorrected: acts.some(({ kind }) => kind === 'correction'),
  };
}

/**
 * Closings are news only to those who follow what is closed. Nothing that is published by itself has a position, so a
 * filter for positions leaves out all of it.
 */
function wantedIn(
  { negotiation }: Reading,
  { party, demand, topic }: FeedScope,
  filter: PositionFilter,
): (act: OwnAct) => boolean {
  const { parties, topics, text, positions, attributions } = filter;
  if (positions.length + attributions.length > 0) return () => false;
  const partiesAsked = new Set(
    negotiation.parties.filter((each) => isAsked(each, filter)).map(({ id }) => id),
  );
  const demandsAsked = new Set(
    negotiation.demands.filter((each) => isAskedDemand(each, filter)).map(({ id }) => id),
  );
  const topicsAsked = new Set(
    negotiation.topics.filter(({ slug }) => topics.includes(slug)).map(({ id }) => id),
  );
  const isOfSomeDemands = topics.length > 0 || text !== '';
  const ofTopic = new Set(negotiation.demands.filter((each) => each.topic.id === topic).map(({ id }) => id));
  return (act) =>
    (act.noun !== 'closing' || party !== undefined || demand !== undefined || topic !== undefined) &&
    (topic === undefined || (act.demand === null ? act.topic === topic : ofTopic.has(act.demand))) &&
    (party === undefined || act.party === party) &&
    (demand === undefined || act.demand === demand) &&
    (parties.length === 0 || (act.party !== null && partiesAsked.has(act.party))) &&
    (!isOfSomeDemands ||
      (act.demand === null
        ? text === '' && act.topic !== null && topicsAsked.has(act.topic)
        : demandsAsked.has(act.demand)));
}
