import type { Transaction } from '../../data/engine/database.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import {
  closedWithUpdate,
  type CreatedForImport,
  createdForImport,
  numbersNaming,
} from '../../data/structure/created-for-import.js';
import type { Sequence } from '../../domain/identifiers.js';
import type { Actor } from '../../domain/people/actor.js';
import { closeOrReopen } from '../structure/closing-act.js';
import { requireNegotiation } from '../structure/edit-rules.js';

interface UndoneUpdate {
  readonly negotiationId: number;
  readonly updateId: number;
}

/**
 * If the update is an import, closes what was created for it and what nothing else names: no record but its retracted
 * ones, nothing published by itself, and no demand or question that is still open.
 */
export async function closeWhatOnlyItNeeded(
  tx: Transaction,
  actor: Actor,
  {
    retracted,
    now,
    ...update
  }: UndoneUpdate & { readonly retracted: ReadonlySet<Sequence>; readonly now: Date },
): Promise<void> {
  for (const created of await createdForImport(tx, update)) {
    if (await isNeeded(tx, created, retracted)) continue;
    await close(tx, actor, created, { updateId: update.updateId, isClosed: true, now });
  }
}

/** Opens again what was closed so. */
export async function reopenWhatItNeeds(
  tx: Transaction,
  actor: Actor,
  { now, ...update }: UndoneUpdate & { readonly now: Date },
): Promise<void> {
  const closed = await closedWithUpdate(tx, await createdForImport(tx, update), update);
  for (const created of closed.toReversed())
    await close(tx, actor, created, { updateId: update.updateId, isClosed: false, now });
}

async function isNeeded(
  tx: Transaction,
  created: CreatedForImport,
  retracted: ReadonlySet<Sequence>,
): Promise<boolean> {
  const { noun, negotiationId, id } = created;
  if ((await numbersNaming(tx, created)).some((number) => !retracted.has(number))) return true;
  if (noun === 'speaker' || noun === 'demand') return false;
  const { demands, questions } = await requireNegotiation(tx, negotiationId);
  if (noun === 'topic')
    return [...demands, ...questions].some(({ isClosed, topic }) => topic.id === id && !isClosed);
  return demands.some(
    ({ isClosed, raisers, addressees, alsoNeeds }) =>
      [...raisers, ...addressees, ...alsoNeeds].includes(id) && !isClosed,
  );
}

async function close(
  tx: Transaction,
  actor: Actor,
  { noun, negotiationId, id }: CreatedForImport,
  { updateId, isClosed, now }: { readonly updateId: number; readonly isClosed: boolean; readonly now: Date },
): Promise<void> {
  const at = await closeOrReopen(tx, actor, { noun, negotiationId, id }, { isClosed, now });
  if (at === null) return;
  await recordAudit(tx, {
    at,
    userId: actor.userId,
    action: isClosed ? 'close_structure' : 'reopen_structure',
    negotiationId,
    subject: noun,
    subjectId: String(id),
    details: { update: updateId },
  });
}
