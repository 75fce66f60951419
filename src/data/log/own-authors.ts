import type { Sequence } from '../../domain/identifiers.js';
import { ownTableNames } from '../../domain/log/own-publications.js';
import type { Reader } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';

/** Who published what a negotiation has that is published by itself, by its number; null for the server. */
export async function authorsOfOwn(
  read: Reader,
  negotiationId: number,
): Promise<ReadonlyMap<Sequence, number | null>> {
  const selects = ownTableNames.map(
    (table) => `SELECT sequence, user_id FROM ${table} WHERE negotiation_id = ?`,
  );
  const rows = await plainSql(read).lists<[Sequence, number | null]>(
    selects.join(' UNION ALL '),
    selects.map(() => negotiationId),
  );
  return new Map(rows);
}
