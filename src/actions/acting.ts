import { type Actor, requireAbility } from '../domain/people/actor.js';
import { SessionEnded } from '../domain/errors.js';
import type { Ability } from '../domain/people/permissions.js';
import { isSessionOver } from '../domain/people/session-rules.js';
import type { Database, Transaction } from '../data/engine/database.js';
import { findSession } from '../data/people/sessions.js';

/**
 * The only way in which somebody signed in can write: session, activity and role are read in the transaction that acts.
 * What was read earlier in the request is only a hint, because the last byte of a form may arrive minutes later. Throws
 * SessionEnded or NotPermitted.
 * @param ability what the actor needs; null if being signed in is enough, as on one's own account
 */
export async function actAs<T>(
  database: Database,
  actor: Actor,
  ability: Ability | null,
  now: Date,
  act: (tx: Transaction, present: Actor) => Promise<T>,
): Promise<T> {
  if (ability !== null) requireAbility(actor, ability);
  return database.write(async (tx) => {
    const present = await presentActor(tx, actor, now);
    if (ability !== null) requireAbility(present, ability);
    return act(tx, present);
  });
}

/** The actor as of now; without a session it is the server itself. */
async function presentActor(tx: Transaction, actor: Actor, now: Date): Promise<Actor> {
  if (actor.userId === null) return actor;
  const session = await findSession(tx, actor.sessionHash);
  if (!session?.user.isActive || session.user.id !== actor.userId || isSessionOver(session, now))
    throw new SessionEnded();
  return { ...actor, role: session.user.role };
}
