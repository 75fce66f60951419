import { InvalidInput } from '../../domain/errors.js';
import { type NewUpdate, problemsOfUpdate, type StanceContext } from '../../domain/log/update.js';
import { latestToday } from '../../domain/when.js';
import type { Transaction } from '../../data/engine/database.js';
import { stanceContext } from '../../data/log/stance-context.js';
import { type HeldStructure, isUnchanged } from '../../data/memory/structure-memory.js';

/** An update to be checked; `structure` is that of its negotiation as somebody has it in hand. */
export interface UpdateToCheck {
  readonly negotiationId: number;
  readonly update: NewUpdate;
  readonly structure?: HeldStructure;
}

/** What the update was checked against. Throws InvalidInput with a problem per field. */
export async function checkUpdate(
  tx: Transaction,
  toCheck: UpdateToCheck,
  now: Date,
): Promise<StanceContext> {
  const { update } = toCheck;
  const context = await contextOf(tx, toCheck, now);
  const problems = problemsOfUpdate(update, context);
  if (problems.length > 0) throw new InvalidInput(problems);
  return context;
}

/** Reads the structure only where the one in hand has changed. */
async function contextOf(
  tx: Transaction,
  { negotiationId, update, structure }: UpdateToCheck,
  now: Date,
): Promise<StanceContext> {
  const sourceCount = update.sources.length;
  if (!structure || !(await isUnchanged(tx, structure)))
    return stanceContext(tx, negotiationId, sourceCount, now);
  const { negotiation, speakers } = structure;
  return { negotiation, speakers, sourceCount, today: latestToday(now) };
}
