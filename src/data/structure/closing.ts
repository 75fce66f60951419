import type { Transaction } from '../engine/database.js';

/** What can be closed: then it takes nothing new, and everything it has stays. */
export type ClosableNoun = 'negotiation' | 'topic' | 'party' | 'demand' | 'speaker';

export interface Closable {
  readonly noun: ClosableNoun;
  /** A party is closed only in this negotiation. */
  readonly negotiationId: number;
  readonly id: number;
}

/** Closes or reopens it; false if there is no such thing, or if nothing changes. */
export async function setClosed(tx: Transaction, closable: Closable, isClosed: boolean): Promise<boolean> {
  const { noun, negotiationId, id } = closable;
  const data = { isClosed };
  const changed = await {
    negotiation: () => tx.negotiation.updateMany({ where: { id, isClosed: !isClosed }, data }),
    topic: () => tx.topic.updateMany({ where: { id, negotiationId, isClosed: !isClosed }, data }),
    party: () =>
      tx.participation.updateMany({ where: { partyId: id, negotiationId, isClosed: !isClosed }, data }),
    demand: () => tx.demand.updateMany({ where: { id, negotiationId, isClosed: !isClosed }, data }),
    speaker: () =>
      tx.speaker.updateMany({
        where: { id, party: { participations: { some: { negotiationId } } }, isClosed: !isClosed },
        data,
      }),
  }[noun]();
  return changed.count > 0;
}

/** Hides a negotiation from readers, or shows it again; false if nothing changes. */
export async function setHidden(tx: Transaction, id: number, isHidden: boolean): Promise<boolean> {
  const changed = await tx.negotiation.updateMany({ where: { id, isHidden: !isHidden }, data: { isHidden } });
  return changed.count > 0;
}
