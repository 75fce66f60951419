import type { NegotiationLog } from '../../domain/cells/negotiation-log.js';
import type { Sequence } from '../../domain/identifiers.js';
import { tombstone } from '../../domain/log/removal.js';
import type { Reader } from '../engine/database.js';
import { inLists } from '../engine/key-lists.js';
import { plainSql } from '../engine/statements.js';

/** A standing record with a quote that nobody has searched in the text of its article. */
export interface UncheckedQuote {
  readonly record: Sequence;
  readonly party: number;
  readonly demand: number;
  readonly quote: string;
}

/** How many numbers are looked through at once: others must get their turn. */
const lookedThrough = 4_000;

/**
 * The stances that stand with such a quote, by their numbers, the newest first. Which are of the negotiation is asked of
 * its log: from the database it takes as long again.
 */
export async function uncheckedQuotes(
  read: Reader,
  log: NegotiationLog,
  known: Sequence,
): Promise<Sequence[]> {
  const from = 'FROM stances WHERE sequence <= ? AND sequence > ? AND quote <> ? AND quote_check IS NULL';
  const found: Sequence[] = [];
  for (let end = known; end > 0; end -= lookedThrough) {
    const values = [end, end - lookedThrough, tombstone];
    for (const sequence of await plainSql(read).numbers('sequence', from, values))
      if (log.isStanding(sequence, known)) found.push(sequence);
  }
  return found;
}

/** These stances, in the given order. */
export async function quotesOf(read: Reader, sequences: readonly Sequence[]): Promise<UncheckedQuote[]> {
  const plain = plainSql(read);
  const sql = `SELECT s.sequence, e.record, s.party_id AS party, s.demand_id AS demand, s.quote
    FROM stances s JOIN entries e ON e.sequence = s.sequence WHERE s.sequence IN ${plain.dialect.numbers}`;
  const rows = await inLists(sequences, (list) =>
    plain.rows<UncheckedQuote & { readonly sequence: Sequence }>(sql, [list]),
  );
  const found = new Map(rows.map((row) => [row.sequence, row]));
  return sequences.flatMap((sequence) => found.get(sequence) ?? []);
}
