import { putDraftAway } from '../../data/desk/drafts.js';
import type { Database } from '../../data/engine/database.js';
import { NotPermitted } from '../../domain/errors.js';
import type { Actor } from '../../domain/people/actor.js';
import { actAs } from '../acting.js';

/** Discards the actor's draft; it can be taken back for 30 days. Throws NotPermitted or SessionEnded. */
export async function discardDraft(database: Database, actor: Actor, key: string, now: Date): Promise<void> {
  const { userId } = actor;
  if (userId === null) throw new NotPermitted('Only a person has drafts.');
  await actAs(database, actor, null, now, (tx) => putDraftAway(tx, userId, key, now));
}
