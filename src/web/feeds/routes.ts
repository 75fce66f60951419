import { type Request, type Response, Router } from 'express';
import {
  byRecord,
  entriesOfRecords,
  lastSequencesOfUpdates,
  recordsLastActedOn,
} from '../../data/entries.js';
import type { PublishedEntry } from '../../domain/published-entry.js';
import { addressOf } from '../address.js';
import { notFound } from '../http-errors.js';
import { paths } from '../paths.js';
import { setETag } from '../public-pages.js';
import { readingNow, readingOf, refuseUnknownParameters, type Reading } from '../reading.js';
import { renderDocument } from '../render.js';
import type { Services } from '../services.js';
import { type FeedSubject, feedOf } from './feed.js';

const mostRecords = 50;

/** Atom feeds (RFC 4287) of what is recorded: of a negotiation, a party, a demand. They are of now. */
export function feedRoutes(services: Services): Router {
  const router = Router();
  const negotiation = ':negotiation';

  router.get(`${paths.negotiation(negotiation)}.atom`, async (request: Request, response: Response) => {
    const reading = await read(services, request);
    const { slug, name } = reading.negotiation;
    const subject = { title: name, path: paths.negotiation(slug), key: '' };
    await sendFeed(services, request, response, { reading, subject, cell: {} });
  });

  router.get(`${paths.party(negotiation, ':party')}.atom`, async (request: Request, response: Response) => {
    const reading = await read(services, request);
    const { slug, name, parties } = reading.negotiation;
    const party = parties.find((each) => each.slug === request.params.party);
    if (!party) throw notFound('There is no such party in this negotiation.');
    const path = paths.party(slug, party.slug);
    const subject = { title: `${party.name}: ${name}`, path, key: `party-${party.id}` };
    await sendFeed(services, request, response, { reading, subject, cell: { party: party.id } });
  });

  router.get(`${paths.demand(negotiation, ':demand')}.atom`, async (request: Request, response: Response) => {
    const reading = await read(services, request);
    const { slug, name, demands } = reading.negotiation;
    const demand = demands.find((each) => each.slug === request.params.demand);
    if (!demand) throw notFound('There is no such demand in this negotiation.');
    const path = paths.demand(slug, demand.slug);
    const subject = { title: `${demand.proposition}: ${name}`, path, key: `demand-${demand.id}` };
    await sendFeed(services, request, response, { reading, subject, cell: { demand: demand.id } });
  });

  return router;
}

async function read(services: Services, request: Request): Promise<Reading> {
  refuseUnknownParameters(request.query as unknown as URLSearchParams, []);
  return readingOf(services, String(request.params.negotiation), readingNow);
}

interface Asked {
  readonly reading: Reading;
  readonly subject: FeedSubject;
  readonly cell: { readonly party?: number; readonly demand?: number };
}

async function sendFeed(
  services: Services,
  request: Request,
  response: Response,
  { reading, subject, cell }: Asked,
): Promise<void> {
  const database = services.database.read;
  const { negotiation, clocks } = reading;
  const records = await recordsLastActedOn(database, negotiation.id, cell, mostRecords);
  const chains = byRecord(await entriesOfRecords(database, records, clocks.known));
  const ordered = records.map((record) => chains.get(record) ?? []).filter((chain) => chain.length > 0);
  const updates = ordered.flatMap(([report]) => report?.update?.id ?? []);
  const last = await lastSequencesOfUpdates(database, updates);
  const publishedWith = ({ sequence, update }: PublishedEntry) => last.get(update?.id ?? 0) ?? sequence;
  const address = addressOf(services, request);
  const feed = feedOf({ reading, address, subject, chains: ordered, publishedWith });
  const text = await renderDocument('feeds/atom', feed);
  setETag(response);
  response.type('application/atom+xml; charset=utf-8').send(text);
}
