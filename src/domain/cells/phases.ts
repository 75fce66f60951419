import { strengthOf } from '../log/attribution.js';
import type { Sequence } from '../identifiers.js';
import { type Position, positions } from '../log/position.js';
import { compareInCell, type Phase } from '../log/record.js';

const pageLength = 32;
const strengths = 16;
/** Marks a page whose phases differ in position. */
const mixed = -1;

const indexOfPosition = new Map<Position, number>(positions.map(({ value }, index) => [value, index]));

/**
 * Phases of one cell, ordered by the cell rule. Searches read a single table of numbers instead of the phases, and skip
 * whole pages that cannot hold the answer, so a cell costs about the same however long its log is.
 *
 * The table of n phases holds n orders; n pairs of `from` and `until`; n numbers that combine position and strength; n
 * times the lowest `from` of this and all newer phases; and for each page of 32 phases its lowest `from`, its highest
 * `until`, and its position, if all its phases share one.
 */
export class Phases {
  private readonly phases: Phase[] = [];
  private table = new Float64Array(0);
  private isPrepared = true;
  /** How many phases the table holds; kept here, so that a search need not touch the list. */
  private count = 0;

  add(phase: Phase): void {
    this.phases.push(phase);
    this.isPrepared = false;
  }

  /** To be called when a phase in the list has ended. */
  phaseEnded(): void {
    this.isPrepared = false;
  }

  at(index: number): Phase {
    return this.phases[index] as Phase;
  }

  orderAt(index: number): number {
    return this.table[index] as number;
  }

  positionAt(index: number): Position {
    return (positions[this.positionIndexAt(index)] as (typeof positions)[number]).value;
  }

  /** The strength of its attribution: 1 the weakest, 8 the strongest, 0 for none. */
  strengthAt(index: number): number {
    return this.metaAt(index) % strengths;
  }

  /** The order of the newest phase, whether it holds or not; -Infinity if there is none. */
  newestOrder(): number {
    this.prepare();
    return this.count === 0 ? -Infinity : this.orderAt(this.count - 1);
  }

  /** How many phases come before the given order. */
  countBefore(order: number): number {
    this.prepare();
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.orderAt(middle) < order) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The newest of the first `end` phases that holds at `known`, giving another position than `other`; -1 if none. */
  newest(end: number, known: Sequence, other: Position | null = null): number {
    this.prepare();
    const avoided = other === null ? null : (indexOfPosition.get(other) as number);
    let index = this.lastBegunBy(known, end);
    while (index >= 0) {
      if (this.skipsPage(index, known, avoided)) index = (index & -pageLength) - 1;
      else if (this.holds(index, known) && this.positionIndexAt(index) !== avoided) return index;
      else index -= 1;
    }
    return -1;
  }

  /** The oldest phase from `start` up to, but not including, `end` that holds at `known`; -1 if none. */
  oldest(start: number, end: number, known: Sequence): number {
    this.prepare();
    let index = start;
    while (index < end) {
      if (this.skipsPage(index, known, null)) index = (index & -pageLength) + pageLength;
      else if (this.holds(index, known)) return index;
      else index += 1;
    }
    return -1;
  }

  /** All of the first `end` phases that hold at `known`, oldest first. */
  holding(end: number, known: Sequence): Phase[] {
    this.prepare();
    const found: Phase[] = [];
    for (let index = 0; index < end; index += 1) {
      if (this.holds(index, known)) found.push(this.phases[index] as Phase);
    }
    return found;
  }

  /**
   * The oldest phase that is newer than the given one, comes before `end` and holds at `known`; null if there is none.
   */
  after(phase: Phase, end: number, known: Sequence): Phase | null {
    let index = this.oldest(this.countBefore(phase.order), end, known);
    while (index >= 0 && compareInCell(this.at(index), phase) <= 0)
      index = this.oldest(index + 1, end, known);
    return index < 0 ? null : this.at(index);
  }

  get length(): number {
    return this.phases.length;
  }

  /**
   * Where a search for the newest starts: after it, none of the first `end` phases has begun by `known`; -1 if none
   * has.
   */
  private lastBegunBy(known: Sequence, end: number): number {
    let low = -1;
    let high = end - 1;
    while (low < high) {
      // Tries the newest first: when everything is known, that is the answer.
      const middle = high === end - 1 ? high : (low + high + 1) >> 1;
      if ((this.table[4 * this.count + middle] as number) <= known) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private holds(index: number, known: Sequence): boolean {
    const span = this.count + 2 * index;
    return (this.table[span] as number) <= known && known < (this.table[span + 1] as number);
  }

  private metaAt(index: number): number {
    return this.table[3 * this.count + index] as number;
  }

  private positionIndexAt(index: number): number {
    return Math.trunc(this.metaAt(index) / strengths);
  }

  /** True if no phase on this one's page can hold at `known` with another position than the avoided one. */
  private skipsPage(index: number, known: Sequence, avoided: number | null): boolean {
    const page = 5 * this.count + 3 * (index >> 5);
    const [begins, ends] = [this.table[page] as number, this.table[page + 1] as number];
    return begins > known || ends <= known || this.table[page + 2] === avoided;
  }

  private prepare(): void {
    if (this.isPrepared) return;
    this.phases.sort(compareInCell);
    this.table = tableOf(this.phases);
    this.count = this.phases.length;
    this.isPrepared = true;
  }
}

function tableOf(phases: readonly Phase[]): Float64Array<ArrayBuffer> {
  const count = phases.length;
  const table = new Float64Array(5 * count + 3 * Math.ceil(count / pageLength));
  for (const [index, { order, from, until, stance }] of phases.entries()) {
    const position = indexOfPosition.get(stance.position) as number;
    table[index] = order;
    table.set([from, until], count + 2 * index);
    table[3 * count + index] = position * strengths + strengthOf(stance.attribution);
  }
  let firstFrom = Infinity;
  for (let index = count - 1; index >= 0; index -= 1) {
    firstFrom = Math.min(firstFrom, (phases[index] as Phase).from);
    table[4 * count + index] = firstFrom;
  }
  for (let start = 0; start < count; start += pageLength) {
    table.set(pageOf(phases.slice(start, start + pageLength)), 5 * count + 3 * (start / pageLength));
  }
  return table;
}

function pageOf(phases: readonly Phase[]): [number, number, number] {
  const position = phases[0]?.stance.position as Position;
  const isUniform = phases.every(({ stance }) => stance.position === position);
  return [
    Math.min(...phases.map(({ from }) => from)),
    Math.max(...phases.map(({ until }) => until)),
    isUniform ? (indexOfPosition.get(position) as number) : mixed,
  ];
}
