import type { StanceTerms } from '../../domain/cells/stand-waits.js';
import type { PartyId, Sequence } from '../../domain/identifiers.js';
import { inLists } from '../engine/key-lists.js';
import type { Reader } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';

/** As much of a stance as says what it waits for, and whose account it is. */
export interface TermsOfStance extends StanceTerms {
  readonly sequence: Sequence;
  readonly accountBy: PartyId | null;
}

/** The same of many, by number, without everything else that is stored with them. */
export async function termsOfStances(
  read: Reader,
  sequences: readonly Sequence[],
): Promise<ReadonlyMap<Sequence, TermsOfStance>> {
  const plain = plainSql(read);
  const sql = `SELECT sequence, conditions, agreed_first AS "agreedFirst", dropped_first AS "droppedFirst",
      account_by_id AS "accountBy"
    FROM stances WHERE sequence IN ${plain.dialect.numbers}`;
  const rows = await inLists(sequences, (list) => plain.rows<TermsOfStance>(sql, [list]));
  return new Map(rows.map((row) => [row.sequence, row]));
}
