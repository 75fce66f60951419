import type { Demand, Negotiation, Party, Topic } from '../domain/negotiation.js';
import type { Prisma } from './generated/client.js';
import type { Reader, Transaction } from './database.js';

const withStructure = {
  topics: { orderBy: [{ order: 'asc' }, { id: 'asc' }] },
  participations: {
    orderBy: [{ order: 'asc' }, { partyId: 'asc' }],
    include: { party: { include: { members: true } } },
  },
  demands: {
    orderBy: [{ topic: { order: 'asc' } }, { topicId: 'asc' }, { order: 'asc' }, { id: 'asc' }],
    include: { topic: true, raisers: true, addressees: true, replaces: true },
  },
} satisfies Prisma.NegotiationInclude;

type NegotiationRow = Prisma.NegotiationGetPayload<{ include: typeof withStructure }>;

/** The negotiation with parties, topics and demands in the order of the matrix; null if there is none. */
export async function findNegotiation(read: Reader | Transaction, slug: string): Promise<Negotiation | null> {
  const row = await read.negotiation.findUnique({ where: { slug }, include: withStructure });
  return row && negotiationOf(row);
}

export async function findNegotiationById(
  read: Reader | Transaction,
  id: number,
): Promise<Negotiation | null> {
  const row = await read.negotiation.findUnique({ where: { id }, include: withStructure });
  return row && negotiationOf(row);
}

/** All negotiations, oldest first, without their structure. */
export async function listNegotiations(
  read: Reader,
): Promise<Omit<Negotiation, 'createdSequence' | 'parties' | 'topics' | 'demands'>[]> {
  const rows = await read.negotiation.findMany({ orderBy: { id: 'asc' } });
  return rows.map(({ id, slug, name, description, isClosed, isHidden }) => ({
    id,
    slug,
    name,
    description,
    isClosed,
    isHidden,
  }));
}

function negotiationOf(row: NegotiationRow): Negotiation {
  const { id, slug, name, description, isClosed, isHidden, createdSequence } = row;
  return {
    id,
    slug,
    name,
    description,
    isClosed,
    isHidden,
    createdSequence,
    parties: row.participations.map(partyOf),
    topics: row.topics.map(topicOf),
    demands: row.demands.map(demandOf),
  };
}

function partyOf({
  party,
  role,
  order,
  isClosed,
  createdSequence,
}: NegotiationRow['participations'][number]): Party {
  const members = party.members.map((member) => member.memberId);
  return {
    id: party.id,
    slug: party.slug,
    name: party.name,
    kind: party.kind,
    role,
    order,
    members,
    isClosed,
    createdSequence,
  };
}

function topicOf({ id, slug, name, order, isClosed }: NegotiationRow['topics'][number]): Topic {
  return { id, slug, name, order, isClosed };
}

function demandOf(row: NegotiationRow['demands'][number]): Demand {
  return {
    id: row.id,
    slug: row.slug,
    proposition: row.proposition,
    topic: topicOf(row.topic),
    order: row.order,
    raisers: row.raisers.map((raiser) => raiser.partyId),
    addressees: row.addressees.map((addressee) => addressee.partyId),
    otherAddressees: row.otherAddressees,
    isClosed: row.isClosed,
    replaces: row.replaces.map(({ replacedId }) => replacedId),
    createdSequence: row.createdSequence,
  };
}
