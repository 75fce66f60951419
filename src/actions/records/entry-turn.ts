import { insertActs } from '../../data/log/act-insertion.js';
import type { Transaction } from '../../data/engine/database.js';
import { requireTarget } from './record-versions.js';
import { reasonProblem, type TargetAct } from '../../domain/log/act.js';
import type { Actor } from '../../domain/people/actor.js';
import type { Sequence } from '../../domain/identifiers.js';
import { Conflict, InvalidInput } from '../../domain/errors.js';
import type { EntryKind } from '../../domain/log/entry.js';
import { turnRefusal } from '../../domain/log/target.js';

/** What an act on a corroboration or a denial was published as, and the kind of what it is on. */
export interface PublishedTurn {
  readonly sequence: Sequence;
  readonly recordedAt: Date;
  readonly kind: EntryKind;
}

/** Publishes the retraction or restoration of one corroboration or denial. Throws InvalidInput, NotFound or Conflict. */
export async function publishTurn(
  tx: Transaction,
  { userId }: Actor,
  { negotiationId, record, target, reason }: TargetAct,
  { turn, now }: { readonly turn: 'retraction' | 'restoration'; readonly now: Date },
): Promise<PublishedTurn> {
  const meant = await requireTarget(tx, { negotiationId, record, target });
  const refusal = turnRefusal(meant, turn);
  if (refusal) throw new Conflict(refusal);
  const problem = reasonProblem(reason);
  if (problem) throw new InvalidInput([problem]);
  const acts = { negotiationId, records: [record], target, reason, userId };
  const { first: sequence, recordedAt } = await insertActs(tx, turn, acts, now);
  return { sequence, recordedAt, kind: meant.kind };
}
