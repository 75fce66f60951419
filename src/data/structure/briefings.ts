import type { Sequence } from '../../domain/identifiers.js';
import type { OwnKind } from '../../domain/structure/own-record.js';
import type { BriefingEntry, BriefingWords } from '../../domain/structure/briefing.js';
import type { Reader, Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';

interface BriefingRow {
  readonly sequence: Sequence;
  readonly record: Sequence;
  readonly kind: OwnKind;
  readonly topic: number | null;
  readonly demand: number | null;
  readonly day: string | null;
  readonly text: string | null;
  readonly reason: string | null;
  readonly recordedAt: Date;
}

const ofNegotiation = `SELECT b.sequence, b.record, b.kind, b.topic_id AS topic, b.demand_id AS demand, b.day, b.text,
    b.reason, p.recorded_at AS "recordedAt"
  FROM briefings b JOIN publications p ON p.sequence = b.sequence WHERE b.negotiation_id = ? ORDER BY b.sequence`;

/** Everything published about the briefings of a negotiation, in the order of the log. */
export async function briefingsOf(
  read: Reader | Transaction,
  negotiationId: number,
): Promise<BriefingEntry[]> {
  const rows = await plainSql(read).rows<BriefingRow>(ofNegotiation, [negotiationId]);
  return rows.map(({ sequence, record, kind, topic, demand, day, text, reason, recordedAt }) => ({
    ...{ sequence, record, kind, reason },
    recordedAt: recordedAt.toISOString(),
    words: day === null || text === null ? null : { topic, demand, day, text },
  }));
}

/** An entry about a briefing, as it is published. */
export interface NewBriefingEntry {
  readonly sequence: Sequence;
  readonly negotiationId: number;
  readonly userId: number | null;
  readonly kind: OwnKind;
  readonly record: Sequence;
  readonly words: BriefingWords | null;
  readonly reason: string | null;
}

export async function insertBriefing(tx: Transaction, { words, ...entry }: NewBriefingEntry): Promise<void> {
  const said = {
    topicId: words?.topic ?? null,
    demandId: words?.demand ?? null,
    day: words?.day ?? null,
    text: words?.text ?? null,
  };
  await plainSql(tx).publish('briefings', [{ ...entry, ...said }]);
}
