type Numbers = Uint8Array | Int16Array | Int32Array | Uint32Array | Float64Array;

/** A copy of a column that has room for `room` numbers. */
export function grown<Column extends Numbers>(column: Column, room: number): Column {
  const larger = new (column.constructor as new (length: number) => Column)(room);
  larger.set(column);
  return larger;
}

/** How much room the columns of one log get whenever they are full, so that they are seldom copied. */
export class Growth {
  /** How much of the log has been read, above 0 and up to 1. The rest is taken to be like it. */
  share = 1;

  /**
   * How many numbers a column of this length gets room for: for what the rest of the log will bring, though at most
   * eight times as much; else a little more than it needs.
   */
  roomFor(length: number): number {
    const needed = length + Math.max(4, length >> 4);
    const expected = Math.ceil((1.02 * length) / this.share);
    return Math.max(needed, Math.min(expected, 8 * length));
  }
}

/**
 * How many of `length` numbers that stand in a column from a place on, every so many places, and do not decrease, are at
 * most a limit: the same as `countWhile`, for the searches of which a matrix makes a thousand.
 */
export function countUpTo(
  column: Int32Array,
  place: number,
  distance: number,
  length: number,
  limit: number,
): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((column[place + middle * distance] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many of the first `length` indexes satisfy a condition that holds up to some index and not after it. */
export function countWhile(length: number, holds: (index: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Stores values as small numbers: their indexes in a list. */
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

/** Caches the results of a function. */
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

/** The same for the last question alone, where one after another asks the same. */
export function rememberingLast<Question, Value>(
  answer: (question: Question) => Value,
): (question: Question) => Value {
  let last: { readonly question: Question; readonly value: Value } | null = null;
  return (question) => {
    if (last?.question !== question) last = { question, value: answer(question) };
    return last.value;
  };
}
