import { recordAudit } from '../data/audit-log.js';
import type { Database, Transaction } from '../data/database.js';
import { insertEntry } from '../data/entry-insertion.js';
import { takePublication } from '../data/publications.js';
import { findRecord } from '../data/records.js';
import { reasonProblem } from '../domain/act.js';
import { type Actor, requireAbility } from '../domain/actor.js';
import type { Sequence } from '../domain/entry.js';
import { Conflict, InvalidInput, NotFound } from '../domain/errors.js';

export interface Retraction {
  readonly negotiationId: number;
  readonly record: Sequence;
  readonly reason: string;
}

/**
 * Withdraws a whole record; it stays in the log, struck, with the reason. Throws InvalidInput, NotPermitted, NotFound,
 * or Conflict where it is retracted already.
 */
export async function retractRecord(
  database: Database,
  actor: Actor,
  { negotiationId, record, reason }: Retraction,
  now: Date,
): Promise<{ readonly sequence: Sequence }> {
  requireAbility(actor, 'retract');
  return database.write(async (tx) => {
    await requireRetractable(tx, negotiationId, record);
    const problem = reasonProblem(reason);
    if (problem) throw new InvalidInput([problem]);
    const { first: sequence, recordedAt } = await takePublication(tx, 1, now);
    await insertEntry(tx, {
      sequence,
      kind: 'retraction',
      negotiationId,
      record,
      updateId: null,
      userId: actor.userId,
      reason,
      stance: null,
      citations: [],
    });
    await recordAudit(tx, {
      at: recordedAt,
      userId: actor.userId,
      action: 'retract_record',
      negotiationId,
      subject: 'record',
      subjectId: String(record),
      details: { sequence, reason },
    });
    return { sequence };
  });
}

async function requireRetractable(tx: Transaction, negotiationId: number, record: Sequence): Promise<void> {
  const state = await findRecord(tx, negotiationId, record);
  if (!state) throw new NotFound('There is no such record in this negotiation.');
  if (state.status === 'retracted') throw new Conflict('This record is retracted already.');
}
