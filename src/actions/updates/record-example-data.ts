import type { Database } from '../../data/engine/database.js';
import { type ExampleData, type ExampleStance, readExampleData } from '../../data/structure/example-data.js';
import { theServer } from '../../domain/people/actor.js';
import { nothingTyped } from '../../domain/log/stance-fields.js';
import type { NewStance } from '../../domain/log/new-stance.js';
import type { NewUpdate } from '../../domain/log/update.js';
import { createDemand } from '../structure/create-demand.js';
import { createEvent } from '../structure/create-event.js';
import { noTerms } from '../../domain/structure/negotiation.js';
import { createNegotiation } from '../structure/create-negotiation.js';
import { createParty } from '../structure/create-party.js';
import { createSpeaker } from '../structure/create-speaker.js';
import { createTopic } from '../structure/create-topic.js';
import { logUpdate } from './log-update.js';

type Ids = ReadonlyMap<string, number>;

interface Step {
  readonly database: Database;
  readonly negotiationId: number;
  readonly data: ExampleData;
  readonly now: Date;
}

/**
 * Records the example data set through the same actions that editors use, each with its own audit entry; the server
 * is the actor. For an empty database only.
 */
export async function recordExampleData(database: Database, now: Date): Promise<void> {
  const data = await readExampleData();
  // One transaction for everything: a start that is interrupted leaves the database empty, not half filled.
  await database.write((tx) => {
    const within: Database = { ...database, read: tx, write: (fn) => fn(tx) };
    return recordAll(within, data, now);
  });
}

async function recordAll(database: Database, data: ExampleData, now: Date): Promise<void> {
  const { id } = await createNegotiation(database, theServer, { fields: data.negotiation }, now);
  const step = { database, negotiationId: id, data, now };
  const topics = await recordTopics(step);
  const parties = await recordParties(step);
  const speakers = await recordSpeakers(step, parties);
  const demands = await recordDemands(step, topics, parties);
  for (const fields of data.events) {
    await createEvent(
      database,
      theServer,
      { negotiationId: id, fields: { ...fields, description: '' } },
      now,
    );
  }
  for (const [index, update] of data.updates.entries()) {
    const words = newUpdate(update, index, { parties, demands, speakers });
    const input = { negotiationId: id, update: words, seen: null };
    await logUpdate(database, theServer, input, now);
  }
}

async function recordTopics({ database, negotiationId, data, now }: Step): Promise<Ids> {
  const ids = new Map<string, number>();
  for (const [order, topic] of data.topics.entries()) {
    const input = { negotiationId, fields: { ...topic, order } };
    ids.set(topic.slug, (await createTopic(database, theServer, input, now)).id);
  }
  return ids;
}

async function recordParties({ database, negotiationId, data, now }: Step): Promise<Ids> {
  const ids = new Map<string, number>();
  for (const [order, party] of data.parties.entries()) {
    const input = { negotiationId, fields: { ...party, shortName: null, order, members: [] } };
    ids.set(party.slug, (await createParty(database, theServer, input, now)).id);
  }
  return ids;
}

async function recordSpeakers({ database, negotiationId, data, now }: Step, parties: Ids): Promise<Ids> {
  const ids = new Map<string, number>();
  for (const { party, name, role } of data.speakers) {
    const input = { negotiationId, fields: { party: idOf(parties, party), name, role } };
    ids.set(name, (await createSpeaker(database, theServer, input, now)).id);
  }
  return ids;
}

async function recordDemands({ database, negotiationId, data, now }: Step, topics: Ids, parties: Ids) {
  const ids = new Map<string, number>();
  for (const [order, demand] of data.demands.entries()) {
    const fields = {
      topic: idOf(topics, demand.topic),
      slug: demand.slug,
      proposition: demand.proposition,
      raisers: demand.raisers.map((slug) => idOf(parties, slug)),
      addressees: demand.addressees.map((slug) => idOf(parties, slug)),
      otherAddressees: demand.otherAddressees ?? '',
      order,
      ...noTerms,
    };
    ids.set(demand.slug, (await createDemand(database, theServer, { negotiationId, fields }, now)).id);
  }
  return ids;
}

interface Known {
  readonly parties: Ids;
  readonly demands: Ids;
  readonly speakers: Ids;
}

function newUpdate(update: ExampleData['updates'][number], index: number, known: Known): NewUpdate {
  return {
    headline: update.headline,
    sources: [update.source],
    stances: update.stances.map((stance) => newStance(stance, known)),
    idempotencyKey: `alaska-2025-${index + 1}`,
  };
}

function newStance(stance: ExampleStance, { parties, demands, speakers }: Known): NewStance {
  return {
    ...nothingTyped,
    party: idOf(parties, stance.party),
    demand: idOf(demands, stance.demand),
    position: stance.position,
    attribution: stance.attribution,
    accountBy: stance.accountBy ? idOf(parties, stance.accountBy) : null,
    confidence: null,
    declaredPriority: null,
    direction: null,
    speaker: stance.speaker ? idOf(speakers, stance.speaker) : null,
    summary: stance.summary,
    quote: stance.quote ?? null,
    quoteLanguage: stance.quoteLanguage ?? null,
    note: stance.note ?? null,
    date: stance.date,
    citations: [{ source: 0, locator: null, firstReportedBy: stance.firstReportedBy ?? null }],
  };
}

function idOf(ids: Ids, name: string): number {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`The example data names “${name}”, which it does not define.`);
  return id;
}
