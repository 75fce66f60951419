import type { Sequence } from '../identifiers.js';
import type { EntryKind } from '../log/entry.js';

/** An act on one corroboration or denial (docs/rules.md, "One log"). */
export interface TargetedAct {
  readonly sequence: Sequence;
  readonly kind: EntryKind;
  readonly target: Sequence;
}

const noEntries: ReadonlySet<Sequence> = new Set();

/**
 * What acts on corroborations and denials make of their sources, at any sequence number. Such acts are few. A
 * clarification carries the sources of its target from then on, instead of the entry that carried them before.
 */
export class TargetedActs {
  private readonly byTarget = new Map<Sequence, TargetedAct[]>();

  add(act: TargetedAct): void {
    const present = this.byTarget.get(act.target);
    if (present) present.push(act);
    else this.byTarget.set(act.target, [act]);
  }

  /** The entries whose sources do not count at a sequence number. */
  absentAt(known: Sequence): ReadonlySet<Sequence> {
    if (this.byTarget.size === 0) return noEntries;
    const absent = new Set<Sequence>();
    for (const [target, acts] of this.byTarget) {
      const done = acts.filter(({ sequence }) => sequence <= known);
      const present = isRetracted(done) ? null : (carriers(target, done).at(-1) as Sequence);
      for (const entry of carriers(target, acts)) if (entry !== present) absent.add(entry);
    }
    return absent;
  }

  /** The target and its clarifications, oldest first. */
  carriersOf(target: Sequence): readonly Sequence[] {
    return carriers(target, this.byTarget.get(target) ?? []);
  }
}

function carriers(target: Sequence, acts: readonly TargetedAct[]): Sequence[] {
  return [target, ...acts.flatMap(({ kind, sequence }) => (kind === 'clarification' ? [sequence] : []))];
}

function isRetracted(acts: readonly TargetedAct[]): boolean {
  return acts.findLast(({ kind }) => kind !== 'clarification')?.kind === 'retraction';
}
