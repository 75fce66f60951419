import { createHash } from 'node:crypto';
import type { Sequence } from '../../domain/identifiers.js';
import {
  columnName,
  type Removal,
  type RemovableText,
  type TextField,
  tombstone,
} from '../../domain/log/removal.js';
import type { Reader, Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';
import type { Prisma, Removal as RemovalRow } from '../generated/client.js';

export interface Removing {
  readonly reason: string;
  readonly removedAt: Date;
  readonly userId: number;
}

/** Records the removal with the digest of the text, then replaces the text by the tombstone. */
export async function removeText(
  tx: Transaction,
  { table, row, field, text }: RemovableText,
  removing: Removing,
): Promise<void> {
  const digest = createHash('sha256').update(text).digest('hex');
  const place = table === 'updates' ? { updateId: row } : { sequence: row };
  await tx.removal.create({ data: { ...place, field: `${table}.${field}`, digest, ...removing } });
  const data = { [field]: tombstone };
  if (table === 'updates') await tx.update.update({ where: { id: row }, data });
  else if (table === 'entries') await tx.entry.update({ where: { sequence: row }, data });
  else if (table === 'stances') await tx.stance.update({ where: { sequence: row }, data });
  else if (table === 'denials') await tx.denial.update({ where: { sequence: row }, data });
  else
    await plainSql(tx).run(`UPDATE ${table} SET ${columnName(field)} = ? WHERE sequence = ?`, [
      tombstone,
      row,
    ]);
}

/** The reason of one act on many records, which stands in the entry of each. */
export interface BatchReason {
  readonly batch: Sequence;
  readonly text: string;
}

/** The entries of a batch that hold the reason, in the order of the log. */
export async function entriesWithReason(
  read: Reader | Transaction,
  { batch, text }: BatchReason,
): Promise<Sequence[]> {
  // The batch has the number of its first entry.
  const sql =
    'SELECT sequence FROM entries WHERE sequence >= ? AND batch = ? AND reason = ? ORDER BY sequence';
  const rows = await plainSql(read).lists<[Sequence]>(sql, [batch, batch, text]);
  return rows.map(([sequence]) => sequence);
}

/** Removes the reason from these entries, however many they are. */
export async function removeReasons(
  tx: Transaction,
  sequences: readonly Sequence[],
  { text }: BatchReason,
  { reason, removedAt, userId }: Removing,
): Promise<void> {
  const digest = createHash('sha256').update(text).digest('hex');
  const plain = plainSql(tx);
  const common = { updateId: null, field: 'entries.reason', digest, reason, removedAt, userId };
  await plain.insertAll(
    'removals',
    sequences.map((sequence) => ({ sequence, ...common })),
  );
  const sql = `UPDATE entries SET reason = ? WHERE sequence IN ${plain.dialect.numbers}`;
  await plain.run(sql, [tombstone, [...sequences]]);
}

/**
 * Replaces the same words in the proposal from which an update was published, and in the corrections that were proposed
 * of a record, whatever has become of them.
 */
export async function removeFromProposals(
  tx: Transaction,
  { updateId, record }: { readonly updateId: number | null; readonly record: Sequence },
  words: readonly string[],
): Promise<void> {
  const ofUpdate = updateId === null ? [] : [{ decision: { updateId } }];
  const proposals = await tx.proposal.findMany({ where: { OR: [{ record }, ...ofUpdate] } });
  for (const { id, contents } of proposals) {
    const cleaned = withoutWords(contents, words) as Prisma.InputJsonValue;
    await tx.proposal.update({ where: { id }, data: { contents: cleaned } });
  }
}

function withoutWords(value: unknown, words: readonly string[]): unknown {
  if (typeof value === 'string') return words.includes(value) ? tombstone : value;
  if (Array.isArray(value)) return value.map((item) => withoutWords(item, words));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutWords(item, words)]));
}

type EntryRemoval = Pick<RemovalRow, 'field' | 'reason' | 'removedAt'> & { readonly sequence: Sequence };

/** What was removed from the entries, by sequence number, oldest first. */
export async function removalsOfEntries(
  read: Reader,
  sequences: readonly Sequence[],
): Promise<ReadonlyMap<Sequence, Removal[]>> {
  const found = new Map<Sequence, Removal[]>();
  // Removals are rare: reading them all costs less than naming thousands of entries.
  const sql = `SELECT sequence, field, reason, removed_at AS removedAt FROM removals
    WHERE sequence IS NOT NULL ORDER BY id`;
  const rows = await plainSql(read).rows<EntryRemoval>(sql);
  const wanted = new Set(sequences);
  for (const row of rows) {
    if (!wanted.has(row.sequence)) continue;
    found.set(row.sequence, [...(found.get(row.sequence) ?? []), removalOf(row)]);
  }
  return found;
}

export async function removalsOfUpdate(read: Reader, updateId: number): Promise<Removal[]> {
  const rows = await read.removal.findMany({ where: { updateId }, orderBy: { id: 'asc' } });
  return rows.map(removalOf);
}

function removalOf({
  field,
  reason,
  removedAt,
}: Pick<RemovalRow, 'field' | 'reason' | 'removedAt'>): Removal {
  const [, name] = field.split('.') as [string, TextField];
  return { field: name, reason, removedAt: removedAt.toISOString() };
}
