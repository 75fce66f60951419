import type { Reader } from '../engine/database.js';

/** What an editor may create, and change until its first stance. */
export type CreatedNoun = 'topic' | 'party' | 'demand';

/** The ids of what somebody has made in a negotiation and no stance names yet, in any negotiation. */
export async function ownUnused(
  read: Reader,
  noun: CreatedNoun,
  { negotiationId, userId }: { readonly negotiationId: number; readonly userId: number },
): Promise<ReadonlySet<number>> {
  const action = `create_${noun}`;
  const made = await read.auditEntry.findMany({
    where: { negotiationId, action, userId },
    select: { subjectId: true },
  });
  // A party that was known before, from another negotiation, is not that of whoever brings it into this one.
  const creations = await read.auditEntry.findMany({
    where: { action, subjectId: { in: made.map(({ subjectId }) => subjectId) } },
    select: { subjectId: true, userId: true },
    orderBy: { id: 'desc' },
  });
  const makers = new Map(creations.map((each) => [Number(each.subjectId), each.userId]));
  const own = [...makers].filter(([, maker]) => maker === userId).map(([id]) => id);
  const used = new Set(await usedAmong[noun](read, own));
  return new Set(own.filter((id) => !used.has(id)));
}

const usedAmong: Readonly<Record<CreatedNoun, (read: Reader, ids: number[]) => Promise<number[]>>> = {
  topic: async (read, ids) => {
    const where = { topicId: { in: ids }, stances: { some: {} } };
    return (await read.demand.findMany({ where, select: { topicId: true } })).map(({ topicId }) => topicId);
  },
  party: async (read, ids) => {
    const where = { id: { in: ids }, stances: { some: {} } };
    return (await read.party.findMany({ where, select: { id: true } })).map(({ id }) => id);
  },
  demand: async (read, ids) => {
    const where = { id: { in: ids }, stances: { some: {} } };
    return (await read.demand.findMany({ where, select: { id: true } })).map(({ id }) => id);
  },
};
