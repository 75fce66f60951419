import type { Sequence } from '../../domain/identifiers.js';
import { type Closing, closedBefore } from '../../domain/structure/closing.js';
import type { Reader, Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';

/** What can be closed: then it takes nothing new, and everything it has stays. */
export type ClosableNoun = 'negotiation' | 'topic' | 'party' | 'demand' | 'question' | 'speaker';

/** What takes a number when it is closed or reopened, because matrices leave it out (docs/rules.md, "Closing"). */
export type NumberedNoun = 'party' | 'demand' | 'question';

/** Where a closing names what it is about. */
const keys = { party: 'partyId', demand: 'demandId', question: 'questionId' } as const;

export interface Closable {
  readonly noun: ClosableNoun;
  /** A party is closed only in this negotiation. */
  readonly negotiationId: number;
  readonly id: number;
}

/** Publishes the closing or reopening of a party, demand or question, under that number. */
export async function insertClosing(
  tx: Transaction,
  { noun, negotiationId, id }: Closable & { readonly noun: NumberedNoun },
  { isClosed, userId, sequence }: ClosingFacts,
): Promise<void> {
  const act = isClosed ? 'closed' : 'reopened';
  await plainSql(tx).publish('closings', [{ sequence, negotiationId, userId, act, [keys[noun]]: id }]);
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

interface ClosingRow {
  readonly sequence: Sequence;
  readonly act: string;
  readonly partyId: number | null;
  readonly demandId: number | null;
  readonly questionId: number | null;
  readonly recordedAt: Date;
}

const ofNegotiation = `SELECT c.sequence, c.act, c.party_id AS partyId, c.demand_id AS demandId,
    c.question_id AS questionId, p.recorded_at AS recordedAt
  FROM closings c JOIN publications p ON p.sequence = c.sequence WHERE c.negotiation_id = ? ORDER BY c.sequence`;

/** The closings of one party, demand or question, in the order of the log, and whether it is closed now. */
export type ClosingsOf = (
  id: number,
  closedAfter: Sequence | null,
) => { readonly isClosed: boolean; readonly closings: readonly Closing[] };

export async function closingsOf(
  read: Reader | Transaction,
  negotiationId: number,
): Promise<Readonly<Record<NumberedNoun, ClosingsOf>>> {
  const rows = await plainSql(read).rows<ClosingRow>(ofNegotiation, [negotiationId]);
  const among =
    (noun: NumberedNoun): ClosingsOf =>
    (id, closedAfter) => {
      const own = rows.filter((row) => row[keys[noun]] === id).map(closingOf);
      const closings = [...closedBefore(closedAfter), ...own];
      return { isClosed: closings.at(-1)?.isClosed ?? false, closings };
    };
  return { party: among('party'), demand: among('demand'), question: among('question') };
}

function closingOf({ sequence, act, recordedAt }: ClosingRow): Closing {
  return { sequence, isClosed: act === 'closed', recordedAt: recordedAt.toISOString() };
}
