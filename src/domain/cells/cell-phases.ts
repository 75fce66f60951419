import { countWhile, grown, roomFor } from './column.js';
import type { Sequence } from '../identifiers.js';
import type { PhaseTable } from './phase-table.js';
import { isWanted, type Mark, mayBeWanted } from './shelf.js';

/** So many phases are passed together where none of them can be wanted. */
const pageLength = 32;

/** The numbers of a phase, side by side, and those of a page. */
const [row, day, mark, phaseWidth] = [0, 1, 2, 3];
const [firstDay, earliest, marks, pageWidth] = [0, 1, 2, 3];

/**
 * The phases of one cell in the order of the cell rule, oldest first, by their rows in the table, and what a search
 * has to know of them:
 *
 *     phases:  row, day, mark │ row, day, mark │ …            three numbers each
 *     pages:   first day, earliest sequence of this page and all newer ones, all marks │ …    for 32 phases each
 *
 * The days and the earliest sequences of the pages grow: two quick searches say where what counts at a pair of clocks
 * ends. From there, or from the other end, a search walks, past each page on which nothing is wanted. So a cell costs
 * about the same whatever the length of its log.
 */
export class CellPhases {
  length = 0;
  private phases = new Int32Array(0);
  private pages = new Float64Array(0);
  private begun: number[] = [];

  constructor(private readonly table: PhaseTable) {}

  /** Takes a phase by its row in the table. It is found after the next `settle`. */
  begin(begun: number): void {
    this.begun.push(begun);
  }

  /** Puts in its place what has begun since the last time: from the newest end, where it mostly belongs. */
  settle(): void {
    const begun = this.begun.sort((a, b) => this.table.compare(a, b));
    let old = this.length - 1;
    this.length += begun.length;
    if (this.length * phaseWidth > this.phases.length)
      this.phases = grown(this.phases, roomFor(this.length) * phaseWidth);
    for (let place = this.length - 1, next = begun.length - 1; next >= 0; place -= 1) {
      if (old >= 0 && this.table.compare(this.rowAt(old), begun[next] as number) > 0) {
        this.phases.copyWithin(place * phaseWidth, old * phaseWidth, (old + 1) * phaseWidth);
        old -= 1;
      } else {
        this.put(place, begun[next] as number);
        next -= 1;
      }
    }
    this.begun = [];
    this.summarise(old + 1);
  }

  rowAt(index: number): number {
    return this.phases[index * phaseWidth + row] as number;
  }

  /** Where a row of the table stands; -1 if it is not of this cell. */
  indexOf(wanted: number): number {
    const index = countWhile(this.length, (each) => this.table.compare(this.rowAt(each), wanted) < 0);
    return index < this.length && this.rowAt(index) === wanted ? index : -1;
  }

  /** All phases that count at a pair of clocks are among so many first ones: from days before the given one, begun by `known`. */
  endAt(before: number, known: Sequence): number {
    const begun = countWhile(this.pageCount(), (page) => this.pageAt(page, earliest) <= known);
    const pages = countWhile(begun, (page) => this.pageAt(page, firstDay) < before);
    if (pages === 0) return 0;
    const start = (pages - 1) * pageLength;
    const most = Math.min(pageLength, this.length - start);
    if (before === Infinity) return start + most;
    return start + countWhile(most, (each) => this.dayAt(start + each) < before);
  }

  /** The newest of the first `end` phases that holds at `known` and is wanted; -1 if there is none. */
  newest(end: number, known: Sequence, wanted: Mark): number {
    let index = end - 1;
    while (index >= 0) {
      const start = index - (index % pageLength);
      if (mayBeWanted(this.pageAt(start / pageLength, marks), wanted))
        for (; index >= start; index -= 1) if (this.holds(index, known, wanted)) return index;
      index = start - 1;
    }
    return -1;
  }

  /** The oldest phase from `start` up to, not including, `end` that holds at `known` and is wanted; -1 if none. */
  oldest(start: number, end: number, known: Sequence, wanted: Mark): number {
    let index = start;
    while (index < end) {
      const next = index - (index % pageLength) + pageLength;
      if (mayBeWanted(this.pageAt(next / pageLength - 1, marks), wanted))
        for (; index < Math.min(next, end); index += 1) if (this.holds(index, known, wanted)) return index;
      index = next;
    }
    return -1;
  }

  /** True if the phase at an index holds at `known` and is wanted. */
  holds(index: number, known: Sequence, wanted: Mark): boolean {
    return isWanted(this.markAt(index), wanted) && this.table.holds(this.rowAt(index), known);
  }

  private dayAt(index: number): number {
    return this.phases[index * phaseWidth + day] as number;
  }

  private markAt(index: number): Mark {
    return this.phases[index * phaseWidth + mark] as Mark;
  }

  private pageAt(page: number, number: number): number {
    return this.pages[page * pageWidth + number] as number;
  }

  private pageCount(): number {
    return Math.ceil(this.length / pageLength);
  }

  private put(index: number, put: number): void {
    this.phases[index * phaseWidth + row] = put;
    this.phases[index * phaseWidth + day] = this.table.dayAt(put);
    this.phases[index * phaseWidth + mark] = this.table.markAt(put);
  }

  /** Sums up the pages from that of an index on. What comes to the log is later than all before: older pages stay. */
  private summarise(index: number): void {
    const needed = this.pageCount() * pageWidth;
    if (needed > this.pages.length) this.pages = grown(this.pages, roomFor(needed));
    let begins = Infinity;
    for (let page = this.pageCount() - 1; page >= Math.floor(index / pageLength); page -= 1) {
      const start = page * pageLength;
      let all: Mark = 0;
      for (let each = start; each < Math.min(start + pageLength, this.length); each += 1) {
        begins = Math.min(begins, this.table.sequenceAt(this.rowAt(each)));
        all |= this.markAt(each);
      }
      this.pages.set([this.dayAt(start), begins, all], page * pageWidth);
    }
  }
}
