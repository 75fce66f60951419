import type { Demand, Negotiation, Party, Topic } from '../../domain/structure/negotiation.js';
import type {
  Negotiation as NegotiationRow,
  Party as PartyRow,
  Topic as TopicRow,
} from '../generated/client.js';
import type { Reader, Transaction } from '../engine/database.js';
import { questionsOf } from './questions.js';
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
): Promise<Omit<Negotiation, 'createdSequence' | 'parties' | 'topics' | 'demands' | 'questions'>[]> {
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
    parties: await partiesOf(read, id),
    topics: topics.map(topicOf),
    demands: await demandsOf(read, id, topics),
    questions: await questionsOf(read, id, topics.map(topicOf)),
  };
}

async function partiesOf(read: Reader | Transaction, negotiationId: number): Promise<Party[]> {
  const here = { participations: { some: { negotiationId } } };
  const parties = await read.party.findMany({ where: here });
  const memberships = await read.blocMembership.findMany({
    where: { bloc: here },
    orderBy: [{ blocId: 'asc' }, { memberId: 'asc' }],
  });
  const participations = await read.participation.findMany({
    where: { negotiationId },
    orderBy: [{ order: 'asc' }, { partyId: 'asc' }],
  });
  const byId = new Map(parties.map((party) => [party.id, party]));
  const members = listed(memberships, ({ blocId, memberId }) => [blocId, memberId]);
  return participations.map(({ partyId, role, order, isClosed, createdSequence }) => {
    const { id, slug, name, shortName, kind } = byId.get(partyId) as PartyRow;
    return { id, slug, name, shortName, kind, role, order, members: members(id), isClosed, createdSequence };
  });
}

interface SideRow {
  readonly side: 'raiser' | 'addressee';
  readonly demandId: number;
  readonly partyId: number;
}

/** Both in one statement: every form that is sent reads the structure. */
const sidesOfDemands = ['raiser', 'addressee']
  .map(
    (side) => `SELECT '${side}' AS side, s.demand_id AS "demandId", s.party_id AS "partyId"
      FROM demand_${side}s s JOIN demands d ON d.id = s.demand_id WHERE d.negotiation_id = ?`,
  )
  .join(' UNION ALL ')
  .concat(' ORDER BY side, "demandId", "partyId"');

async function demandsOf(
  read: Reader | Transaction,
  negotiationId: number,
  topics: readonly TopicRow[],
): Promise<Demand[]> {
  const here = { demand: { negotiationId } };
  const demands = await read.demand.findMany({
    where: { negotiationId },
    orderBy: [{ order: 'asc' }, { id: 'asc' }],
  });
  const sides = await plainSql(read).rows<SideRow>(sidesOfDemands, [negotiationId, negotiationId]);
  const [raisers, addressees] = (['raiser', 'addressee'] as const).map((wanted) =>
    listed(
      sides.filter(({ side }) => side === wanted),
      ({ demandId, partyId }) => [demandId, partyId],
    ),
  ) as [(demand: number) => number[], (demand: number) => number[]];
  const replaced = listed(
    await read.demandReplacement.findMany({
      where: here,
      orderBy: [{ demandId: 'asc' }, { replacedId: 'asc' }],
    }),
    ({ demandId, replacedId }) => [demandId, replacedId],
  );
  const needs = await read.demandNeed.findMany({
    where: here,
    orderBy: [{ demandId: 'asc' }, { partyId: 'asc' }],
  });
  const partiesWhere = (wanted: boolean) =>
    listed(
      needs.filter(({ isNeeded }) => isNeeded === wanted),
      ({ demandId, partyId }) => [demandId, partyId],
    );
  const [alsoNeeds, needsNot] = [partiesWhere(true), partiesWhere(false)];
  const parts = await read.demandPart.findMany({ where: here });
  const renamed = await read.slugHistory.findMany({
    where: { noun: 'demand', scope: negotiationId },
    orderBy: { id: 'asc' },
  });
  const wholes = new Map(parts.map(({ demandId, wholeId }) => [demandId, wholeId]));
  return topics.flatMap((topic) =>
    demands
      .filter(({ topicId }) => topicId === topic.id)
      .map(({ id, slug, proposition, order, otherAddressees, until, isClosed, createdSequence }) => ({
        id,
        slug,
        formerSlugs: renamed.filter(({ targetId }) => targetId === id).map((row) => row.slug),
        proposition,
        topic: topicOf(topic),
        order,
        raisers: raisers(id),
        addressees: addressees(id),
        otherAddressees,
        alsoNeeds: alsoNeeds(id),
        needsNot: needsNot(id),
        until,
        partOf: wholes.get(id) ?? null,
        isClosed,
        replaces: replaced(id),
        createdSequence,
      })),
  );
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
