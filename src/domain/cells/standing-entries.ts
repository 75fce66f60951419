import type { Sequence } from '../identifiers.js';
import { actsOf, type EntryMeaning } from '../log/record-acts.js';

const none: readonly EntryMeaning[] = [];

/**
 * Which entries of each record stand, at any sequence number: only their sources count (docs/rules.md, "One log"). Held
 * are the entries after the reports, which are few.
 */
export class StandingEntries {
  private readonly byRecord = new Map<Sequence, EntryMeaning[]>();

  /** Takes the next entry of a record after its report. */
  add(record: Sequence, entry: EntryMeaning): void {
    const present = this.byRecord.get(record);
    if (present) present.push(entry);
    else this.byRecord.set(record, [entry]);
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
  *fallenAt(known: Sequence): Generator<Sequence> {
    for (const [record, entries] of this.byRecord) {
      if (record > known) continue;
      const present = this.of(record, known);
      for (const sequence of [record, ...entries.map((each) => each.sequence)])
        if (sequence <= known && !present.has(sequence)) yield sequence;
    }
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
