import type { CellOf } from '../../domain/cells/cell-conflict.js';
import type { Sequence } from '../../domain/identifiers.js';
import { kindsThat } from '../../domain/log/entry.js';
import type { Reader, Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';

/** Since when to look, and whose moves to ignore: one’s own never conflict. */
export interface MovesAsked {
  readonly negotiationId: number;
  readonly since: Sequence;
  readonly userId: number | null;
}

const movingKinds = kindsThat(({ movesCells }) => movesCells);

/** Which of the cells somebody else has moved since a sequence number; each once, in the given order. */
export async function cellsMovedSince(
  read: Reader | Transaction,
  cells: readonly CellOf[],
  asked: MovesAsked,
): Promise<CellOf[]> {
  const distinct = new Map(cells.map((cell) => [`${cell.party} ${cell.demand}`, cell]));
  if (distinct.size === 0) return [];
  const rows = await movedAmong(read, [...distinct.values()], asked);
  const moved = new Set(rows.map(({ party, demand }) => `${party} ${demand}`));
  return [...distinct].filter(([key]) => moved.has(key)).map(([, cell]) => cell);
}

/**
 * The cells moved, possibly with others of the same parties and demands. A new report moves its own cell; acts that
 * move cells, on the record or on a denial of it, move every cell in which the record ever stood. Further sources and better wording move nothing. Written
 * in SQL because the query builder would walk the whole log since then, and a form may be open for hours.
 */
function movedAmong(
  read: Reader | Transaction,
  cells: readonly CellOf[],
  { negotiationId, since, userId }: MovesAsked,
): Promise<{ readonly party: number; readonly demand: number }[]> {
  const parties = [...new Set(cells.map(({ party }) => party))];
  const demands = [...new Set(cells.map(({ demand }) => demand))];
  const plain = plainSql(read);
  const { numbers } = plain.dialect;
  const byOthers = userId === null ? '' : 'AND (moved.user_id IS NULL OR moved.user_id <> ?)';
  const user = userId === null ? [] : [userId];
  const sql = `SELECT stood.party_id AS party, stood.demand_id AS demand
    FROM stances AS stood
    CROSS JOIN entries AS moved
    WHERE stood.demand_id IN ${numbers} AND stood.party_id IN ${numbers} AND stood.sequence > ?
      AND moved.sequence = stood.sequence AND moved.kind = 'report'
      AND moved.negotiation_id = ? ${byOthers}
    UNION
    SELECT stood.party_id, stood.demand_id
    FROM entries AS moved
    CROSS JOIN entries AS act
    CROSS JOIN stances AS stood
    WHERE moved.negotiation_id = ? AND moved.sequence > ?
      AND moved.kind IN (${movingKinds.map(() => '?').join(', ')}) ${byOthers}
      AND (moved.target IS NULL OR EXISTS (SELECT 1 FROM denials WHERE denials.sequence = moved.target))
      AND act.record = moved.record
      AND stood.sequence = act.sequence AND stood.demand_id IN ${numbers} AND stood.party_id IN ${numbers}`;
  return plain.rows(sql, [
    ...[demands, parties, since, negotiationId, ...user],
    ...[negotiationId, since, ...movingKinds, ...user, demands, parties],
  ]);
}
