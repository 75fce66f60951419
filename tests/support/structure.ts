import { noExternalIds } from '../../src/domain/structure/external-ids.js';
import { noTerms } from '../../src/domain/structure/negotiation.js';
import { createDemand } from '../../src/actions/structure/create-demand.js';
import { createNegotiation } from '../../src/actions/structure/create-negotiation.js';
import { createParty } from '../../src/actions/structure/create-party.js';
import { createTopic } from '../../src/actions/structure/create-topic.js';
import type { Database } from '../../src/data/engine/database.js';
import { theServer } from '../../src/domain/people/actor.js';
import type { NewSource } from '../../src/domain/structure/new-source.js';

export const noon = new Date('2025-08-20T12:00:00Z');

export const timeSource: NewSource = {
  outlet: 'TIME',
  title: 'What to know about the meeting in Alaska',
  url: 'https://time.com/alaska',
  archiveUrl: null,
  author: null,
  publishedDate: '2025-08-10',
  accessedDate: null,
  note: '',
};

/** A negotiation with two parties, one topic and one demand; nothing is logged yet. */
export async function createStructure(database: Database, slug = 'russia-ukraine') {
  const fields = { slug, name: 'Russia–Ukraine ceasefire talks', description: '' };
  const { id: negotiationId } = await createNegotiation(database, theServer, { fields }, noon);
  const party = async (name: string, order: number) => {
    const common = {
      shortName: null,
      ...noExternalIds,
      kind: 'state',
      role: 'principal',
      members: [],
    } as const;
    const input = { negotiationId, fields: { name, slug: '', order, ...common } };
    return (await createParty(database, theServer, input, noon)).id;
  };
  const russia = await party('Russia', 1);
  const ukraine = await party('Ukraine', 2);
  const topicInput = { negotiationId, fields: { name: 'NATO', slug: '', order: 1 } };
  const topic = (await createTopic(database, theServer, topicInput, noon)).id;
  const demandFields = {
    topic,
    slug: 'nato-renunciation',
    proposition: 'Ukraine renounces NATO membership',
    raisers: [russia],
    addressees: [ukraine],
    otherAddressees: 'NATO members',
    ...noTerms,
    order: 1,
  };
  const demandInput = { negotiationId, fields: demandFields };
  const demand = (await createDemand(database, theServer, demandInput, noon)).id;
  return { negotiationId, russia, ukraine, topic, demand };
}

/** Creates states that back the talks, in the order of their names, the first with this number. */
export async function createBackers(
  database: Database,
  negotiationId: number,
  names: readonly string[],
  first = 1,
): Promise<void> {
  const common = {
    ...noExternalIds,
    shortName: null,
    slug: '',
    kind: 'state',
    role: 'backer',
    members: [],
  } as const;
  for (const [index, name] of names.entries()) {
    const fields = { ...common, name, order: first + index };
    await createParty(database, theServer, { negotiationId, fields }, noon);
  }
}
