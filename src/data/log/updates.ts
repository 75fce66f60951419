import type { Times } from '../../domain/cells/times.js';
import { greatestSequence, type Sequence } from '../../domain/identifiers.js';
import type { PublishedUpdate } from '../../domain/log/published-entry.js';
import type { Source } from '../../domain/structure/source.js';
import type { Reader, Transaction } from '../engine/database.js';
import { inLists } from '../engine/key-lists.js';
import { type PlainSql, plainSql } from '../engine/statements.js';
import type { Prisma } from '../generated/client.js';
import { sourcesById } from '../structure/sources.js';

const withPeople = {
  user: { select: { publicName: true } },
  decision: { select: { proposal: { select: { user: { select: { publicName: true } } } } } },
} satisfies Prisma.UpdateInclude;

type UpdateRow = Prisma.UpdateGetPayload<{ include: typeof withPeople }>;

/** Which updates: published up to a sequence number, before a given one (null: none), at most `most`. */
export interface UpdateRange {
  readonly known: Sequence;
  readonly before: number | null;
  readonly most: number;
  /** If given, only updates with something that counts, showing as much as counts; null for all. */
  readonly counted: Counted | null;
}

/** What counts at a pair of clocks: how many stances of each update, and how often each source is cited. */
export type Counted = Readonly<Record<'updates' | 'sources', Times>>;

/** A negotiation's updates, newest first. */
export async function listUpdates(
  read: Reader,
  negotiationId: number,
  { known, before, most, counted }: UpdateRange,
): Promise<PublishedUpdate[]> {
  const last = await lastUpdate(plainSql(read), known);
  const rows = await read.update.findMany({
    where: {
      negotiationId,
      id: {
        lte: last,
        ...(before !== null && { lt: before }),
        ...(counted && { in: counted.updates.newest(before ?? Infinity, most) }),
      },
    },
    include: withPeople,
    orderBy: { id: 'desc' },
    take: most,
  });
  const updates = await publishedUpdatesOf(read, rows);
  return counted ? updates.map((update) => countedPart(update, counted)) : updates;
}

function countedPart(update: PublishedUpdate, counted: Counted): PublishedUpdate {
  return {
    ...update,
    entryCount: counted.updates.get(update.id),
    sources: update.sources.filter(({ id }) => counted.sources.has(id)),
  };
}

export async function findUpdate(
  read: Reader | Transaction,
  negotiationId: number,
  id: number,
): Promise<PublishedUpdate | null> {
  const row = await read.update.findFirst({ where: { id, negotiationId }, include: withPeople });
  return row && ((await publishedUpdatesOf(read, [row]))[0] ?? null);
}

/** The update that was published under an idempotency key; null if there is none. */
export async function findUpdateByKey(
  read: Reader | Transaction,
  idempotencyKey: string,
): Promise<{ readonly id: number; readonly userId: number | null } | null> {
  const sql = 'SELECT id, user_id AS userId FROM updates WHERE idempotency_key = ?';
  const row = await plainSql(read).row<{ id: number; userId: number | null }>(sql, [idempotencyKey]);
  return row ?? null;
}

/** The newest update published up to a sequence number: ids and numbers grow together, under the write lock. */
export async function lastUpdate(plain: PlainSql, known: Sequence): Promise<number> {
  const sql = `SELECT update_id AS id FROM entries
    WHERE sequence <= ? AND update_id IS NOT NULL ORDER BY sequence DESC LIMIT 1`;
  return (await plain.row<{ id: number }>(sql, [known]))?.id ?? 0;
}

/** The newest update of each negotiation that has one, and when it was recorded. */
export async function newestUpdates(
  read: Reader,
): Promise<ReadonlyMap<number, { readonly id: number; readonly recordedAt: Date }>> {
  const sql = `SELECT negotiation_id AS negotiation, id, recorded_at AS recordedAt FROM updates
    WHERE id IN (SELECT max(id) FROM updates GROUP BY negotiation_id)`;
  const rows = await plainSql(read).rows<{ negotiation: number; id: number; recordedAt: Date }>(sql);
  return new Map(rows.map(({ negotiation, ...newest }) => [negotiation, newest]));
}

/** The newest source that an update up to one of them is based on; 0 if there is none. */
export async function newestSourceOf(plain: PlainSql, last: number): Promise<number> {
  const sql = 'SELECT max(source_id) AS id FROM update_sources WHERE update_id <= ?';
  return (await plain.row<{ id: number | null }>(sql, [last]))?.id ?? 0;
}

/** The updates of a negotiation up to one of them; unless `counted` is null, only those with something that counts. */
export interface PublishedUpdates {
  readonly negotiationId: number;
  readonly last: number;
  readonly counted: Counted | null;
}

/** How many updates based on a source are looked through at once: it may be cited by very many. */
const updatesAtOnce = 50;

/** The newest updates based on a source. */
export async function newestUpdatesOf(
  plain: PlainSql,
  { negotiationId, last, counted }: PublishedUpdates,
  sourceId: number,
  most: number,
): Promise<{ readonly id: number; readonly headline: string }[]> {
  const sql = `SELECT u.id, u.headline FROM update_sources s CROSS JOIN updates u
    WHERE s.source_id = ? AND s.update_id <= ? AND u.id = s.update_id AND u.negotiation_id = ?
    ORDER BY s.update_id DESC LIMIT ?`;
  const found: { readonly id: number; readonly headline: string }[] = [];
  for (let end = last; found.length < most; ) {
    const values = [sourceId, end, negotiationId, updatesAtOnce];
    const rows = await plain.rows<{ id: number; headline: string }>(sql, values);
    found.push(...rows.filter(({ id }) => counted === null || counted.updates.has(id)));
    if (rows.length < updatesAtOnce) break;
    end = (rows.at(-1)?.id ?? 0) - 1;
  }
  return found.slice(0, most);
}

