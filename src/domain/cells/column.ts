type Numbers = Uint8Array | Int16Array | Int32Array | Uint32Array | Float64Array;

/** A column with room for so many numbers, those that it has among them. */
export function grown<Column extends Numbers>(column: Column, room: number): Column {
  const larger = new (column.constructor as new (length: number) => Column)(room);
  larger.set(column);
  return larger;
}

/** How much room a column of so many numbers gets: a little more than it needs, so that it seldom moves. */
export function roomFor(length: number): number {
  return length + Math.max(4, length >> 4);
}

/** How many of the first `length` things come before an end: they are those for which it holds, then those for which it does not. */
export function countWhile(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Values as small numbers, which are their places in a list. */
export class Codes<Value> {
  readonly #codes: ReadonlyMap<Value, number>;

  constructor(private readonly values: readonly Value[]) {
    this.#codes = new Map(values.map((value, code) => [value, code]));
  }

  codeOf(value: Value): number {
    return this.#codes.get(value) as number;
  }

  valueOf(code: number): Value {
    return this.values[code] as Value;
  }
}

/** The same function, which answers from memory what it was asked before. */
export function remembering<Value>(answer: (number: number) => Value): (number: number) => Value {
  const known = new Map<number, Value>();
  return (number) => {
    const present = known.get(number);
    if (present !== undefined) return present;
    const value = answer(number);
    known.set(number, value);
    return value;
  };
}
