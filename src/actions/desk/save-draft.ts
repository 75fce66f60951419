import { type DraftToSave, type SavedDraft, storeDraft } from '../../data/desk/drafts.js';
import { makeRoomForDraft } from '../../data/desk/room.js';
import type { Database } from '../../data/engine/database.js';
import { Conflict } from '../../domain/errors.js';
import type { Actor } from '../../domain/people/actor.js';
import { actAs } from '../acting.js';

/**
 * Saves what a form holds. If another tab has meanwhile saved or sent this draft, that is not overwritten: this text
 * becomes a draft of its own, under a new key. Throws NotPermitted, SessionEnded, or Conflict if there is no room.
 */
export function saveDraft(database: Database, actor: Actor, draft: DraftToSave): Promise<SavedDraft> {
  return actAs(database, actor, 'propose', draft.savedAt, async (tx) => {
    const bytes = Buffer.byteLength(JSON.stringify(draft.fields));
    const { userId, key, savedAt } = draft;
    const refusal = await makeRoomForDraft(tx, { userId, key, bytes, now: savedAt });
    if (refusal !== null) throw new Conflict(refusal);
    return storeDraft(tx, draft);
  });
}
