import { isolating } from '../../../domain/isolation.js';
import { type Request, type Response, Router } from 'express';
import { byRecord, entriesOfRecords, lastSequencesOfUpdates } from '../../../data/log/entries.js';
import type { Sequence } from '../../../domain/identifiers.js';
import {
  type ActGroup,
  recordsLastActedOn,
  type WantedStances,
} from '../../../domain/cells/newest-entries.js';
import { isAsked, isAskedDemand, type PositionFilter } from '../../../domain/cells/position-filter.js';
import type { Demand } from '../../../domain/structure/negotiation.js';
import type { PublishedEntry } from '../../../domain/log/published-entry.js';
import { demandTitle } from '../../../domain/cells/wording.js';
import { addressOf } from '../../frame/address.js';
import { allowReadingElsewhere } from '../../frame/tables/sharing.js';
import { notFound } from '../../frame/http-errors.js';
import { paths, withQuery } from '../../frame/paths.js';
import {
  filterEntries,
  filterNames,
  positionFilterOf,
  textName,
} from '../../frame/reading/position-filter.js';
import { demandOf } from '../../frame/place.js';
import { setETag } from '../../frame/public-pages.js';
import { readingNow, readingOf, refuseUnknownParameters, type Reading } from '../../frame/reading/reading.js';
import { renderDocument } from '../../frame/render.js';
import { abandonedSignal } from '../../frame/abandoned.js';
import { contextOf } from '../../frame/request-context.js';
import type { Services } from '../../frame/services.js';
import { type FeedSubject, feedOf, mostEntries } from './feed.js';
import { type FeedScope, ownEntries } from './own-entries.js';

/**
 * Atom feeds (RFC 4287) of what is recorded: for a negotiation, a party, a demand or a topic, filtered as pages are.
 * They show the present.
 */
export function feedRoutes(services: Services): Router {
  const router = Router({ caseSensitive: true });
  const negotiation = ':negotiation';

  router.get(`${paths.negotiation(negotiation)}.atom`, async (request: Request, response: Response) => {
    const reading = await read(services, request, [textName], filterNames);
    const { slug, name } = reading.negotiation;
    const subject = { title: name, path: paths.negotiation(slug), key: '' };
    await sendFeed(services, request, response, { reading, subject, only: {} });
  });

  router.get(`${paths.party(negotiation, ':party')}.atom`, async (request: Request, response: Response) => {
    const reading = await read(services, request, [textName], namesBut('party'));
    const { slug, name, parties } = reading.negotiation;
    const party = parties.find((each) => each.slug === request.params.party);
    if (!party) throw notFound('There is no such party in this negotiation.');
    const path = paths.party(slug, party.slug);
    const subject = { title: isolating`${party.name}: ${name}`, path, key: `party-${party.id}` };
    await sendFeed(services, request, response, { reading, subject, only: { party: party.id } });
  });

  router.get(`${paths.demand(negotiation, ':demand')}.atom`, async (request: Request, response: Response) => {
    const reading = await read(services, request, [], namesBut('topic'));
    const { slug, name } = reading.negotiation;
    const demand = demandOf(reading.negotiation, request);
    const path = paths.demand(slug, demand.slug);
    const subject = {
      title: isolating`${demandTitle(demand.proposition)}: ${name}`,
      path,
      key: `demand-${demand.id}`,
    };
    await sendFeed(services, request, response, { reading, subject, only: { demand: demand.id } });
  });

  router.get(`${paths.topic(negotiation, ':topic')}.atom`, async (request: Request, response: Response) => {
    const reading = await read(services, request, [textName], namesBut('topic'));
    const { slug, name, topics } = reading.negotiation;
    const topic = topics.find((each) => each.slug === request.params.topic);
    if (!topic) throw notFound('There is no such topic in this negotiation.');
    const subject = {
      title: isolating`${topic.name}: ${name}`,
      path: paths.topic(slug, topic.slug),
      page: withQuery(paths.negotiation(slug), { topic: topic.slug }),
      key: `topic-${topic.id}`,
    };
    await sendFeed(services, request, response, { reading, subject, only: { topic: topic.id } });
  });

  return router;
}

