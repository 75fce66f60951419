import { takePublication } from '../../data/log/publications.js';
import {
  type Closable,
  type ClosableNoun,
  insertClosing,
  type NumberedNoun,
  setClosed,
} from '../../data/structure/closing.js';
import type { Transaction } from '../../data/engine/database.js';
import type { Actor } from '../../domain/people/actor.js';
import { requireNegotiation } from './edit-rules.js';

/** Closes or reopens something: a party or demand with a number. Returns when; null if that changes nothing. */
export async function closeOrReopen(
  tx: Transaction,
  { userId }: Actor,
  { noun, negotiationId, id }: Closable,
  { isClosed, now }: { readonly isClosed: boolean; readonly now: Date },
): Promise<Date | null> {
  if (!isNumbered(noun)) return (await setClosed(tx, { noun, negotiationId, id }, isClosed)) ? now : null;
  const { parties, demands } = await requireNegotiation(tx, negotiationId);
  const found = (noun === 'party' ? parties : demands).find((each) => each.id === id);
  if (!found || found.isClosed === isClosed) return null;
  const { first, recordedAt } = await takePublication(tx, 1, now);
  await insertClosing(tx, { noun, negotiationId, id }, { isClosed, userId, sequence: first });
  return recordedAt;
}

function isNumbered(noun: ClosableNoun): noun is NumberedNoun {
  return noun === 'party' || noun === 'demand';
}
