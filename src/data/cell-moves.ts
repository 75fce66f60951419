import type { CellOf } from '../domain/cell-conflict.js';
import type { Sequence } from '../domain/entry.js';
import type { Reader, Transaction } from './database.js';
import { Prisma } from './generated/client.js';
import { listOfNumbers } from './key-lists.js';

/** Since when, and by whom else: one’s own moves never conflict. */
export interface MovesAsked {
  readonly negotiationId: number;
  readonly since: Sequence;
  readonly userId: number | null;
}

/** Which of the cells somebody else has moved since a sequence number; each once, in the order given. */
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
 * At least those of the cells that were moved. A new report moves the cell that it is on; what is done to a record
 * later moves every cell that it ever stood in. Neither further sources nor better words move anything. In SQL, since
 * the query builder would walk the whole log since then for the first, and a form may be open for hours.
 */
function movedAmong(
  read: Reader | Transaction,
  cells: readonly CellOf[],
  { negotiationId, since, userId }: MovesAsked,
): Promise<{ readonly party: number | bigint; readonly demand: number | bigint }[]> {
  const parties = listOfNumbers(cells.map(({ party }) => party));
  const demands = listOfNumbers(cells.map(({ demand }) => demand));
  const byOthers =
    userId === null ? Prisma.empty : Prisma.sql`AND (moved.user_id IS NULL OR moved.user_id <> ${userId})`;
  return read.$queryRaw`
    SELECT stood.party_id AS party, stood.demand_id AS demand
    FROM stances AS stood
    CROSS JOIN entries AS moved
    WHERE stood.demand_id IN ${demands} AND stood.party_id IN ${parties} AND stood.sequence > ${since}
      AND moved.sequence = stood.sequence AND moved.kind = 'report'
      AND moved.negotiation_id = ${negotiationId} ${byOthers}
    UNION
    SELECT stood.party_id, stood.demand_id
    FROM entries AS moved
    CROSS JOIN entries AS act
    CROSS JOIN stances AS stood
    WHERE moved.negotiation_id = ${negotiationId} AND moved.sequence > ${since}
      AND moved.kind IN ('correction', 'retraction', 'restoration', 'denial') ${byOthers}
      AND act.record = moved.record
      AND stood.sequence = act.sequence AND stood.demand_id IN ${demands} AND stood.party_id IN ${parties}`;
}
