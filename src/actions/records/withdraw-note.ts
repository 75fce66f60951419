import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import { findNote, insertNoteWithdrawal } from '../../data/desk/cell-notes.js';
import type { Database } from '../../data/engine/database.js';
import type { Actor } from '../../domain/people/actor.js';
import type { CellOf } from '../../domain/cells/cell-conflict.js';
import { NotFound, NotPermitted } from '../../domain/errors.js';
import { may } from '../../domain/people/permissions.js';

/** Takes a note off its cell: one’s own, or as an admin anybody’s. Throws NotPermitted or NotFound. */
export async function withdrawNote(
  database: Database,
  actor: Actor,
  { negotiationId, id }: { readonly negotiationId: number; readonly id: number },
  now: Date,
): Promise<{ readonly cell: CellOf }> {
  const { userId } = actor;
  if (userId === null) throw new NotPermitted('Only a person can withdraw a note.');
  return actAs(database, actor, 'publish', now, async (tx, { role }) => {
    const note = await findNote(tx, negotiationId, id);
    if (!note) throw new NotFound('There is no such note, or it was withdrawn already.');
    if (note.author.id !== userId && !may(role, 'manage_people'))
      throw new NotPermitted('Only its author or an admin can withdraw a note.');
    await insertNoteWithdrawal(tx, { noteId: id, userId, withdrawnAt: now });
    await recordAudit(tx, {
      at: now,
      userId,
      action: 'withdraw_note',
      negotiationId,
      subject: 'note',
      subjectId: String(id),
      details: {},
    });
    return { cell: note.cell };
  });
}
