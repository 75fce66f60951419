import type { Sequence } from '../../domain/identifiers.js';
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
