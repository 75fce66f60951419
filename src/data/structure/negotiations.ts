import type { Demand, Negotiation, Party, Topic } from '../../domain/structure/negotiation.js';
import { idsFrom } from '../../domain/structure/external-ids.js';
import type {
  Negotiation as NegotiationRow,
  Party as PartyRow,
  Topic as TopicRow,
} from '../generated/client.js';
import type { Reader, Transaction } from '../engine/database.js';
import { questionsOf } from './questions.js';
import { type Clarifications, clarificationsOf } from './clarifications.js';
import { type ClosingsOf, closingsOf } from './closing.js';
import { complianceOf } from './compliance.js';
import { outcomesOf } from './outcomes.js';
import { plainSql } from '../engine/statements.js';

/** The negotiation with parties, topics and demands in the order of the matrix; null if there is none. */
export async function findNegotiation(read: Reader | Transaction, slug: string): Promise<Negotiation | null> {
  const row = await read.negotiation.findUnique({ where: { slug } });
  return row && withStructure(read, row);
}

export async function findNegotiationById(
  read: Reader | Transaction,
  id: number,
): Promise<Negotiation | null> {
  const row = await read.negotiation.findUnique({ where: { id } });
  return row && withStructure(read, row);
}

/** The ids of all negotiations, oldest first. */
export async function negotiationIds(read: Reader): Promise<number[]> {
  const rows = await plainSql(read).rows<{ id: number }>('SELECT id FROM negotiations ORDER BY id');
  return rows.map(({ id }) => id);
}

/** All negotiations, oldest first, without their structure. */
export async function listNegotiations(
  read: Reader,
): Promise<
  Omit<Negotiation, 'createdSequence' | 'parties' | 'topics' | 'demands' | 'questions' | 'headlines'>[]
