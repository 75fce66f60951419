import { strengthOf } from './attribution.js';
import type { Sequence } from './entry.js';
import { type Position, positions } from './position.js';
import { compareInCell, type Phase } from './record.js';

const pageLength = 32;
/** Numbers in a row: order, from, until, position and strength. */
const width = 4;
const strengths = 16;

const indexOfPosition = new Map<Position, number>(positions.map(({ value }, index) => [value, index]));

interface Page {
  begins: Sequence;
  ends: Sequence;
  /** The one position that all phases of the page give, or null if they differ. */
  position: Position | null;
}

/**
 * Phases of one cell in the order of the cell rule. The searches read rows of plain numbers that lie side by side, not
 * the phases themselves, and skip whole pages that cannot hold the answer: a cell so costs about the same whatever the
 * length of its log.
 */
export class Phases {
  private readonly phases: Phase[] = [];
  private rows = new Float64Array(0);
  private pages: Page[] | null = null;

  add(phase: Phase): void {
    this.phases.push(phase);
    this.pages = null;
  }

  /** Must be called when the end of a phase in the list has changed. */
  phaseEnded(): void {
    this.pages = null;
  }

  at(index: number): Phase {
    return this.phases[index] as Phase;
  }

  orderAt(index: number): number {
    return this.rows[index * width] as number;
  }

  positionAt(index: number): Position {
    const meta = this.rows[index * width + 3] as number;
    return (positions[Math.trunc(meta / strengths)] as (typeof positions)[number]).value;
  }

  /** The strength of its attribution: 1 the weakest, 8 the strongest, 0 for none. */
  strengthAt(index: number): number {
    return (this.rows[index * width + 3] as number) % strengths;
  }

  /** How many phases come before the given order. */
  countBefore(order: number): number {
    this.prepare();
    let low = 0;
    let high = this.phases.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.orderAt(middle) < order) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The newest of the first `end` phases that holds at `known`, giving another position than `other`; -1 if none. */
  newest(end: number, known: Sequence, other: Position | null = null): number {
    const pages = this.prepare();
    let index = end - 1;
    while (index >= 0) {
      const page = pages[index >> 5] as Page;
      if (page.begins > known || page.ends <= known || (other !== null && page.position === other)) {
        index = (index & -pageLength) - 1;
        continue;
      }
      if (this.holds(index, known) && (other === null || this.positionAt(index) !== other)) return index;
      index -= 1;
    }
    return -1;
  }

  /** The oldest phase from `start` up to, not including, `end` that holds at `known`; -1 if none. */
  oldest(start: number, end: number, known: Sequence): number {
    const pages = this.prepare();
    let index = start;
    while (index < end) {
      const page = pages[index >> 5] as Page;
      if (page.begins > known || page.ends <= known) {
        index = (index & -pageLength) + pageLength;
        continue;
      }
      if (this.holds(index, known)) return index;
      index += 1;
    }
    return -1;
  }

  /** The oldest phase newer than the given one, before `end`, that holds at `known`; null if there is none. */
  after(phase: Phase, end: number, known: Sequence): Phase | null {
    let index = this.oldest(this.countBefore(phase.order), end, known);
    while (index >= 0 && compareInCell(this.at(index), phase) <= 0)
      index = this.oldest(index + 1, end, known);
    return index < 0 ? null : this.at(index);
  }

  get length(): number {
    return this.phases.length;
  }

  private holds(index: number, known: Sequence): boolean {
    const row = index * width;
    return (this.rows[row + 1] as number) <= known && known < (this.rows[row + 2] as number);
  }

  private prepare(): Page[] {
    if (this.pages) return this.pages;
    this.phases.sort(compareInCell);
    this.rows = rowsOf(this.phases);
    this.pages = [];
    for (let start = 0; start < this.phases.length; start += pageLength) {
      this.pages.push(pageOf(this.phases.slice(start, start + pageLength)));
    }
    return this.pages;
  }
}

function rowsOf(phases: readonly Phase[]): Float64Array<ArrayBuffer> {
  const rows = new Float64Array(phases.length * width);
  for (const [index, { order, from, until, stance }] of phases.entries()) {
    const position = indexOfPosition.get(stance.position) as number;
    rows.set([order, from, until, position * strengths + strengthOf(stance.attribution)], index * width);
  }
  return rows;
}

function pageOf(phases: readonly Phase[]): Page {
  const position = phases[0]?.stance.position ?? null;
  return {
    begins: Math.min(...phases.map((phase) => phase.from)),
    ends: Math.max(...phases.map((phase) => phase.until)),
    position: phases.every((phase) => phase.stance.position === position) ? position : null,
  };
}
