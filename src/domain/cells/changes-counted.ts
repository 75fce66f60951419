import type { MovedSince } from './cell.js';
import { type CellChange, isMovement } from './changes.js';
import type { Movement } from './movement.js';
import { counted } from './wording.js';

/** What readers ask for by its name: one kind of movement, or whatever moved. */
export type AskedMovement = Movement | typeof anyMovement;

/** Every movement but first records and reaffirmations, which are none. */
export const anyMovement = 'moved';

/** True for a cell that moved so in one of its steps. */
export function movedSo(change: CellChange, asked: AskedMovement): boolean {
  return asked === anyMovement ? isMovement(change) : change.movements.includes(asked);
}

/** How many positions moved, and how many were first recorded: of what came and moved in one period, both are told. */
export interface CountedChanges {
  readonly moved: number;
  readonly first: number;
}

/** The one count of every page: what a link of such a number opens has as many rows. */
export function countedChanges(changes: readonly CellChange[]): CountedChanges {
  const countOf = (asked: AskedMovement) => changes.filter((change) => movedSo(change, asked)).length;
  return { moved: countOf(anyMovement), first: countOf('new') };
}

/** The same where only the newest movement of each cell is known. */
export function countedMoves(moves: readonly (MovedSince | null)[]): CountedChanges {
  const known = moves.filter((each) => each !== null);
  return {
    moved: known.filter(hasMoved).length,
    first: known.filter(({ movement, before }) => movement !== null && before === null).length,
  };
}

/** False for a first record, and for a search that found nothing. */
export function hasMoved({ movement }: Pick<MovedSince, 'movement'>): boolean {
  return movement !== null && movement !== 'new';
}

/** “9 positions first recorded”. */
export function firstRecordedWords(first: number): string {
  return `${counted(first, 'position')} first recorded`;
}

/** “1 movement and 6 first records”: each step is counted, where the others count positions. */
export function stepsInWords({ moved, first }: CountedChanges): string {
  const parts = [
    ...(moved > 0 || first === 0 ? [counted(moved, 'movement')] : []),
    ...(first > 0 ? [counted(first, 'first record')] : []),
  ];
  return parts.join(' and ');
}
