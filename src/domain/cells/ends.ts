import type { EvidenceClass } from '../log/attribution.js';
import type { Phases } from './phases.js';

/** The shelves of a cell's standing phases: one per class of evidence, all of them together, and the findings. */
export type StandingShelf = EvidenceClass | 'any' | 'finding';

const shelves: readonly StandingShelf[] = ['on_record', 'reported', 'inferred', 'any', 'finding'];
const width = shelves.length + 1;
const columns = new Map<StandingShelf, number>(shelves.map((shelf, index) => [shelf, index + 1]));

/**
 * For each order that occurs in a cell, how many phases of each shelf come before it: a table with one row per order,
 * so that one search serves all shelves.
 */
export class Ends {
  private rows = new Float64Array(width);

  constructor(lists: Readonly<Record<StandingShelf, Phases>>) {
    const orders = [...ordersOf(lists.any), ...ordersOf(lists.finding)].sort((a, b) => a - b);
    const distinct = orders.filter((order, index) => order !== orders[index - 1]);
    this.rows = new Float64Array((distinct.length + 1) * width);
    for (const [row, order] of [...distinct, Infinity].entries()) {
      const counts = shelves.map((shelf) => lists[shelf].countBefore(order));
      this.rows.set([order, ...counts], row * width);
    }
  }

  /** The row with the counts for an order: the first one whose order is not lower. */
  rowBefore(order: number): number {
    let low = 0;
    let high = this.rows.length / width - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.rows[middle * width] as number) < order) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  countAt(row: number, shelf: StandingShelf): number {
    return this.rows[row * width + (columns.get(shelf) as number)] as number;
  }
}

function ordersOf(phases: Phases): number[] {
  return Array.from({ length: phases.length }, (_, index) => phases.at(index).order);
}
