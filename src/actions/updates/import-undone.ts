import type { Transaction } from '../../data/engine/database.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import {
  closedWithUpdate,
  type CreatedForImport,
  createdForImport,
  numbersNaming,
  recordsWithNamedConditions,
} from '../../data/structure/created-for-import.js';
import type { DemandId, Sequence } from '../../domain/identifiers.js';
import { demandBySlug } from '../../domain/log/named-condition.js';
import type { Actor } from '../../domain/people/actor.js';
import { closeOrReopen } from '../structure/closing-act.js';
import { requireNegotiation } from '../structure/edit-rules.js';

interface UndoneUpdate {
  readonly negotiationId: number;
  readonly updateId: number;
}

/**
 * If the update is an import, closes what was created for it and what nothing else names: no record but its retracted
 * ones, nothing published by itself, and no demand or question that stays open.
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
  const all = await createdForImport(tx, update);
  const conditions = all.some(({ noun }) => noun === 'demand')
    ? await demandsAsConditions(tx, update.negotiationId, retracted)
    : new Set();
  const unnamed: CreatedForImport[] = [];
  for (const created of all) {
    const isCondition = created.noun === 'demand' && conditions.has(created.id);
    if (!isCondition && !(await isNamed(tx, created, retracted))) unnamed.push(created);
  }
  const demands = await demandsToClose(tx, update.negotiationId, unnamed);
  for (const created of unnamed) {
    if (created.noun === 'demand' ? !demands.has(created.id) : await isNeeded(tx, created)) continue;
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

/** True if a record that stands names it, or something that is published by itself. */
async function isNamed(
  tx: Transaction,
  created: CreatedForImport,
  retracted: ReadonlySet<Sequence>,
): Promise<boolean> {
  return (await numbersNaming(tx, created)).some((number) => !retracted.has(number));
}

/** The demands that records which stand name as conditions. */
async function demandsAsConditions(
  tx: Transaction,
  negotiationId: number,
  retracted: ReadonlySet<Sequence>,
): Promise<ReadonlySet<DemandId>> {
  const negotiation = await requireNegotiation(tx, negotiationId);
  const records = await recordsWithNamedConditions(tx, negotiationId);
  const slugs = new Set(records.flatMap(({ record, slugs: named }) => (retracted.has(record) ? [] : named)));
  return new Set([...slugs].flatMap((slug) => demandBySlug(negotiation, slug)?.id ?? []));
}

/** Of these demands, those with which no demand that stays open is a part, a whole, a successor or replaced. */
async function demandsToClose(
  tx: Transaction,
  negotiationId: number,
  unnamed: readonly CreatedForImport[],
): Promise<ReadonlySet<DemandId>> {
  const closing = new Set(unnamed.filter(({ noun }) => noun === 'demand').map(({ id }) => id));
  if (closing.size === 0) return closing;
  const open = (await requireNegotiation(tx, negotiationId)).demands.filter(({ isClosed }) => !isClosed);
  const ties = open.flatMap(({ id, partOf, replaces }) =>
    [...replaces, ...(partOf === null ? [] : [partOf])].map((other) => [id, other] as const),
  );
  const isOpen = (id: DemandId) => open.some((demand) => demand.id === id) && !closing.has(id);
  for (let before = -1; before !== closing.size; ) {
    before = closing.size;
    for (const [one, other] of ties) {
      if (isOpen(one)) closing.delete(other);
      if (isOpen(other)) closing.delete(one);
    }
  }
  return closing;
}

/** True if a demand or question that is still open needs the topic or party. */
async function isNeeded(tx: Transaction, { noun, negotiationId, id }: CreatedForImport): Promise<boolean> {
  if (noun === 'speaker') return false;
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
