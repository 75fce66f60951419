import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import { insertNote } from '../../data/desk/cell-notes.js';
import type { Database } from '../../data/engine/database.js';
import { findNegotiationById } from '../../data/structure/negotiations.js';
import type { Actor } from '../../domain/people/actor.js';
import type { CellOf } from '../../domain/cells/cell-conflict.js';
import { problemsOfNote } from '../../domain/desk/cell-note.js';
import { InvalidInput, NotFound, NotPermitted } from '../../domain/errors.js';

/** Writes a note for the desk on a cell. Throws InvalidInput, NotPermitted, NotFound. */
export async function noteCell(
  database: Database,
  actor: Actor,
  { negotiationId, cell, text }: { negotiationId: number; cell: CellOf; text: string },
  now: Date,
): Promise<{ readonly noteId: number }> {
  const { userId } = actor;
  if (userId === null) throw new NotPermitted('Only a person can write a note.');
  const problems = problemsOfNote(text);
  if (problems.length > 0) throw new InvalidInput(problems);
  return actAs(database, actor, 'publish', now, async (tx) => {
    const negotiation = await findNegotiationById(tx, negotiationId);
    const isThere =
      negotiation?.parties.some(({ id }) => id === cell.party) &&
      negotiation.demands.some(({ id }) => id === cell.demand);
    if (!isThere) throw new NotFound('There is no such party or demand in this negotiation.');
    const noteId = await insertNote(tx, { negotiationId, cell, userId, text, writtenAt: now });
    // The audit says that there is a note; it does not hold a second copy of it.
    await recordAudit(tx, {
      at: now,
      userId,
      action: 'note_cell',
      negotiationId,
      subject: 'note',
      subjectId: String(noteId),
      details: {},
    });
    return { noteId };
  });
}
