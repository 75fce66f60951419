/** Excel’s limit for the name of a sheet. */
const longest = 31;
/** Excel keeps this name for itself. */
const reserved = 'history';

/** The names of the sheets of a workbook, which no two may share, in any case of letters. */
export class SheetNames {
  readonly #names: string[] = [];

  get names(): readonly string[] {
    return this.#names;
  }

  get count(): number {
    return this.#names.length;
  }

  /** Adds a sheet under this name, or where that is taken or too long, under one made from it. */
  add(wanted: string): void {
    const name = wanted.replace(/[[\]:*?/\\]/g, '-').replace(/^'|'$/g, '-');
    for (let number = 1; ; number += 1) {
      const ending = number === 1 ? '' : ` (${number})`;
      const candidate = `${name.slice(0, longest - ending.length)}${ending}`;
      if (this.#isTaken(candidate)) continue;
      this.#names.push(candidate);
      return;
    }
  }

  #isTaken(candidate: string): boolean {
    const same = candidate.toLowerCase();
    return same === reserved || this.#names.some((name) => name.toLowerCase() === same);
  }
}
