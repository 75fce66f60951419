import type { Sequence } from '../identifiers.js';
import { actsOf, type EntryMeaning } from '../log/record-acts.js';
import { SequenceSet } from './sequence-set.js';

const none: readonly EntryMeaning[] = [];

/**
 * Which entries of each record stand, at any sequence number: only their sources count (docs/rules.md, "One log"). Held
 * are the entries after the reports, which are few.
 */
export class StandingEntries {
  private readonly byRecord = new Map<Sequence, EntryMeaning[]>();
  /**
   * Which entries ceased to stand or stand again, in the order of the log, and by which entries: a page need not go
   * through all records that were acted on.
   */
  private readonly turned: Sequence[] = [];
  private readonly turnedBy: Sequence[] = [];

  /** Takes the next entry of a record after its report, in the order of the log. */
  add(record: Sequence, entry: EntryMeaning): void {
    const present = this.byRecord.get(record) ?? [];
    // Whatever does not stand from the first has turned at once.
    const before = new Set(carriersIn(record, present).values()).add(entry.sequence);
    present.push(entry);
    this.byRecord.set(record, present);
    const after = new Set(carriersIn(record, present).values());
    for (const each of before) if (!after.has(each)) this.turn(each, entry.sequence);
    for (const each of after) if (!before.has(each)) this.turn(each, entry.sequence);
  }

  /** The entries of a record, known by a sequence number, whose sources count. */
  of(record: Sequence, known: Sequence): ReadonlySet<Sequence> {
    return new Set(carriersIn(record, this.entriesOf(record, known)).values());
  }

  /** Those of them on which its position rests: a denial says the opposite. */
  supporting(record: Sequence, known: Sequence): Sequence[] {
    const entries = this.entriesOf(record, known);
    if (entries.length === 0) return [record];
    const carriers = carriersIn(record, entries);
    for (const { sequence, kind } of entries) if (kind === 'denial') carriers.delete(sequence);
    return [...carriers.values()];
  }

  private entriesOf(record: Sequence, known: Sequence): readonly EntryMeaning[] {
    return this.byRecord.get(record)?.filter(({ sequence }) => sequence <= known) ?? none;
  }

  /** The entries, known by a sequence number, whose sources do not count. */
  fallenAt(known: Sequence): SequenceSet {
    const fallen = new SequenceSet();
    for (let index = 0; index < this.turned.length; index += 1) {
      if ((this.turnedBy[index] as Sequence) > known) break;
      fallen.turn(this.turned[index] as Sequence);
    }
    return fallen;
  }

  private turn(entry: Sequence, by: Sequence): void {
    this.turned.push(entry);
    this.turnedBy.push(by);
  }
}

/**
 * The record with its newest version, and the corroborations and denials that are not retracted, each with the entry
 * that it was clarified by. Of a retracted record none.
 */
function carriersIn(record: Sequence, entries: readonly EntryMeaning[]): Map<Sequence, Sequence> {
  const { withdrawnBy, undone } = actsOf(entries);
  if (withdrawnBy !== null) return new Map();
  const carriers = new Map([[record, record]]);
  for (const { sequence, kind, target } of entries) {
    if (kind === 'corroboration' || kind === 'denial') carriers.set(sequence, sequence);
    if (kind === 'correction' || kind === 'clarification') carriers.set(target ?? record, sequence);
  }
  for (const each of undone) carriers.delete(each);
  return carriers;
}
