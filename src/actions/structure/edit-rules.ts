import { createHash } from 'node:crypto';
import { Conflict, NotFound } from '../../domain/errors.js';
import type { Negotiation } from '../../domain/structure/negotiation.js';
import { cleanField } from '../../domain/log/clean-field.js';
import type { Reader, Transaction } from '../../data/engine/database.js';
import { findNegotiationById } from '../../data/structure/negotiations.js';

/** Throws NotFound if there is no such negotiation. */
export async function requireNegotiation(read: Reader | Transaction, id: number): Promise<Negotiation> {
  const negotiation = await findNegotiationById(read, id);
  if (!negotiation) throw new NotFound('There is no such negotiation.');
  return negotiation;
}

/** The item with the id; throws NotFound if there is none. `noun` names the kind of item in the message. */
export function requireAmong<Item extends { readonly id: number }>(
  items: readonly Item[],
  id: number,
  noun: string,
): Item {
  const item = items.find((each) => each.id === id);
  if (!item) throw new NotFound(`There is no such ${noun} in this negotiation.`);
  return item;
}

/**
 * The wanted fields, except that a text which differs from the stored one only by what cleaning takes out stays as it
 * was stored.
 */
export function asStored<Fields extends object>(present: Fields, wanted: Fields): Fields {
  const texts = Object.entries(present).filter(
    ([name, stored]) =>
      typeof stored === 'string' && cleanField(name, stored) === wanted[name as keyof Fields],
  );
  return { ...wanted, ...Object.fromEntries(texts) };
}

/** Equal for equal fields, whatever the order of the fields and of chosen ids. */
export function fingerprintOf(fields: object): string {
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  const plain = sorted.map(([name, value]) => [name, Array.isArray(value) ? idsInOrder(value) : value]);
  return createHash('sha256').update(JSON.stringify(plain)).digest('base64url');
}

function idsInOrder(ids: readonly number[]): number[] {
  return [...new Set(ids)].sort((a, b) => a - b);
}

/** False if nothing would change. Throws Conflict if the present fields are not those that the editor saw. */
export function isChange(present: object, wanted: object, seen: string): boolean {
  const stands = fingerprintOf(present);
  if (fingerprintOf(wanted) === stands) return false;
  if (seen !== stands) throw new Conflict('Somebody else changed this while you were editing it.');
  return true;
}
