import { countUpTo, countWhile, grown } from './column.js';
import type { Sequence } from '../identifiers.js';
import type { PhaseTable } from './phase-table.js';
import {
  hasEnded,
  isWanted,
  type Mark,
  mayBeWanted,
  positionOfMark,
  type Shelf,
  shelfOfMark,
} from './shelf.js';
import type { Position } from '../log/position.js';

/** How many phases a search can skip at once if none of them can be wanted. */
const pageLength = 32;

/** The values of a phase, and those of a page, in this order. */
const [row, sequence, day, mark, phaseWidth] = [0, 1, 2, 3, 4];
const [firstDay, earliest, marks, pageWidth] = [0, 1, 2, 3];

/**
 * The phases of one cell in the order of the cell rule, oldest first, by their rows in the table, with what a search
 * needs to know about them:
 *
 *     phases:  row, sequence, day, mark │ row, sequence, day, mark │ …
 *     pages:   first day, earliest sequence of this page and all newer ones, all marks │ …    for 32 phases each
 *
 * First days and earliest sequences increase from page to page, so two binary searches find the end of what counts at a
 * pair of clocks. From there, or from the other end, a search goes through the pages and skips those on which nothing
 * is wanted. So a cell costs about the same however long its log is. That a phase has not ended is told by its mark,
 * nearly always: the table’s row, somewhere in the memory of all cells, is read for few.
 */
export class CellPhases {
  length = 0;
  private phases = new Int32Array(0);
  private pages = new Int32Array(0);
  /** The marks of all: most cells have nothing on some shelf. */
  private marks: Mark = 0;
  private begun: number[] = [];
  /** From which index on the pages are not summed up yet: while a log is loading, nobody asks. */
  private stale = Infinity;

  constructor(private readonly table: PhaseTable) {}

  /** Adds a phase by its row in the table. Searches find it after the next `settle`. */
  begin(begun: number): void {
    this.begun.push(begun);
  }

  /** Notes that a phase has ended, by its row in the table; of those not settled yet the table says so itself. */
  end(row: number): void {
    const index = this.indexOf(row);
    if (index >= 0) this.put(index, row);
  }

  /** Sorts in the phases added since the last time, from the newest end, where most of them belong. */
  settle(): void {
    const begun = this.begun.sort((a, b) => this.table.compare(a, b));
    let end = this.length;
    this.length += begun.length;
    if (this.length * phaseWidth > this.phases.length)
      this.phases = grown(this.phases, this.table.growth.roomFor(this.length) * phaseWidth);
    for (let next = begun.length - 1; next >= 0; next -= 1) {
      const row = begun[next] as number;
      const place = this.placeOf(row, end);
      // What is newer than this one moves up by as many places as are still to be filled.
      this.phases.copyWithin((place + next + 1) * phaseWidth, place * phaseWidth, end * phaseWidth);
      this.put(place + next, row);
      end = place;
    }
    this.begun = [];
    this.stale = Math.min(this.stale, end);
  }

  /** The rows of all phases. */
  *newestFirst(): Generator<number> {
    for (let index = this.length - 1; index >= 0; index -= 1) yield this.rowAt(index);
  }

  /**
   * The rows of the phases that hold at a sequence number and count from days up to one, newest first, and the rows of
   * those that had ended by then, of whichever day.
   */
  begunAt(known: Sequence, lastDay: number): { readonly rows: number[]; readonly ended: number[] } {
    const rows: number[] = [];
    const ended: number[] = [];
    for (let index = this.length - 1; index >= 0; index -= 1) {
      if (this.sequenceAt(index) > known) continue;
      if (!this.lasts(index, known)) ended.push(this.rowAt(index));
      else if (this.dayAt(index) <= lastDay) rows.push(this.rowAt(index));
    }
    return { rows, ended };
  }

  rowAt(index: number): number {
    return this.phases[index * phaseWidth + row] as number;
  }

  /** The index of a row of the table; -1 if it is not in this cell. */
  indexOf(wanted: number): number {
    const index = this.placeOf(wanted, this.length);
    return index < this.length && this.rowAt(index) === wanted ? index : -1;
  }

