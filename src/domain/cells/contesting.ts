import { classShelves, type Mark, rankOfMark, sideOfMark } from './shelf.js';

/**
 * What sets a cell, and what contests it, while its standing phases are taken in the order of the rule: the newest of the
 * strongest class yet sets it, and is contested by the newest of a weaker one that is newer still, if that lies on the
 * other side (docs/rules.md, "The cell rule"). Phases are told by their indexes; -1 is none.
 */
export class Contesting {
  setting = -1;
  /** The one on the other side, of the strongest class. */
  contest = -1;
  private rank = classShelves.length;
  private side = 0;
  /** By the rank of a class: its newest phase since the setting one. */
  private readonly beside: number[] = [];
  /** The ranks of those of them that lie on the other side, a bit for each. */
  private opposite = 0;

  take(index: number, mark: Mark): void {
    const rank = rankOfMark(mark);
    if (rank <= this.rank) {
      this.setting = index;
      this.contest = -1;
      this.rank = rank;
      this.side = sideOfMark(mark);
      this.opposite = 0;
      return;
    }
    const bit = 1 << rank;
    this.beside[rank] = index;
    this.opposite = sideOfMark(mark) * this.side < 0 ? this.opposite | bit : this.opposite & ~bit;
    this.contest = this.opposite === 0 ? -1 : (this.beside[lowestBit(this.opposite)] as number);
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