/** The newest three updates of a negotiation based on a source, whenever they were published. */
export async function updatesCiting(
  read: Reader,
  negotiationId: number,
  sourceId: number,
): Promise<{ readonly id: number; readonly headline: string }[]> {
  const all = { negotiationId, last: greatestSequence, counted: null };
  return newestUpdatesOf(plainSql(read), all, sourceId, 3);
}

/** The first words of the headlines of updates. */
export async function headlinesOf(
  read: Reader,
  updates: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const plain = plainSql(read);
  const sql = `SELECT id, headline FROM updates WHERE id IN ${plain.dialect.numbers}`;
  const rows = await plain.rows<{ id: number; headline: string }>(sql, [updates]);
  return new Map(rows.map(({ id, headline }) => [id, headline]));
}

/** For each source cited in a negotiation up to a sequence number, the newest update that cites it. */
export async function citingUpdates(
  read: Reader,
  { negotiationId, known }: { readonly negotiationId: number; readonly known: Sequence },
  sources: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const plain = plainSql(read);
  // One look into an index for each source: some are cited by very many updates.
  const sql = `SELECT given.value AS source, (
      SELECT u.id FROM update_sources s CROSS JOIN updates u
      WHERE s.source_id = given.value AND s.update_id <= ? AND u.id = s.update_id AND u.negotiation_id = ?
      ORDER BY s.update_id DESC LIMIT 1) AS "update"
    FROM ${plain.dialect.numbers} AS given`;
  const last = await lastUpdate(plain, known);
  const rows = await inLists(sources, (list) =>
    plain.rows<{ source: number; update: number | null }>(sql, [last, negotiationId, list]),
  );
  return new Map(rows.flatMap(({ source, update }) => (update === null ? [] : [[source, update]])));
}

export interface NewUpdateRow {
  readonly negotiationId: number;
  readonly headline: string;
  readonly recordedAt: Date;
  readonly userId: number | null;
  readonly idempotencyKey: string;
}

/** Inserts an update and returns its id; null if its key was used before: then nothing is inserted. */
export async function insertUpdate(tx: Transaction, update: NewUpdateRow): Promise<number | null> {
  const [row] = await plainSql(tx).publish('updates', [{ ...update }], { unlessTaken: 'idempotencyKey' });
  return row ? Number(row.id) : null;
}

/** Inserts the sources of an update, each once, in the order of their first mention. */
export async function insertUpdateSources(
  tx: Transaction,
  updateId: number,
  sources: readonly Pick<Source, 'id'>[],
): Promise<void> {
  const ids = [...new Set(sources.map(({ id }) => id))];
  const rows = ids.map((sourceId, ordinal) => ({ updateId, sourceId, ordinal }));
  if (rows.length > 0) await plainSql(tx).publish('update_sources', rows);
}

/** Whether the negotiation has an update of that id. */
export async function hasUpdate(tx: Transaction, negotiationId: number, id: number): Promise<boolean> {
  const sql = 'SELECT id FROM updates WHERE id = ? AND negotiation_id = ?';
  return (await plainSql(tx).row(sql, [id, negotiationId])) !== undefined;
}

async function publishedUpdatesOf(
  read: Reader | Transaction,
  rows: readonly UpdateRow[],
): Promise<PublishedUpdate[]> {
  const ids = rows.map(({ id }) => id);
  const plain = plainSql(read);
  const sql = `SELECT update_id AS id, min(sequence) AS first, max(sequence) AS last, count(*) AS entries
    FROM entries WHERE update_id IN ${plain.dialect.numbers} GROUP BY update_id`;
  const ranges = await inLists(ids, (list) => plain.rows<EntryRange>(sql, [list]));
  const sources = await sourcesOfUpdates(read, ids);
  const rangeOf = new Map(ranges.map((range) => [range.id, range]));
  return rows.map((row) => {
    const range = rangeOf.get(row.id);
    return {
      id: row.id,
      headline: row.headline,
      recordedAt: row.recordedAt.toISOString(),
      publishedBy: row.user?.publicName ?? null,
      proposedBy: row.decision?.proposal.user.publicName ?? null,
      sources: sources.get(row.id) ?? [],
      firstSequence: range?.first as Sequence,
      lastSequence: range?.last as Sequence,
      entryCount: range?.entries ?? 0,
    };
  });
}

/** Which entries an update published, by the first and the last. */
interface EntryRange {
  readonly id: number;
  readonly first: Sequence;
  readonly last: Sequence;
  readonly entries: number;
}

/** The sources of each update in their order, by update. */
async function sourcesOfUpdates(
  read: Reader | Transaction,
  updates: readonly number[],
): Promise<ReadonlyMap<number, Source[]>> {
  const plain = plainSql(read);
  const sql = `SELECT update_id AS updateId, source_id AS sourceId FROM update_sources
    WHERE update_id IN ${plain.dialect.numbers} ORDER BY update_id, ordinal`;
  const rows = await inLists(updates, (list) =>
    plain.rows<{ updateId: number; sourceId: number }>(sql, [list]),
  );
  const sources = await sourcesById(
    read,
    rows.map(({ sourceId }) => sourceId),
  );
  const found = new Map<number, Source[]>(updates.map((id) => [id, []]));
  for (const { updateId, sourceId } of rows) found.get(updateId)?.push(sources.get(sourceId) as Source);
  return found;
}
