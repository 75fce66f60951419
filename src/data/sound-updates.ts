import { InvalidInput } from '../domain/errors.js';
import { type NewUpdate, problemsOfUpdate, type StanceContext } from '../domain/update.js';
import type { Transaction } from './database.js';
import { stanceContext } from './stance-context.js';

/** What the update was checked against. Throws InvalidInput with a problem per field. */
export async function requireSound(
  tx: Transaction,
  { negotiationId, update }: { readonly negotiationId: number; readonly update: NewUpdate },
  now: Date,
): Promise<StanceContext> {
  const context = await stanceContext(tx, negotiationId, update.sources.length, now);
  const problems = problemsOfUpdate(update, context);
  if (problems.length > 0) throw new InvalidInput(problems);
  return context;
}
