import type { Sequence } from '../../domain/identifiers.js';
import type { Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';

/** What can be closed: then it takes nothing new, and everything it has stays. */
export type ClosableNoun = 'negotiation' | 'topic' | 'party' | 'demand' | 'speaker';

/** What takes a number when it is closed or reopened, because matrices leave it out (docs/rules.md, "Closing"). */
export type NumberedNoun = 'party' | 'demand';

export interface Closable {
  readonly noun: ClosableNoun;
  /** A party is closed only in this negotiation. */
  readonly negotiationId: number;
  readonly id: number;
}

/** Publishes the closing or reopening of a party or demand, under that number. */
export async function insertClosing(
  tx: Transaction,
  { noun, negotiationId, id }: Closable & { readonly noun: NumberedNoun },
  { isClosed, userId, sequence }: ClosingFacts,
): Promise<void> {
  const what = noun === 'party' ? { partyId: id } : { demandId: id };
  const act = isClosed ? 'closed' : 'reopened';
  await plainSql(tx).publish('closings', [{ sequence, negotiationId, userId, act, ...what }]);
}

interface ClosingFacts {
  readonly isClosed: boolean;
  readonly userId: number | null;
  readonly sequence: Sequence;
}

/** Closes or reopens anything else; false if there is no such thing, or if nothing changes. */
export async function setClosed(
  tx: Transaction,
  { noun, negotiationId, id }: Closable & { readonly noun: Exclude<ClosableNoun, NumberedNoun> },
  isClosed: boolean,
): Promise<boolean> {
  const data = { isClosed };
  const changed = await {
    negotiation: () => tx.negotiation.updateMany({ where: { id, isClosed: !isClosed }, data }),
    topic: () => tx.topic.updateMany({ where: { id, negotiationId, isClosed: !isClosed }, data }),
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
