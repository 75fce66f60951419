import type { Reader, Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';

/** An uploaded file, without its contents. */
export interface ImportSummary {
  readonly id: number;
  readonly fileName: string;
  /** RFC 3339, UTC. */
  readonly uploadedAt: string;
  /** The update as which it was published; null while it is waiting. */
  readonly updateId: number | null;
  /** How its update was retracted, if that was the last act on the update. */
  readonly undone: Undone | null;
}

export interface Undone {
  /** RFC 3339, UTC. */
  readonly at: string;
  /** How many records were left out, because they had already been corrected or retracted. */
  readonly skipped: number;
}

const summary = { id: true, fileName: true, uploadedAt: true, updateId: true } as const;

/** Somebody’s imports in a negotiation, newest first. */
export async function listImports(
  read: Reader,
  negotiationId: number,
  userId: number,
): Promise<ImportSummary[]> {
  const rows = await read.import.findMany({
    where: { negotiationId, userId },
    select: summary,
    orderBy: { id: 'desc' },
    take: 100,
  });
  const undone = await undoneAmong(
    read,
    negotiationId,
    rows.flatMap(({ updateId }) => updateId ?? []),
  );
  return rows.map((row) => ({
    ...row,
    uploadedAt: row.uploadedAt.toISOString(),
    undone: undone.get(row.updateId ?? 0) ?? null,
  }));
}

/** The updates that were retracted as a whole and not restored since. */
async function undoneAmong(
  read: Reader | Transaction,
  negotiationId: number,
  updates: readonly number[],
): Promise<ReadonlyMap<number, Undone>> {
  const undone = new Map<number, Undone>();
  if (updates.length === 0) return undone;
  const acts = await read.auditEntry.findMany({
    where: {
      negotiationId,
      action: { in: ['retract_update', 'restore_update'] },
      subject: 'update',
      subjectId: { in: updates.map(String) },
    },
    orderBy: { id: 'asc' },
  });
  for (const { action, subjectId, at, details } of acts) {
    const { skipped } = details as { skipped?: readonly number[] };
    if (action === 'restore_update') undone.delete(Number(subjectId));
    else undone.set(Number(subjectId), { at: at.toISOString(), skipped: skipped?.length ?? 0 });
  }
  return undone;
}

/** Somebody’s own import with the bytes of its file; null if they have none with the number. */
export async function findImport(
  read: Reader | Transaction,
  { negotiationId, userId, id }: ImportOf,
): Promise<(ImportSummary & { readonly contents: Uint8Array }) | null> {
  const row = await read.import.findFirst({ where: { id, negotiationId, userId } });
  if (!row) return null;
  const { fileName, uploadedAt, updateId, contents } = row;
  const undone = await undoneAmong(read, negotiationId, updateId === null ? [] : [updateId]);
  return {
    ...{ id, fileName, uploadedAt: uploadedAt.toISOString(), updateId, contents },
    undone: undone.get(updateId ?? 0) ?? null,
  };
}

/** What has become of somebody’s own import, without its file; null if there is none with that id. */
export async function importStatus(
  tx: Transaction,
  { negotiationId, userId, id }: ImportOf,
): Promise<Pick<ImportSummary, 'fileName' | 'updateId'> | null> {
  const sql = `SELECT file_name AS fileName, update_id AS updateId FROM imports
    WHERE id = ? AND negotiation_id = ? AND user_id = ?`;
  const values = [id, negotiationId, userId];
  return (await plainSql(tx).row<Pick<ImportSummary, 'fileName' | 'updateId'>>(sql, values)) ?? null;
}

/** Whose import it is, and in which negotiation. */
export interface ImportOf {
  readonly negotiationId: number;
  readonly userId: number;
  readonly id: number;
}

/** Stores an uploaded file; returns its number. */
export async function insertImport(
  tx: Transaction,
  upload: Omit<ImportOf, 'id'> & {
    readonly fileName: string;
    readonly contents: Uint8Array<ArrayBuffer>;
    readonly uploadedAt: Date;
  },
): Promise<number> {
  return (await tx.import.create({ data: upload, select: { id: true } })).id;
}

/** Deletes a file that was not published. */
export async function discardImport(tx: Transaction, { negotiationId, userId, id }: ImportOf): Promise<void> {
  await tx.import.deleteMany({ where: { id, negotiationId, userId, updateId: null } });
}

/** The file of a published import is not kept: its contents are in the log. */
export async function markPublished(tx: Transaction, id: number, updateId: number): Promise<void> {
  await tx.import.update({
    where: { id },
    data: { updateId, contents: new Uint8Array() },
    select: { id: true },
  });
}