/** A party's feed cannot be filtered by party, nor that of a demand or a topic by topic. */
function namesBut(own: string): string[] {
  return filterNames.filter((name) => name !== own);
}

async function read(
  services: Services,
  request: Request,
  allowed: readonly string[],
  repeatable: readonly string[],
): Promise<Reading> {
  refuseUnknownParameters(request.query as unknown as URLSearchParams, allowed, repeatable);
  return readingOf(services, String(request.params.negotiation), readingNow);
}

interface Asked {
  readonly reading: Reading;
  readonly subject: FeedSubject;
  /** The party, demand or topic that the feed is about. */
  readonly only: FeedScope;
}

async function sendFeed(
  services: Services,
  request: Request,
  response: Response,
  { reading, subject, only }: Asked,
): Promise<void> {
  const database = services.database.read;
  const { negotiation, log, clocks } = reading;
  const filter = positionFilterOf(request, negotiation);
  const wanted = wantedIn(reading, filter, only);
  const groups = recordsLastActedOn(log, clocks.known, wanted, mostEntries);
  const records = groups.flatMap(({ marks }) => marks.map(({ record }) => record));
  const chains = byRecord(await entriesOfRecords(database, records, clocks.known));
  const updates = [...chains.values()].flatMap(([report]) => report?.update?.id ?? []);
  const last = await lastSequencesOfUpdates(database, updates);
  const publishedWith = ({ sequence, update }: PublishedEntry) => last.get(update?.id ?? 0) ?? sequence;
  const address = addressOf(services, request);
  const query = withQuery('', filterEntries(filter));
  const feed = feedOf({
    reading,
    address,
    instance: services.database.instance.uuid,
    logo: contextOf(response).brand.logo?.url ?? null,
    publisher: services.config.publisher,
    licence: services.config.licence,
    subject,
    query,
    groups: groups.map((group) => ({ ...group, chains: chainsIn(group, chains) })),
    own: ownEntries(reading, only, filter, mostEntries),
    publishedWith,
  });
  abandonedSignal(response).throwIfAborted();
  const text = await renderDocument('readers/feeds/atom', feed);
  allowReadingElsewhere(response);
  setETag(response);
  response.type('application/atom+xml; charset=utf-8').send(text);
}

function chainsIn(
  { marks }: ActGroup,
  chains: ReadonlyMap<Sequence, PublishedEntry[]>,
): readonly (readonly PublishedEntry[])[] {
  return marks.map(({ record }) => chains.get(record) ?? []);
}

/** Which stances the feed includes. */
function wantedIn({ negotiation }: Reading, filter: PositionFilter, only: Asked['only']): WantedStances {
  const { topics, text, positions, attributions } = filter;
  const parties =
    filter.parties.length > 0 ? idsOf(negotiation.parties.filter((party) => isAsked(party, filter))) : null;
  const isOfSomeDemands = topics.length > 0 || text !== '' || only.topic !== undefined;
  const isOfTopic = ({ topic }: Demand) => only.topic === undefined || topic.id === only.topic;
  const demands = isOfSomeDemands
    ? idsOf(negotiation.demands.filter((demand) => isAskedDemand(demand, filter) && isOfTopic(demand)))
    : null;
  return {
    positions,
    attributions,
    isAsked: (party, demand) =>
      (only.party === undefined ? (parties?.has(party) ?? true) : only.party === party) &&
      (only.demand === undefined ? (demands?.has(demand) ?? true) : only.demand === demand),
  };
}

function idsOf(rows: readonly { readonly id: number }[]): ReadonlySet<number> {
  return new Set(rows.map(({ id }) => id));
}
