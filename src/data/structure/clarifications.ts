import type { DemandId, Sequence } from '../../domain/identifiers.js';
import type { HeadlineWording, Wording } from '../../domain/structure/clarified-words.js';
import type { Reader, Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';

interface Row {
  readonly sequence: Sequence;
  readonly recordedAt: Date;
  readonly updateId: number | null;
  readonly demandId: DemandId | null;
  readonly words: string;
  readonly reason: string;
  readonly first: string;
}

const ofNegotiation = `SELECT c.sequence, p.recorded_at AS recordedAt, c.update_id AS updateId, c.demand_id AS demandId,
    c.words, c.reason, coalesce(u.headline, d.proposition) AS first
  FROM clarifications c JOIN publications p ON p.sequence = c.sequence
    LEFT JOIN updates u ON u.id = c.update_id LEFT JOIN demands d ON d.id = c.demand_id
  WHERE c.negotiation_id = ? ORDER BY c.sequence`;

/** The clearer words of a negotiation, in the order of the log. */
export interface Clarifications {
  readonly headlines: readonly HeadlineWording[];
  readonly ofDemand: (id: DemandId) => readonly Wording[];
}

export async function clarificationsOf(
  read: Reader | Transaction,
  negotiationId: number,
): Promise<Clarifications> {
  const rows = await plainSql(read).rows<Row>(ofNegotiation, [negotiationId]);
  const newest = new Map<string, string>();
  const wordings = rows.map(({ sequence, recordedAt, updateId, demandId, words, reason, first }) => {
    const key = `${updateId} ${demandId}`;
    const before = newest.get(key) ?? first;
    newest.set(key, words);
    const wording = { sequence, recordedAt: recordedAt.toISOString(), before, words, reason };
    return { updateId, demandId, wording };
  });
  return {
    headlines: wordings.flatMap(({ updateId, wording }) =>
      updateId === null ? [] : [{ ...wording, update: updateId }],
    ),
    ofDemand: (id) => wordings.flatMap(({ demandId, wording }) => (demandId === id ? [wording] : [])),
  };
}

/** What the clearer words are for: the headline of an update, or the proposition of a demand. */
export interface NewClarification {
  readonly sequence: Sequence;
  readonly negotiationId: number;
  readonly userId: number | null;
  readonly updateId: number | null;
  readonly demandId: DemandId | null;
  readonly words: string;
  readonly reason: string;
}

export async function insertClarification(tx: Transaction, clarification: NewClarification): Promise<void> {
  await plainSql(tx).publish('clarifications', [{ ...clarification }]);
}
