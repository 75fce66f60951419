import type { Sequence } from '../domain/entry.js';
import type { PublishedUpdate } from '../domain/published-entry.js';
import type { Reader, Transaction } from './database.js';
import { plainSql } from './plain-sql.js';
import type { Prisma } from './generated/client.js';
import { sourceOf } from './sources.js';

const withSources = {
  user: { select: { publicName: true } },
  decision: { select: { proposal: { select: { user: { select: { publicName: true } } } } } },
  sources: { orderBy: { ordinal: 'asc' }, include: { source: true } },
} satisfies Prisma.UpdateInclude;

type UpdateRow = Prisma.UpdateGetPayload<{ include: typeof withSources }>;

/** Which updates: published up to a sequence number, older than one of them if `before` names it, so many at most. */
export interface UpdateRange {
  readonly known: Sequence;
  readonly before: number | null;
  readonly most: number;
}

/** A negotiation's updates, newest first. */
export async function listUpdates(
  read: Reader,
  negotiationId: number,
  { known, before, most }: UpdateRange,
): Promise<PublishedUpdate[]> {
  const entries = { some: { sequence: { lte: known } } };
  const id = before === null ? undefined : { lt: before };
  const rows = await read.update.findMany({
    where: { negotiationId, entries, ...(id && { id }) },
    include: withSources,
    orderBy: { id: 'desc' },
    take: most,
  });
  return publishedUpdatesOf(read, rows);
}

export async function findUpdate(
  read: Reader | Transaction,
  negotiationId: number,
  id: number,
): Promise<PublishedUpdate | null> {
  const row = await read.update.findFirst({ where: { id, negotiationId }, include: withSources });
  return row && ((await publishedUpdatesOf(read, [row]))[0] ?? null);
}

/** The update that was published with an idempotency key; null if none was. */
export async function findUpdateByKey(
  read: Reader | Transaction,
  idempotencyKey: string,
): Promise<{ readonly id: number; readonly userId: number | null } | null> {
  const sql = 'SELECT id, user_id AS userId FROM updates WHERE idempotency_key = ?';
  return plainSql(read).row<{ id: number; userId: number | null }>(sql, [idempotencyKey]) ?? null;
}

/** The newest updates of a negotiation that came from a source. */
export async function updatesCiting(
  read: Reader,
  negotiationId: number,
  sourceId: number,
): Promise<{ readonly id: number; readonly headline: string }[]> {
  return read.update.findMany({
    where: { negotiationId, sources: { some: { sourceId } } },
    select: { id: true, headline: true },
    orderBy: { id: 'desc' },
    take: 3,
  });
}

export interface NewUpdateRow {
  readonly negotiationId: number;
  readonly headline: string;
  readonly recordedAt: Date;
  readonly userId: number | null;
  readonly idempotencyKey: string;
  readonly sourceIds: readonly number[];
}

/** Inserts an update with its sources in order; answers its id. */
export async function insertUpdate(tx: Transaction, update: NewUpdateRow): Promise<number> {
  const { sourceIds, ...columns } = update;
  const plain = plainSql(tx);
  const id = plain.insert('updates', columns);
  for (const [ordinal, sourceId] of sourceIds.entries())
    plain.insert('update_sources', { updateId: id, sourceId, ordinal });
  return id;
}

async function publishedUpdatesOf(
  read: Reader | Transaction,
  rows: readonly UpdateRow[],
): Promise<PublishedUpdate[]> {
  const ranges = await read.entry.groupBy({
    by: ['updateId'],
    where: { updateId: { in: rows.map(({ id }) => id) } },
    _min: { sequence: true },
    _max: { sequence: true },
    _count: true,
  });
  const rangeOf = new Map(ranges.map((range) => [range.updateId, range]));
  return rows.map((row) => {
    const range = rangeOf.get(row.id);
    return {
      id: row.id,
      headline: row.headline,
      recordedAt: row.recordedAt.toISOString(),
      publishedBy: row.user?.publicName ?? null,
      proposedBy: row.decision?.proposal.user.publicName ?? null,
      sources: row.sources.map(({ source }) => sourceOf(source)),
      firstSequence: range?._min.sequence as Sequence,
      lastSequence: range?._max.sequence as Sequence,
      entryCount: range?._count ?? 0,
    };
  });
}
