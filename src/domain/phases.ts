import type { Sequence } from './entry.js';
import type { Position } from './position.js';
import { compareInCell, type Phase } from './record.js';

const pageLength = 32;

interface Page {
  begins: Sequence;
  ends: Sequence;
  /** The one position that all phases of the page give, or null if they differ. */
  position: Position | null;
}

/**
 * Phases of one cell in the order of the cell rule. The searches skip whole pages that cannot hold the answer, so
 * that a cell costs about the same whatever the length of its log.
 */
export class Phases {
  private readonly phases: Phase[] = [];
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

  /** How many phases come before the given order. */
  countBefore(order: number): number {
    this.prepare();
    let low = 0;
    let high = this.phases.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle).order < order) low = middle + 1;
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
      const phase = this.at(index);
      if (phase.from <= known && known < phase.until && phase.stance.position !== other) return index;
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
      const phase = this.at(index);
      if (phase.from <= known && known < phase.until) return index;
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

  private prepare(): Page[] {
    if (this.pages) return this.pages;
    this.phases.sort(compareInCell);
    this.pages = [];
    for (let start = 0; start < this.phases.length; start += pageLength) {
      this.pages.push(pageOf(this.phases.slice(start, start + pageLength)));
    }
    return this.pages;
  }
}

function pageOf(phases: readonly Phase[]): Page {
  const position = phases[0]?.stance.position ?? null;
  return {
    begins: Math.min(...phases.map((phase) => phase.from)),
    ends: Math.max(...phases.map((phase) => phase.until)),
    position: phases.every((phase) => phase.stance.position === position) ? position : null,
  };
}
