import type { NegotiationLog } from '../../domain/cells/negotiation-log.js';
import type { Sequence } from '../../domain/identifiers.js';
import { tombstone } from '../../domain/log/removal.js';
import type { Reader } from '../engine/database.js';
import { othersTurn } from '../engine/others-turn.js';
import { plainSql } from '../engine/statements.js';

/** How many numbers are looked through at once: others must get their turn. */
const lookedThrough = 4_000;

/**
 * The stances with a quote that nobody has searched in the text of its article, by their numbers, kept in memory once
 * somebody has asked: they are found by reading all stances, a second’s work of a million. What is published later is
 * read when it is asked for; a quote goes only when the law requires it, which the removals tell.
 */
export class UncheckedQuotes {
  /** In the order of the log, of all negotiations. */
  private found: Sequence[] = [];
  /** Everything up to this number has been read, and every removal up to that id. */
  private read = { last: 0, removal: 0 };
  private reading: Promise<void> = Promise.resolve();

  constructor(private readonly reader: Reader) {}

  /** Those of a negotiation that stand at a sequence number, the newest first. */
  async standingIn(log: NegotiationLog, known: Sequence): Promise<Sequence[]> {
    // Concurrent readers wait for one another, so that nothing is taken twice.
    this.reading = this.reading.catch(() => undefined).then(() => this.readUpTo(known));
    await this.reading;
    const { found } = this;
    const standing: Sequence[] = [];
    for (let start = 0; start < found.length; start += lookedThrough) {
      standing.push(...log.standingAmong(found.slice(start, start + lookedThrough), known));
      await othersTurn();
    }
    return standing.reverse();
  }

  private async readUpTo(known: Sequence): Promise<void> {
    const plain = plainSql(this.reader);
    const from = 'FROM stances WHERE sequence > ? AND sequence <= ? AND quote <> ? AND quote_check IS NULL';
    while (this.read.last < known) {
      const next = Math.min(this.read.last + lookedThrough, known);
      const found = await plain.numbers('sequence', from, [this.read.last, next, tombstone]);
      this.found.push(...found.reverse());
      this.read.last = next;
    }
    // After the stances: what was removed before they were read is not among them.
    const removed = await plain.lists<[id: number, sequence: Sequence]>(
      `SELECT id, sequence FROM removals WHERE id > ? AND field = 'stances.quote' ORDER BY id`,
      [this.read.removal],
    );
    if (removed.length === 0) return;
    const gone = new Set(removed.map(([, sequence]) => sequence));
    this.found = this.found.filter((sequence) => !gone.has(sequence));
    this.read.removal = removed.at(-1)?.[0] ?? this.read.removal;
  }
}
