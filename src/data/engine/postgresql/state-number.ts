/** In milliseconds, how old a number may be for readers who have no session. */
const recently = 100;

/**
 * The state number, which every page asks for. One question is sent for all who ask in the same turn of the event loop,
 * so that its answer is never older than anybody's asking.
 */
export class StateNumber {
  #question: Promise<number> | null = null;
  #held: { readonly number: number; readonly asked: number } | null = null;
  #forgotten = 0;

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

  /** This process has written something itself: its readers see that at once. */
  forget(): void {
    this.#forgotten += 1;
    this.#held = null;
    this.#question = null;
  }

  async #askOnce(): Promise<number> {
    await new Promise((resolve) => setImmediate(resolve));
    // Who comes from now on may have seen a later state than the answer will show.
    this.#question = null;
    const [asked, forgotten] = [this.clock(), this.#forgotten];
    const number = await this.ask();
    const isOlder = this.#held !== null && this.#held.number > number;
    if (!isOlder && forgotten === this.#forgotten) this.#held = { number, asked };
    return number;
  }
}
