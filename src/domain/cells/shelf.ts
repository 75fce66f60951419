import { type Attribution, type EvidenceClass, evidenceClasses, evidenceClassOf } from '../attribution.js';
import { type Position, positions } from '../log/position.js';
import type { RecordStatus } from '../log/record-acts.js';

/** Where the cell rule looks for a phase: under its class of evidence, the findings, the denied or the retracted. */
export type Shelf = EvidenceClass | 'finding' | 'denied' | 'retracted';

export const classShelves: readonly EvidenceClass[] = evidenceClasses.map(({ value }) => value);
const shelves: readonly Shelf[] = [...classShelves, 'finding', 'denied', 'retracted'];

export function shelfOf(status: RecordStatus, attribution: Attribution | null): Shelf {
  if (status !== 'standing') return status;
  return attribution === null ? 'finding' : evidenceClassOf(attribution);
}

/**
 * A set of shelves and positions in one number, a bit for each:
 *
 *     bit  0          1         2         3        4       5          8        9        10 …
 *          on_record  reported  inferred  finding  denied  retracted  insists  demands  agreed …
 *
 * The mark of one phase has two bits, for its shelf and its position; the mark of several phases has the bits of all.
 * What a search wants is a mark too.
 */
export type Mark = number;

/** A mark has room for eight shelves and for 22 positions. */
const firstPosition = 8;
/** Beside the mark of a phase: its record has been acted on since. */
export const hasEnded = 1 << 30;
const shelfBits = (1 << firstPosition) - 1;

const bitOfShelf = bitsOf(shelves, 0);
const bitOfPosition = bitsOf(
  positions.map(({ value }) => value),
  firstPosition,
);
const everyPosition = [...bitOfPosition.values()].reduce((all, bit) => all | bit, 0);

function bitsOf<Value>(values: readonly Value[], first: number): ReadonlyMap<Value, Mark> {
  return new Map(values.map((value, index) => [value, 1 << (first + index)]));
}

export function markOf(shelf: Shelf, position: Position): Mark {
  return (bitOfShelf.get(shelf) as Mark) | (bitOfPosition.get(position) as Mark);
}

/** The position of one phase’s mark. */
export function positionOfMark(mark: Mark): Position {
  return positions[highestBit(mark) - firstPosition]?.value as Position;
}

/** The shelf of one phase’s mark. */
export function shelfOfMark(mark: Mark): Shelf {
  return shelves[highestBit(mark & shelfBits)] as Shelf;
}

/** The place of one phase’s shelf in the order of shelves: of a class of evidence, 0 for the strongest. */
export function rankOfMark(mark: Mark): number {
  return highestBit(mark & shelfBits);
}

const codes = positions.map(({ code }) => code);
const sides = codes.map((code) => Math.sign(code ?? 0));

/** The code of one phase’s position; null if it has none. */
export function codeOfMark(mark: Mark): number | null {
  return codes[highestBit(mark) - firstPosition] as number | null;
}

/** The side of one phase’s position: 1 for, -1 against, 0 neither. */
export function sideOfMark(mark: Mark): number {
  return sides[highestBit(mark) - firstPosition] as number;
}

function highestBit(mark: Mark): number {
  return 31 - Math.clz32(mark);
}

/** Any position on a shelf, as the mark that a search wants. */
export const onShelf = Object.fromEntries(
  shelves.map((shelf) => [shelf, (bitOfShelf.get(shelf) as Mark) | everyPosition]),
) as Readonly<Record<Shelf, Mark>>;

/** Any position on any of these shelves. */
export function onAnyOf(wanted: readonly Shelf[]): Mark {
  return wanted.reduce((all, shelf) => all | onShelf[shelf], 0);
}

/** What is wanted, except for one position. */
export function sayingOther(wanted: Mark, position: Position): Mark {
  return wanted & ~(bitOfPosition.get(position) as Mark);
}

/** True if both the shelf and the position of a phase’s mark are wanted. */
export function isWanted(mark: Mark, wanted: Mark): boolean {
  return (mark & wanted) === mark;
}

/** False if none of the phases whose marks were combined can be wanted. */
export function mayBeWanted(marks: Mark, wanted: Mark): boolean {
  const both = marks & wanted;
  return (both & shelfBits) !== 0 && both > shelfBits;
}