  /** How many of the first `end` phases come before a row of the table: first by their days, which stand here. */
  private placeOf(wanted: number, end: number): number {
    const own = this.table.dayAt(wanted);
    const earlier = countUpTo(this.phases, day, phaseWidth, end, own - 1);
    const notLater = countUpTo(this.phases, day, phaseWidth, end, own);
    const isBefore = (index: number) => this.table.compare(this.rowAt(earlier + index), wanted) < 0;
    return earlier + countWhile(notLater - earlier, isBefore);
  }

  /**
   * How many of the first phases can count at a pair of clocks: those from days before `before` that may have begun by
   * `known`.
   */
  endAt(before: number, known: Sequence): number {
    this.summarise();
    const begun = countUpTo(this.pages, earliest, pageWidth, this.pageCount(), known);
    const pages = countUpTo(this.pages, firstDay, pageWidth, begun, before - 1);
    if (pages === 0) return 0;
    const start = (pages - 1) * pageLength;
    const most = Math.min(pageLength, this.length - start);
    return start + countUpTo(this.phases, start * phaseWidth + day, phaseWidth, most, before - 1);
  }

  /** The newest of the first `end` phases, from `first` on, that holds at `known` and is wanted; -1 if there is none. */
  newest(end: number, known: Sequence, wanted: Mark, first = 0): number {
    this.summarise();
    if (!mayBeWanted(this.marks, wanted)) return -1;
    let index = end - 1;
    while (index >= first) {
      const start = index - (index % pageLength);
      if (mayBeWanted(this.pageAt(start / pageLength, marks), wanted))
        for (; index >= Math.max(start, first); index -= 1)
          if (this.holds(index, known, wanted)) return index;
      index = start - 1;
    }
    return -1;
  }

  /** The oldest phase from `start` up to, but not including, `end` that holds at `known` and is wanted; -1 if none. */
  oldest(start: number, end: number, known: Sequence, wanted: Mark): number {
    this.summarise();
    if (!mayBeWanted(this.marks, wanted)) return -1;
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
    return (
      isWanted(this.markAt(index), wanted) && this.sequenceAt(index) <= known && this.lasts(index, known)
    );
  }

  /** True if the phase at an index, which has begun, has not ended by `known`. */
  private lasts(index: number, known: Sequence): boolean {
    const hasNotEnded = ((this.phases[index * phaseWidth + mark] as Mark) & hasEnded) === 0;
    return hasNotEnded || this.table.holds(this.rowAt(index), known);
  }

  private sequenceAt(index: number): Sequence {
    return this.phases[index * phaseWidth + sequence] as Sequence;
  }

  /** The number of the day from which it counts. */
  dayAt(index: number): number {
    return this.phases[index * phaseWidth + day] as number;
  }

  positionAt(index: number): Position {
    return positionOfMark(this.markAt(index));
  }

  shelfAt(index: number): Shelf {
    return shelfOfMark(this.markAt(index));
  }

  /** The shelf and the position of the phase at an index. */
  markAt(index: number): Mark {
    return (this.phases[index * phaseWidth + mark] as Mark) & ~hasEnded;
  }

  private pageAt(page: number, number: number): number {
    return this.pages[page * pageWidth + number] as number;
  }

  private pageCount(): number {
    return Math.ceil(this.length / pageLength);
  }

  private put(index: number, put: number): void {
    this.phases[index * phaseWidth + row] = put;
    this.phases[index * phaseWidth + sequence] = this.table.sequenceAt(put);
    this.phases[index * phaseWidth + day] = this.table.dayAt(put);
    this.phases[index * phaseWidth + mark] =
      this.table.markAt(put) | (this.table.isNewest(put) ? 0 : hasEnded);
  }

  /**
   * Summarises the pages that are stale. New phases have later sequence numbers than all others, so the pages before
   * stay as they are.
   */
  private summarise(): void {
    if (this.stale === Infinity) return;
    const needed = this.pageCount() * pageWidth;
    if (needed > this.pages.length) this.pages = grown(this.pages, this.table.growth.roomFor(needed));
    let begins = Infinity;
    for (let page = this.pageCount() - 1; page >= Math.floor(this.stale / pageLength); page -= 1) {
      const start = page * pageLength;
      let all: Mark = 0;
      for (let each = start; each < Math.min(start + pageLength, this.length); each += 1) {
        begins = Math.min(begins, this.sequenceAt(each));
        all |= this.markAt(each);
      }
      this.pages.set([this.dayAt(start), begins, all], page * pageWidth);
      this.marks |= all;
    }
    this.stale = Infinity;
  }
}
