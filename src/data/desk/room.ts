import { noRoom, type Room, roomForDrafts, roomForUploads, type Waiting } from '../../domain/desk/room.js';
import type { Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';

/** A table of unpublished work, and how its waiting rows are told from published ones. */
interface WaitingWork {
  readonly room: Room;
  readonly names: readonly [string, string];
  readonly table: 'drafts' | 'imports';
  readonly key: 'key' | 'id';
  /** An expression: how many bytes a row takes, with what belongs to it. */
  readonly size: string;
  readonly touchedAt: 'saved_at' | 'uploaded_at';
  readonly isWaiting: string;
  /** What is deleted first if there is no room; null if nothing is. */
  readonly goesFirst: string | null;
}

const drafts: WaitingWork = {
  room: roomForDrafts,
  names: ['draft', 'drafts'],
  table: 'drafts',
  key: 'key',
  size: `OCTET_LENGTH(CAST(fields AS TEXT)) + COALESCE(
    (SELECT OCTET_LENGTH(text) FROM article_texts WHERE draft_key = drafts.key), 0)`,
  touchedAt: 'saved_at',
  isWaiting: 'content_hash IS NULL',
  goesFirst: 'discarded_at IS NOT NULL',
};

const uploads: WaitingWork = {
  room: roomForUploads,
  names: ['file', 'files'],
  table: 'imports',
  key: 'id',
  size: 'OCTET_LENGTH(CAST(contents AS TEXT))',
  touchedAt: 'uploaded_at',
  isWaiting: 'update_id IS NULL',
  goesFirst: null,
};

/** What is to be stored: whose it is, which row it replaces, and its size. */
interface ToKeep {
  readonly userId: number;
  readonly key: string | null;
  readonly bytes: number;
  readonly now: Date;
}

/** Housekeeping before a draft is stored: deletes old ones. Returns why there is no room for it; null if there is. */
export function makeRoomForDraft(tx: Transaction, draft: ToKeep): Promise<string | null> {
  return makeRoom(tx, drafts, draft);
}

/** The same before a file is stored. */
export function makeRoomForUpload(tx: Transaction, upload: Omit<ToKeep, 'key'>): Promise<string | null> {
  return makeRoom(tx, uploads, { ...upload, key: null });
}

async function makeRoom(tx: Transaction, work: WaitingWork, toKeep: ToKeep): Promise<string | null> {
  const { room, table, touchedAt, isWaiting, goesFirst } = work;
  const plain = plainSql(tx);
  const before = new Date(toKeep.now.getTime() - room.kept);
  const gone = await plain.run(`DELETE FROM ${table} WHERE ${isWaiting} AND ${touchedAt} < ?`, [before]);
  // With an old draft goes the text of its article.
  if (gone > 0) plain.forget();
  const refusal = await refusalOf(tx, work, toKeep);
  if (refusal === null) return null;
  if (goesFirst !== null)
    await plain.run(`DELETE FROM ${table} WHERE ${isWaiting} AND ${goesFirst} AND user_id = ?`, [
      toKeep.userId,
    ]);
  return (await refusalOf(tx, work, toKeep)) === null ? null : refusal;
}

async function refusalOf(
  tx: Transaction,
  work: WaitingWork,
  { userId, key, bytes }: ToKeep,
): Promise<string | null> {
  const present = key === null ? undefined : await sizeOf(tx, work, userId, key);
  const more = { count: present === undefined ? 1 : 0, bytes: bytes - (present ?? 0) };
  return noRoom(work.room, await waitingOn(tx, work, userId), more, work.names);
}

async function waitingOn(
  tx: Transaction,
  { table, size: sizeOfRow, isWaiting }: WaitingWork,
  userId: number,
): Promise<Waiting> {
  const size = `COALESCE(SUM(${sizeOfRow}), 0)`;
  const [mine, all] = await plainSql(tx).rows<{ count: number; bytes: number }>(
    `SELECT COUNT(*) AS count, ${size} AS bytes FROM ${table} WHERE ${isWaiting} AND user_id = ?
     UNION ALL SELECT COUNT(*), ${size} FROM ${table} WHERE ${isWaiting}`,
    [userId],
  );
  return { ofOne: mine ?? { count: 0, bytes: 0 }, ofAll: all?.bytes ?? 0 };
}

async function sizeOf(
  tx: Transaction,
  { table, key, size, isWaiting }: WaitingWork,
  userId: number,
  value: string,
): Promise<number | undefined> {
  const sql = `SELECT ${size} AS bytes FROM ${table} WHERE ${isWaiting} AND user_id = ? AND "${key}" = ?`;
  return (await plainSql(tx).row<{ bytes: number }>(sql, [userId, value]))?.bytes;
}
