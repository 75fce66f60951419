import type { Sequence } from '../../domain/identifiers.js';
import type { NamedConditions } from '../../domain/log/named-condition.js';
import type { Reader } from '../engine/database.js';
import { inLists } from '../engine/key-lists.js';
import { plainSql } from '../engine/statements.js';

/** The conditions of a stance: in words, and as other demands. */
export interface StanceConditions extends NamedConditions {
  readonly conditions: string | null;
}

/** Those of the stances with the given numbers, by number. */
export async function stanceConditions(
  read: Reader,
  stances: readonly Sequence[],
): Promise<ReadonlyMap<Sequence, StanceConditions>> {
  const plain = plainSql(read);
  const sql = `SELECT sequence, conditions, agreed_first AS agreedFirst, dropped_first AS droppedFirst
    FROM stances WHERE sequence IN ${plain.dialect.numbers}`;
  const rows = await inLists(stances, (list) =>
    plain.rows<StanceConditions & { readonly sequence: Sequence }>(sql, [list]),
  );
  return new Map(rows.map(({ sequence, ...conditions }) => [sequence, conditions]));
}
