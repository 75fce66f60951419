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

/** Closes or reopens something: a party, demand or question with a number. Returns when; null if that changes nothing. */
export async function closeOrReopen(
  tx: Transaction,
  { userId }: Actor,
  { noun, negotiationId, id }: Closable,
  { isClosed, now }: { readonly isClosed: boolean; readonly now: Date },
): Promise<Date | null> {
  if (!isNumbered(noun)) return (await setClosed(tx, { noun, negotiationId, id }, isClosed)) ? now : null;
  const { parties, demands, questions } = await requireNegotiation(tx, negotiationId);
  const rows = { party: parties, demand: demands, question: questions }[noun];
  const found = rows.find((each) => each.id === id);
  if (!found || found.isClosed === isClosed) return null;
  const { first, recordedAt } = await takePublication(tx, 1, now);
  await insertClosing(tx, { noun, negotiationId, id }, { isClosed, userId, sequence: first });
  return recordedAt;
}

export function isNumbered(noun: ClosableNoun): noun is NumberedNoun {
  return noun === 'party' || noun === 'demand' || noun === 'question';
}
