import { Conflict, NotFound } from '../../domain/errors.js';
import type { Transaction } from '../../data/engine/database.js';
import { findUser, otherActiveAdmins, type User } from '../../data/people/users.js';

/** Throws NotFound if nobody has the id. */
export async function requirePerson(tx: Transaction, id: number): Promise<User> {
  const person = await findUser(tx, id);
  if (!person) throw new NotFound('There is no such person.');
  return person;
}

/** Throws Conflict if there would be no active admin without this person. */
export async function refuseLastAdmin(tx: Transaction, { id, role, isActive }: User): Promise<void> {
  if (role !== 'admin' || !isActive || (await otherActiveAdmins(tx, id)) > 0) return;
  throw new Conflict('This is the last admin. Make somebody else an admin first.');
}
