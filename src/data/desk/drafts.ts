import { createHash, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  articleField,
  type Draft,
  type DraftFields,
  discardedDraftsKept,
  sentDraftsKept,
} from '../../domain/desk/draft.js';
import type { Reader, Transaction } from '../engine/database.js';
import type { Draft as DraftRow, Prisma } from '../generated/client.js';
import { insertion, plainSql } from '../engine/statements.js';

/** What a form holds, and the revision of its draft on which it is based; 0 for a new one. */
export interface DraftToSave extends Pick<Draft, 'key' | 'negotiationId' | 'path' | 'fields' | 'revision'> {
  readonly userId: number;
  readonly savedAt: Date;
}

/** Where the form was saved. The key differs from the form's own if saving would have overwritten something else. */
export interface SavedDraft {
  readonly key: string;
  readonly revision: number;
}

/**
 * Saves what a form holds. If another tab has meanwhile saved or sent this draft, that is not overwritten: this text
 * becomes a draft of its own, under a new key.
 */
export async function storeDraft(tx: Transaction, draft: DraftToSave): Promise<SavedDraft> {
  const present = await tx.draft.findUnique({ where: { key: draft.key }, include: { articleText: true } });
  if (!present) return insertDraft(tx, draft);
  const { fields, article } = apart(draft.fields);
  const before = present.articleText?.text ?? '';
  const isOwn = present.userId === draft.userId && present.contentHash === null;
  const isSame = before === article && isDeepStrictEqual(present.fields, fields);
  if (isOwn && present.discardedAt === null && isSame) return { key: draft.key, revision: present.revision };
  if (!isOwn || present.revision !== draft.revision) return insertDraft(tx, { ...draft, key: randomUUID() });
  const revision = present.revision + 1;
  const data = {
    fields: fields as Prisma.InputJsonObject,
    revision,
    savedAt: draft.savedAt,
    discardedAt: null,
  };
  await tx.draft.update({ where: { key: draft.key }, data });
  if (article !== before) {
    await throwArticleAway(tx, draft.key);
    await keepArticle(tx, draft.key, article);
  }
  return { key: draft.key, revision };
}

async function insertDraft(tx: Transaction, draft: DraftToSave): Promise<SavedDraft> {
  const { fields, article } = apart(draft.fields);
  const row = { ...draft, fields: fields as Prisma.InputJsonObject, revision: 1 };
  await tx.draft.create({ data: row });
  await keepArticle(tx, draft.key, article);
  return { key: draft.key, revision: 1 };
}

/** The text of the article has a table of its own, which is left out of backups. */
function apart({ [articleField]: texts, ...fields }: DraftFields): {
  readonly fields: DraftFields;
  readonly article: string;
} {
  return { fields, article: texts?.[0] ?? '' };
}

async function keepArticle(tx: Transaction, draftKey: string, text: string): Promise<void> {
  if (text !== '') await plainSql(tx).insert('article_texts', { draftKey, text });
}

async function throwArticleAway(tx: Transaction, draftKey: string): Promise<void> {
  const plain = plainSql(tx);
  if ((await plain.run('DELETE FROM article_texts WHERE draft_key = ?', [draftKey])) > 0) plain.forget();
}

/** Somebody’s own draft, with the text of its article; null if they have none under the key. */
export async function findDraft(read: Reader, userId: number, key: string): Promise<Draft | null> {
  const row = await read.draft.findFirst({ where: { key, userId }, include: { articleText: true } });
  if (!row) return null;
  const draft = draftOf(row);
  const text = row.articleText?.text;
  return text === undefined ? draft : { ...draft, fields: { ...draft.fields, [articleField]: [text] } };
}

/** A draft with the name of its negotiation. */
export type ListedDraft = Draft & { readonly negotiation: string };

/** Where the next page of drafts begins: after the one with this time and key. */
export interface DraftPlace {
  readonly savedAt: Date;
  readonly key: string;
}

/** Somebody’s drafts that have not been sent, the one saved last first. */
export async function listDrafts(
  read: Reader,
  userId: number,
  { after, most }: { readonly after: DraftPlace | null; readonly most: number },
): Promise<ListedDraft[]> {
  const behind = after && {
    OR: [{ savedAt: { lt: after.savedAt } }, { savedAt: after.savedAt, key: { lt: after.key } }],
  };
  const rows = await read.draft.findMany({
    where: { userId, contentHash: null, discardedAt: null, ...behind },
    include: withNegotiation,
    orderBy: [{ savedAt: 'desc' }, { key: 'desc' }],
    take: most,
  });
  return rows.map(listedDraftOf);
}

export function countDrafts(read: Reader, userId: number): Promise<number> {
  return read.draft.count({ where: { userId, contentHash: null, discardedAt: null } });
}

