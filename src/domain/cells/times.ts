/**
 * How often each of some things is named, by its id: in an array, since a map of as many sources as a million stances
 * cite takes longer to fill than to count.
 */
export class Times {
  /** How many are named at all. */
  readonly size: number;

  /** @param times by id, as far as the greatest that may be named */
  constructor(private readonly times: Uint32Array) {
    let size = 0;
    for (let id = 0; id < times.length; id += 1) if (times[id] !== 0) size += 1;
    this.size = size;
  }

  /** Above all ids that are named. */
  get end(): number {
    return this.times.length;
  }

  get(id: number): number {
    return this.times[id] ?? 0;
  }

  has(id: number): boolean {
    return this.get(id) > 0;
  }

  /** At most so many of the ids below one of them, the greatest first. */
  newest(before: number, most: number): number[] {
    const found: number[] = [];
    for (let id = Math.min(before, this.end) - 1; id >= 0 && found.length < most; id -= 1)
      if (this.has(id)) found.push(id);
    return found;
  }
}
