/** In milliseconds, how old a number may be for readers who have no session. */
const recently = 100;

/**
 * The state number, which every page asks for. One question is sent for all who ask in the same turn of the event loop,
 * so that its answer is never older than anybody's asking.
 */
export class StateNumber {
  #question: Promise<number> | null = null;
  #held: { readonly number: number; readonly asked: number } | null = null;

  /**
   * @param ask asks the database
   * @param clock in milliseconds, never going back
   */
  constructor(
    private readonly ask: () => Promise<number>,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  now(): Promise<number> {
    this.#question ??= this.#askOnce();
    return this.#question;
  }

  /** A number that was asked for a moment ago, but none before `seen`, which the reader has seen already. */
  async recent(seen: number): Promise<number> {
    const held = this.#held;
    if (held && held.number >= seen && this.clock() - held.asked < recently) return held.number;
    return this.now();
  }

  async #askOnce(): Promise<number> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#question = null;
    const asked = this.clock();
    const number = await this.ask();
    if (!this.#held || this.#held.asked <= asked) this.#held = { number, asked };
    return number;
  }
}
