import type { CellOf } from '../domain/cell-conflict.js';
import type { EntryKind, Sequence } from '../domain/entry.js';
import type { Reader, Transaction } from './database.js';

/** What can give a cell another look: not further sources, nor better words. */
const movingKinds: EntryKind[] = ['report', 'correction', 'retraction', 'restoration', 'denial'];

/** Since when, and by whom else: one’s own moves never conflict (desk.md, 4). */
export interface MovesAsked {
  readonly negotiationId: number;
  readonly since: Sequence;
  readonly userId: number | null;
}

/** Which of the cells somebody else has moved since a sequence number; each once, in the order given. */
export async function cellsMovedSince(
  read: Reader | Transaction,
  cells: readonly CellOf[],
  { negotiationId, since, userId }: MovesAsked,
): Promise<CellOf[]> {
  const byOthers = userId === null ? {} : { OR: [{ userId: null }, { userId: { not: userId } }] };
  const touched = {
    partyId: { in: [...new Set(cells.map(({ party }) => party))] },
    demandId: { in: [...new Set(cells.map(({ demand }) => demand))] },
  };
  const rows = await read.entry.findMany({
    where: {
      negotiationId,
      sequence: { gt: since },
      kind: { in: movingKinds },
      report: { acts: { some: { stance: touched } } },
      ...byOthers,
    },
    select: {
      report: { select: { acts: { select: { stance: { select: { partyId: true, demandId: true } } } } } },
    },
  });
  const moved = new Set(
    rows.flatMap(({ report }) =>
      report.acts.flatMap(({ stance }) => (stance ? [`${stance.partyId} ${stance.demandId}`] : [])),
    ),
  );
  const distinct = new Map(cells.map((cell) => [`${cell.party} ${cell.demand}`, cell]));
  return [...distinct].filter(([key]) => moved.has(key)).map(([, cell]) => cell);
}