/** Somebody’s drafts that can still be taken back, the one discarded last first. */
export async function listDiscardedDrafts(read: Reader, userId: number, since: Date): Promise<ListedDraft[]> {
  const rows = await read.draft.findMany({
    where: { userId, contentHash: null, discardedAt: { gte: since } },
    include: withNegotiation,
    orderBy: [{ discardedAt: 'desc' }, { key: 'desc' }],
    take: mostDiscarded,
  });
  return rows.map(listedDraftOf);
}

const withNegotiation = { negotiation: { select: { name: true } } } as const;
const mostDiscarded = 100;

function listedDraftOf({
  negotiation,
  ...row
}: DraftRow & { readonly negotiation: { readonly name: string } }) {
  return { ...draftOf(row), negotiation: negotiation.name };
}

/** The drafts of everybody else in a negotiation that were saved since an instant, newest first. */
export async function draftsOfOthers(
  read: Reader,
  { negotiationId, userId, since }: { negotiationId: number; userId: number; since: Date },
): Promise<Draft[]> {
  const rows = await read.draft.findMany({
    where: {
      negotiationId,
      userId: { not: userId },
      contentHash: null,
      discardedAt: null,
      savedAt: { gte: since },
    },
    orderBy: { savedAt: 'desc' },
  });
  return rows.map(draftOf);
}

/** True if another text than this was sent under the key; false for what nobody typed. */
export async function isSentOtherwise(
  tx: Transaction,
  key: string,
  typed: object | undefined,
): Promise<boolean> {
  if (!typed) return false;
  const row = await plainSql(tx).row<{ hash: string | null }>(
    'SELECT content_hash AS hash FROM drafts WHERE key = ?',
    [key],
  );
  return row !== undefined && row.hash !== null && row.hash !== contentHashOf(typed);
}

/** A form that is being sent, and its text. */
export interface SentForm {
  readonly key: string;
  readonly userId: number | null;
  readonly negotiationId: number;
  /** Absent if nobody typed it. */
  readonly typed: object | undefined;
  readonly now: Date;
}

/** Marks a form as sent, in the transaction that publishes it; the text of its article is thrown away. */
export async function finishDraft(
  tx: Transaction,
  { key, userId, negotiationId, typed, now }: SentForm,
): Promise<void> {
  if (userId === null || !typed) return;
  const sent = { key, userId, negotiationId, path: '', fields: {}, contentHash: contentHashOf(typed) };
  const { sql, values } = insertion('drafts', { ...sent, revision: 0, savedAt: now });
  const row = await plainSql(tx).row<{ texts: number }>(
    `${sql} ON CONFLICT (key) DO UPDATE SET fields = excluded.fields, content_hash = excluded.content_hash,
      saved_at = excluded.saved_at, discarded_at = NULL
      RETURNING (SELECT COUNT(*) FROM article_texts WHERE draft_key = drafts.key) AS texts`,
    values,
  );
  if (Number(row?.texts) > 0) await throwArticleAway(tx, key);
}

/** Housekeeping: deletes what a person sent or discarded long ago. */
export async function deleteForgottenDrafts(tx: Transaction, userId: number, now: Date): Promise<void> {
  const before = (kept: number) => new Date(now.getTime() - kept);
  await plainSql(tx).run(
    `DELETE FROM drafts WHERE user_id = ?
      AND (content_hash IS NOT NULL AND saved_at < ? OR discarded_at < ?)`,
    [userId, before(sentDraftsKept), before(discardedDraftsKept)],
  );
}

/** Discards a draft that was not sent; it can be taken back, but for the text of its article. */
export async function putDraftAway(tx: Transaction, userId: number, key: string, now: Date): Promise<void> {
  const where = { key, userId, contentHash: null, discardedAt: null };
  const { count } = await tx.draft.updateMany({ where, data: { discardedAt: now } });
  if (count > 0) await throwArticleAway(tx, key);
}

/** Takes back a draft that was discarded. */
export async function bringDraftBack(tx: Transaction, userId: number, key: string): Promise<void> {
  await tx.draft.updateMany({ where: { key, userId, contentHash: null }, data: { discardedAt: null } });
}

function contentHashOf(typed: object): string {
  return createHash('sha256').update(JSON.stringify(typed)).digest('hex');
}

function draftOf(row: DraftRow): Draft {
  return {
    key: row.key,
    negotiationId: row.negotiationId,
    path: row.path,
    fields: row.fields as DraftFields,
    revision: row.revision,
    savedAt: row.savedAt.toISOString(),
    isSent: row.contentHash !== null,
    discardedAt: row.discardedAt?.toISOString() ?? null,
  };
}