> {
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

/** Each part is loaded by negotiation, not by a list of ids, because there may be any number. */
async function withStructure(read: Reader | Transaction, row: NegotiationRow): Promise<Negotiation> {
  const { id, slug, name, description, isClosed, isHidden, createdSequence } = row;
  const closings = await closingsOf(read, id);
  const { headlines, ofDemand: wordings } = await clarificationsOf(read, id);
  const topics = await read.topic.findMany({
    where: { negotiationId: id },
    orderBy: [{ order: 'asc' }, { id: 'asc' }],
  });
  return {
    id,
    slug,
    name,
    description,
    isClosed,
    isHidden,
    createdSequence,
    parties: await partiesOf(read, id, closings.party),
    topics: topics.map(topicOf),
    demands: await demandsOf(read, id, { topics, closings: closings.demand, wordings }),
    headlines,
    questions: await questionsOf(read, id, topics.map(topicOf), closings.question),
  };
}

/** One of what a party has several of: a member, if it is a bloc, or an id that others know it by. */
interface PartOfParty {
  readonly party: number;
  readonly member: number | null;
  readonly scheme: string | null;
  readonly value: string | null;
}

/** Both in one statement: a structure is read in every transaction that publishes. */
const partsOfParties = `SELECT p.party_id AS party, b.member_id AS member, NULL AS scheme, NULL AS value
  FROM participations p JOIN bloc_memberships b ON b.bloc_id = p.party_id WHERE p.negotiation_id = ?
  UNION ALL SELECT p.party_id AS party, NULL AS member, e.scheme AS scheme, e.value AS value
  FROM participations p JOIN party_external_ids e ON e.party_id = p.party_id WHERE p.negotiation_id = ?
  ORDER BY party, member, scheme`;

/** Principals first, then in the order that the editors set. */
async function partiesOf(
  read: Reader | Transaction,
  negotiationId: number,
  closings: ClosingsOf,
): Promise<Party[]> {
  const here = { participations: { some: { negotiationId } } };
  const parties = await read.party.findMany({ where: here });
  const several = await plainSql(read).rows<PartOfParty>(partsOfParties, [negotiationId, negotiationId]);
  const memberships = several.filter(({ member }) => member !== null);
  const idsOf = (party: number) =>
    several.flatMap(({ party: whose, scheme, value }) =>
      whose === party && scheme !== null && value !== null ? [{ scheme, value }] : [],
    );
  const participations = await read.participation.findMany({
    where: { negotiationId },
    orderBy: [{ order: 'asc' }, { partyId: 'asc' }],
  });
  const byId = new Map(parties.map((party) => [party.id, party]));
  const members = listed(memberships, ({ party, member }) => [party, member as number]);
  const inOrder = [
    ...participations.filter(({ role }) => role === 'principal'),
    ...participations.filter(({ role }) => role !== 'principal'),
  ];
  return inOrder.map(({ partyId, role, order, closedAfter, createdSequence }) => {
    const { id, slug, name, shortName, kind } = byId.get(partyId) as PartyRow;
    const common = { id, slug, name, shortName, kind, role, order, members: members(id), createdSequence };
    return { ...common, externalIds: idsFrom(idsOf(id)), ...closings(id, closedAfter) };
  });
}

interface AboutDemands {
  readonly topics: readonly TopicRow[];
  readonly closings: ClosingsOf;
  readonly wordings: Clarifications['ofDemand'];
}

async function demandsOf(
  read: Reader | Transaction,
  negotiationId: number,
  { topics, closings, wordings }: AboutDemands,
): Promise<Demand[]> {
  const demands = await read.demand.findMany({
    where: { negotiationId },
    orderBy: [{ order: 'asc' }, { id: 'asc' }],
  });
  const related = await relatedTo(read, negotiationId);
  const outcomes = await outcomesOf(read, negotiationId);
  // They are under outcomes, and most negotiations have none.
  const compliance = outcomes.size === 0 ? null : await complianceOf(read, negotiationId);
  const renamed = await read.slugHistory.findMany({
    where: { noun: 'demand', scope: negotiationId },
    orderBy: { id: 'asc' },
  });
  return topics.flatMap((topic) =>
    demands
      .filter(({ topicId }) => topicId === topic.id)
      .map(({ id, slug, proposition, order, otherAddressees, until, createdSequence, ...row }) => ({
        id,
        slug,
        formerSlugs: renamed.filter(({ targetId }) => targetId === id).map((row) => row.slug),
        proposition: wordings(id).at(-1)?.words ?? proposition,
        wordings: wordings(id),
        topic: topicOf(topic),
        order,
        raisers: related.raisers(id),
        addressees: related.addressees(id),
        otherAddressees,
        alsoNeeds: related.alsoNeeds(id),
        needsNot: related.needsNot(id),
        until,
        partOf: related.partOf(id)[0] ?? null,
        ...closings(id, row.closedAfter),
        replaces: related.replaces(id),
        replacedAfter: row.replacedAfter,
        outcomes: outcomes.get(id) ?? [],
        compliance: compliance?.get(id) ?? [],
        createdSequence,
      })),
  );
}

/** Where the parties and other demands stand that a demand is related to, several at a time. */
const relations = {
  raisers: 'SELECT demand_id, party_id AS other FROM demand_raisers',
  addressees: 'SELECT demand_id, party_id AS other FROM demand_addressees',
  replaces: 'SELECT demand_id, replaced_id AS other FROM demand_replacements',
  alsoNeeds: 'SELECT demand_id, party_id AS other FROM demand_needs WHERE is_needed',
  needsNot: 'SELECT demand_id, party_id AS other FROM demand_needs WHERE NOT is_needed',
  partOf: 'SELECT demand_id, whole_id AS other FROM demand_parts',
} as const;

type Relation = keyof typeof relations;

/** All of them in one statement: a structure is read in every transaction that publishes. */
async function relatedTo(
  read: Reader | Transaction,
  negotiationId: number,
): Promise<Readonly<Record<Relation, (demand: number) => number[]>>> {
  const names = Object.keys(relations) as Relation[];
  const parts = names.map(
    (name) => `SELECT '${name}' AS relation, related.demand_id AS demand, related.other AS other
      FROM (${relations[name]}) related JOIN demands ON demands.id = related.demand_id
      WHERE demands.negotiation_id = ?`,
  );
  const rows = await plainSql(read).rows<{ relation: Relation; demand: number; other: number }>(
    `${parts.join(' UNION ALL ')} ORDER BY relation, demand, other`,
    names.map(() => negotiationId),
  );
  const of = (name: Relation) =>
    listed(
      rows.filter(({ relation }) => relation === name),
      ({ demand, other }) => [demand, other],
    );
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Awaited<ReturnType<typeof relatedTo>>;
}

/** The values of each key, in the order of the rows; empty for a key without rows. */
function listed<Row>(
  rows: readonly Row[],
  pairOf: (row: Row) => readonly [key: number, value: number],
): (key: number) => number[] {
  const values = new Map<number, number[]>();
  for (const [key, value] of rows.map(pairOf)) {
    const others = values.get(key);
    if (others) others.push(value);
    else values.set(key, [value]);
  }
  return (key) => values.get(key) ?? [];
}

function topicOf({ id, slug, name, order, isClosed }: TopicRow): Topic {
  return { id, slug, name, order, isClosed };
}
