import { recordAudit } from '../data/audit-log.js';
import type { Database, Transaction } from '../data/database.js';
import { insertEntry, versionOf } from '../data/entry-insertion.js';
import { takePublication } from '../data/publications.js';
import { recordSources } from '../data/source-choices.js';
import { stanceContext } from '../data/stance-context.js';
import { findUpdateByKey, insertUpdate } from '../data/updates.js';
import { type Actor, requireAbility } from '../domain/actor.js';
import { Conflict, InvalidInput } from '../domain/errors.js';
import type { Speaker } from '../domain/negotiation.js';
import { type NewUpdate, problemsOfUpdate, type StanceContext } from '../domain/update.js';
import { utcDay } from '../domain/when.js';

/**
 * Publishes an update: all of it or nothing. The same idempotency key again answers the first result.
 * Throws InvalidInput with a problem per field, NotPermitted, NotFound, or Conflict for another's key.
 */
export async function logUpdate(
  database: Database,
  actor: Actor,
  input: { readonly negotiationId: number; readonly update: NewUpdate },
  now: Date,
): Promise<{ readonly updateId: number }> {
  requireAbility(actor, 'publish');
  return database.write(async (tx) => {
    const earlier = await earlierResult(tx, actor, input.update.idempotencyKey);
    if (earlier) return earlier;
    const { speakers } = await requireSound(tx, input, now);
    return publish(tx, actor, input, speakers, now);
  });
}

async function earlierResult(tx: Transaction, actor: Actor, key: string) {
  const earlier = await findUpdateByKey(tx, key);
  if (!earlier) return null;
  if (earlier.userId !== actor.userId)
    throw new Conflict('This form was already published by somebody else.');
  return { updateId: earlier.id };
}

async function requireSound(
  tx: Transaction,
  { negotiationId, update }: { negotiationId: number; update: NewUpdate },
  now: Date,
): Promise<StanceContext> {
  const context = await stanceContext(tx, negotiationId, update.sources.length, now);
  const problems = problemsOfUpdate(update, context);
  if (problems.length > 0) throw new InvalidInput(problems);
  return context;
}

async function publish(
  tx: Transaction,
  actor: Actor,
  { negotiationId, update }: { negotiationId: number; update: NewUpdate },
  speakers: readonly Speaker[],
  now: Date,
): Promise<{ updateId: number }> {
  const sources = await recordSources(tx, update.sources);
  const { first, recordedAt } = await takePublication(tx, update.stances.length, now);
  const updateId = await insertUpdate(tx, {
    negotiationId,
    headline: update.headline,
    recordedAt,
    userId: actor.userId,
    idempotencyKey: update.idempotencyKey,
    sourceIds: [...new Set(sources.map((source) => source.id))],
  });
  for (const [index, stance] of update.stances.entries()) {
    const sequence = first + index;
    await insertEntry(tx, {
      sequence,
      kind: 'report',
      negotiationId,
      record: sequence,
      updateId,
      userId: actor.userId,
      reason: null,
      ...versionOf(stance, { sources, speakers, recordedDay: utcDay(recordedAt) }),
    });
  }
  await recordAudit(tx, {
    at: recordedAt,
    userId: actor.userId,
    action: 'log_update',
    negotiationId,
    subject: 'update',
    subjectId: String(updateId),
    details: { headline: update.headline, first, last: first + update.stances.length - 1 },
  });
  return { updateId };
}
