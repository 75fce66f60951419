import type { Sequence } from '../identifiers.js';
import type { Citation } from '../structure/source.js';
import type { PublishedEntry } from './published-entry.js';
import { actsOf } from './record-acts.js';

/** A corroboration or denial as it is now: each is retracted and restored by itself (docs/rules.md, "One log"). */
export interface TargetState {
  readonly sequence: Sequence;
  readonly kind: 'corroboration' | 'denial';
  readonly isRetracted: boolean;
  /** What a denial says; null for a corroboration. */
  readonly denial: PublishedEntry['denial'];
  /** As they were clarified last. */
  readonly citations: readonly Citation[];
}

/** What an act can be on, apart from the record itself; the entries are all those of one record, in their order. */
export function targetStates(entries: readonly PublishedEntry[]): TargetState[] {
  const { undone } = actsOf(entries);
  return entries.flatMap(({ sequence, kind, citations, denial }) => {
    if (kind !== 'corroboration' && kind !== 'denial') return [];
    const clarified = entries.findLast((act) => act.kind === 'clarification' && act.target === sequence);
    return {
      sequence,
      kind,
      isRetracted: undone.includes(sequence),
      denial,
      citations: clarified?.citations ?? citations,
    };
  });
}

/** Why it cannot be retracted or restored; null if it can. */
export function turnRefusal(
  { kind, isRetracted }: TargetState,
  act: 'retraction' | 'restoration',
): string | null {
  if (act === 'retraction') return isRetracted ? `This ${kind} is retracted already.` : null;
  return isRetracted ? null : `This ${kind} is not retracted; there is nothing to restore.`;
}

/** Why its sources cannot be clarified; null if they can. */
export function sourcesRefusal({ kind, isRetracted }: TargetState): string | null {
  return isRetracted
    ? `This ${kind} has been retracted; its sources cannot be changed. Restore it first.`
    : null;
}
