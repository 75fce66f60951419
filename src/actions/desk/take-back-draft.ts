import { bringDraftBack } from '../../data/desk/drafts.js';
import type { Database } from '../../data/engine/database.js';
import { NotPermitted } from '../../domain/errors.js';
import type { Actor } from '../../domain/people/actor.js';
import { actAs } from '../acting.js';

/** Takes back a draft that the actor has discarded. Throws NotPermitted or SessionEnded. */
export async function takeBackDraft(database: Database, actor: Actor, key: string, now: Date): Promise<void> {
  const { userId } = actor;
  if (userId === null) throw new NotPermitted('Only a person has drafts.');
  await actAs(database, actor, null, now, (tx) => bringDraftBack(tx, userId, key));
}
