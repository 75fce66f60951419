import type { Sequence } from '../identifiers.js';
import { grown } from './column.js';

const bitsInNumber = 32;

/** Sequence numbers, one bit each: in an ordinary set, a million would take forty megabytes. */
export class SequenceSet {
  size = 0;
  private bits = new Uint32Array(1024);

  add(sequence: Sequence): void {
    if (this.has(sequence)) return;
    const place = Math.floor(sequence / bitsInNumber);
    if (place >= this.bits.length) this.bits = grown(this.bits, Math.max(place + 1, 2 * this.bits.length));
    this.bits[place] = (this.bits[place] as number) | (1 << (sequence % bitsInNumber));
    this.size += 1;
  }

  has(sequence: Sequence): boolean {
    const bits = this.bits[Math.floor(sequence / bitsInNumber)] ?? 0;
    return (bits & (1 << (sequence % bitsInNumber))) !== 0;
  }
}
