import type { Reader } from '../engine/database.js';

/** What an editor may create, and change until its first stance. */
export type CreatedNoun = 'topic' | 'party' | 'demand' | 'question';

/**
 * The ids of what somebody has made in a negotiation and no stance names yet. A party that takes part in another
 * negotiation as well is nobody’s own.
 */
export async function ownUnused(
  read: Reader,
  noun: CreatedNoun,
  { negotiationId, userId }: { readonly negotiationId: number; readonly userId: number },
): Promise<ReadonlySet<number>> {
  const unused = new Set((await unusedOf[noun](read, negotiationId)).map(({ id }) => id));
  if (unused.size === 0) return unused;
  const made = await read.auditEntry.findMany({
    where: { negotiationId, action: `create_${noun}`, userId },
    select: { subjectId: true },
  });
  return new Set(made.map(({ subjectId }) => Number(subjectId)).filter((id) => unused.has(id)));
}

type Unused = (read: Reader, negotiationId: number) => Promise<readonly { readonly id: number }[]>;

const select = { id: true } as const;
const none = { none: {} } as const;

const unusedOf: Readonly<Record<CreatedNoun, Unused>> = {
  topic: (read, negotiationId) =>
    read.topic.findMany({ where: { negotiationId, demands: { none: { stances: { some: {} } } } }, select }),
  party: (read, negotiationId) => {
    const participations = { some: { negotiationId }, every: { negotiationId } };
    return read.party.findMany({ where: { participations, stances: none, accounts: none }, select });
  },
  question: (read, negotiationId) => {
    const alternatives = { none: { demand: { stances: { some: {} } } } };
    return read.question.findMany({ where: { negotiationId, alternatives }, select });
  },
  demand: (read, negotiationId) => read.demand.findMany({ where: { negotiationId, stances: none }, select }),
};
