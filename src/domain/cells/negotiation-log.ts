import { type Cell, CellLog, type Clocks } from './cell.js';
import type { DemandId, PartyId, Sequence } from '../identifiers.js';
import { type Entry, type EntryKind, isVersion, type StanceCore, type VersionEntry } from '../log/entry.js';
import type { Day } from '../when.js';
import { type Phase, RecordChain } from '../log/record.js';

const emptyCell = new CellLog();

/** Which record an entry is about and what it does, without its text. */
export interface EntryMark {
  readonly sequence: Sequence;
  readonly kind: EntryKind;
  readonly record: Sequence;
}

/**
 * The log of one negotiation without its texts, grouped by cell: a pure function of its entries, in the order of the
 * log.
 */
export class NegotiationLog {
  private readonly cells = new Map<DemandId, Map<PartyId, CellLog>>();
  private readonly chains = new Map<Sequence, RecordChain>();
  /** The sequence numbers of the reports, in the order of the log. */
  private readonly reports: Sequence[] = [];
  /** The chains that they began, in the same order. */
  private readonly begun: RecordChain[] = [];
  /** Every entry in the order of the log, as parallel lists: a hundred thousand objects would take much memory. */
  private readonly sequences: Sequence[] = [];
  private readonly kinds: EntryKind[] = [];
  private readonly records: Sequence[] = [];
  /** Each day that was newer than all before it in the log, with the entry that brought it. */
  private readonly newestDays: { readonly sequence: Sequence; readonly day: Day }[] = [];
  /** The newest entry taken; 0 while there is none. */
  lastSequence: Sequence = 0;

  constructor(entries: Iterable<Entry> = []) {
    this.extend(entries);
  }

  /** Takes the entries that follow those already taken, oldest first. */
  extend(entries: Iterable<Entry>): void {
    for (const entry of entries) {
      if (entry.kind === 'report') this.begin(new RecordChain(entry), entry.sequence);
      else this.act(entry);
      this.sequences.push(entry.sequence);
      this.kinds.push(entry.kind);
      this.records.push(entry.record);
      if (isVersion(entry)) this.takeDay(entry);
      this.lastSequence = entry.sequence;
    }
  }

  /**
   * The newest day from which anything known by then counts, even if it was retracted since; null if nothing was known.
   */
  newestDay(known: Sequence): Day | null {
    return this.newestDays.findLast(({ sequence }) => sequence <= known)?.day ?? null;
  }

  cell(party: PartyId, demand: DemandId): CellLog {
    return this.cells.get(demand)?.get(party) ?? emptyCell;
  }

  cellAt(party: PartyId, demand: DemandId, clocks: Clocks): Cell {
    return this.cell(party, demand).at(clocks);
  }

  /** The phases of a record that had begun by a sequence number, in the order of the log. */
  phasesOf(record: Sequence, known: Sequence): Phase[] {
    return this.chains.get(record)?.phases.filter((phase) => phase.from <= known) ?? [];
  }

  /** True if any version of a record known by a sequence number is wanted. */
  wasEver(record: Sequence, known: Sequence, isWanted: (stance: StanceCore) => boolean): boolean {
    for (const { from, stance } of this.chains.get(record)?.phases ?? [])
      if (from <= known && isWanted(stance)) return true;
    return false;
  }

  /** How many records had begun by a sequence number, retracted ones included. */
  recordCount(known: Sequence): number {
    return countUpTo(this.reports, known);
  }

  /** The records in the wanted cells that are known and count at a pair of clocks, retracted ones included. */
  recordsAt(
    { asOf, known }: Pick<Clocks, 'asOf' | 'known'>,
    isAsked: (party: PartyId, demand: DemandId) => boolean,
  ): ReadonlySet<Sequence> {
    const found = new Set<Sequence>();
    const count = this.recordCount(known);
    for (let index = 0; index < count; index += 1) {
      const chain = this.begun[index] as RecordChain;
      const { newest, phases } = chain;
      const { record, stance } = (
        newest.from <= known ? newest : phases.findLast(({ from }) => from <= known)
      ) as Phase;
      if ((asOf === null || stance.day <= asOf) && isAsked(stance.party, stance.demand)) found.add(record);
    }
    return found;
  }

  /** The entries up to a sequence number, newest first. */
  *newestFirst(known: Sequence): Generator<EntryMark> {
    for (let index = countUpTo(this.sequences, known) - 1; index >= 0; index -= 1) {
      yield {
        sequence: this.sequences[index] as Sequence,
        kind: this.kinds[index] as EntryKind,
        record: this.records[index] as Sequence,
      };
    }
  }

  private takeDay({ sequence, stance }: VersionEntry): void {
    const newest = this.newestDays.at(-1);
    if (!newest || stance.day > newest.day) this.newestDays.push({ sequence, day: stance.day });
  }

  private begin(chain: RecordChain, record: Sequence): void {
    this.chains.set(record, chain);
    this.reports.push(record);
    this.begun.push(chain);
    this.shelve(chain.newest);
  }

  private act(entry: Entry): void {
    const chain = this.chains.get(entry.record);
    if (!chain) throw new Error(`The log has no record ${entry.record} for its entry ${entry.sequence}.`);
    const ending = chain.newest;
    if (!chain.take(entry)) return;
    this.cell(ending.stance.party, ending.stance.demand).phaseEnded(ending);
    this.shelve(chain.newest);
  }

  private shelve(phase: Phase): void {
    const { party, demand } = phase.stance;
    const row = this.cells.get(demand) ?? new Map<PartyId, CellLog>();
    const cell = row.get(party) ?? new CellLog();
    this.cells.set(demand, row.set(party, cell));
    cell.add(phase);
  }
}

/** How many of the ascending numbers are no higher than `most`. */
function countUpTo(numbers: readonly Sequence[], most: Sequence): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as Sequence) <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}
