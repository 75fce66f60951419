import type { Reader, Transaction } from '../../data/engine/database.js';
import { type CreatedNoun, ownUnused } from '../../data/structure/own-unused.js';
import { NotPermitted } from '../../domain/errors.js';
import type { Actor } from '../../domain/people/actor.js';
import { may } from '../../domain/people/permissions.js';

/** Which of a kind somebody may change: all, or those with these ids (docs/rules.md, "Roles"). */
export type Changeable = 'all' | ReadonlySet<number>;

/** Admins may change all; an editor what they have made themselves, until its first stance. */
export async function changeable(
  read: Reader,
  { role, userId }: Actor,
  noun: CreatedNoun,
  negotiationId: number,
): Promise<Changeable> {
  if (may(role, 'edit_structure')) return 'all';
  if (userId === null || !may(role, 'create_structure')) return new Set();
  return ownUnused(read, noun, { negotiationId, userId });
}

export function mayChange(which: Changeable, id: number): boolean {
  return which === 'all' || which.has(id);
}

/** Throws NotPermitted unless the actor may change this one. */
export async function requireChangeable(
  tx: Transaction,
  actor: Actor,
  noun: CreatedNoun,
  { negotiationId, id }: { readonly negotiationId: number; readonly id: number },
): Promise<void> {
  if (!mayChange(await changeable(tx, actor, noun, negotiationId), id))
    throw new NotPermitted(notYours(noun));
}

/** Why somebody may not change one, and who can. */
export function notYours(word: string): string {
  return `An editor may change a ${word} that they have made themselves, until the first stance that names it. Ask an admin to change this one.`;
}
