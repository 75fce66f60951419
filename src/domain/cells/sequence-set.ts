import type { Sequence } from '../identifiers.js';
import { grown } from './column.js';

/** Sequence numbers or ids, one bit each: in an ordinary set, a million would take forty megabytes. */
export class SequenceSet {
  size = 0;
  private bits = new Uint32Array(1024);

  add(sequence: Sequence): void {
    const place = this.roomAt(sequence);
    const [before, bit] = [this.bits[place] as number, bitOf(sequence)];
    if ((before & bit) !== 0) return;
    this.bits[place] = before | bit;
    this.size += 1;
  }

  /** Takes out what is in it; adds what is not. */
  turn(sequence: Sequence): void {
    const place = this.roomAt(sequence);
    this.bits[place] = (this.bits[place] as number) ^ bitOf(sequence);
    this.size += this.has(sequence) ? 1 : -1;
  }

  has(sequence: Sequence): boolean {
    return ((this.bits[placeOf(sequence)] ?? 0) & bitOf(sequence)) !== 0;
  }

  private roomAt(sequence: Sequence): number {
    const place = placeOf(sequence);
    if (place >= this.bits.length) this.bits = grown(this.bits, Math.max(place + 1, 2 * this.bits.length));
    return place;
  }
}

/** What was found up to a sequence number, to which what came since can be added. */
export interface FoundBefore {
  readonly known: Sequence;
  readonly found: SequenceSet;
}

export function nothingBefore(): FoundBefore {
  return { known: 0, found: new SequenceSet() };
}

/** A number holds 32 bits: a sequence number, below 2³², is the bit of its last five in the number of the others. */
function placeOf(sequence: Sequence): number {
  return sequence >>> 5;
}

function bitOf(sequence: Sequence): number {
  return 1 << (sequence & 31);
}
