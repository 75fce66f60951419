import type { Reader, Transaction } from '../../data/engine/database.js';
import { cellsMovedSince } from '../../data/log/cell-moves.js';
import { stanceContext, type StancePlace } from './stance-context.js';
import { plainSql } from '../../data/engine/statements.js';
import { CellConflict } from '../../domain/cells/cell-conflict.js';
import { Conflict, InvalidInput } from '../../domain/errors.js';
import type { Sequence } from '../../domain/identifiers.js';
import type { StanceContext } from '../../domain/log/new-stance.js';
import { withoutUnchosen } from '../../domain/desk/proposal.js';
import { type NewUpdate, problemsOfUpdate } from '../../domain/log/update.js';

/** An update to be checked, and what it is checked against. */
export interface UpdateToCheck extends StancePlace {
  readonly update: NewUpdate;
  readonly userId: number | null;
  /**
   * The newest sequence number when the form was opened: what somebody else has moved since is a conflict. Null if
   * nobody looked, as in an import, or if it does not matter yet.
   */
  readonly seen: Sequence | null;
  /** True of a proposal that says in words what is missing: its parties and demands may be left open. */
  readonly isLacking?: boolean;
}

/**
 * The checks before publication, the same for preview, proposal and publication itself. Returns what the update was
 * checked against. Throws InvalidInput with a problem per field, or CellConflict.
 */
export async function checkUpdate(
  read: Reader | Transaction,
  toCheck: UpdateToCheck,
  now: Date,
): Promise<StanceContext> {
  const { negotiationId, update, userId, seen, isLacking = false } = toCheck;
  const context = await stanceContext(read, toCheck, update.sources.length, now);
  const found = problemsOfUpdate(update, context);
  const problems = isLacking ? withoutUnchosen(found, update) : found;
  if (problems.length > 0) throw new InvalidInput(problems);
  if (seen === null || isNewest(read, seen)) return context;
  const moved = await cellsMovedSince(read, update.stances, { negotiationId, since: seen, userId });
  if (moved.length > 0) throw new CellConflict(moved);
  return context;
}

/** In a transaction: nothing was published since that number, so nothing can conflict. */
function isNewest(read: Reader | Transaction, seen: Sequence): boolean {
  const { begun } = plainSql(read);
  return begun !== null && (begun.newest?.sequence ?? 0) <= seen;
}

/**
 * The same for an import, whose rows were checked by the same rules before the transaction, to keep that short: what
 * they were checked against must still hold. Throws Conflict.
 */
export async function checkJudged(
  tx: Transaction,
  { negotiationId, context: judgedBy }: { readonly negotiationId: number; readonly context: StanceContext },
  now: Date,
): Promise<void> {
  const { negotiation, speakers } = await stanceContext(tx, { negotiationId }, 1, now);
  if (JSON.stringify([negotiation, speakers]) === JSON.stringify([judgedBy.negotiation, judgedBy.speakers]))
    return;
  throw new Conflict(
    'Parties, demands or speakers were changed while the file was checked. Look at it once more, then publish it.',
  );
}
