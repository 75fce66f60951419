import { writableInstant } from '../../domain/when.js';
import type { Reader, Transaction } from '../engine/database.js';
import type { Prisma } from '../generated/client.js';
import { plainSql } from '../engine/statements.js';

/** One audit entry to be written: who did what to what, and when. `userId` is null for the server itself. */
export interface AuditLine {
  readonly at: Date;
  readonly userId: number | null;
  readonly action: string;
  readonly negotiationId: number | null;
  readonly subject: string;
  readonly subjectId: string;
  readonly details: Prisma.InputJsonObject;
}

/** Writes an action's audit entry in the transaction of that action, and raises the state number. */
export async function recordAudit(tx: Transaction, line: AuditLine): Promise<void> {
  const plain = plainSql(tx);
  await plain.together(
    () => plain.insert('audit_entries', { ...line, at: writableInstant(line.at) }),
    () => plain.run('UPDATE state SET number = number + 1 WHERE id = 1'),
  );
}

/** One audit entry as it is read. */
export interface AuditEntry {
  readonly id: number;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** Null for the server itself and the command line. */
  readonly userId: number | null;
  readonly signInName: string | null;
  readonly action: string;
  readonly negotiation: { readonly slug: string; readonly name: string } | null;
  readonly subject: string;
  readonly subjectId: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Which entries; null omits a condition. `from` is inclusive, `until` exclusive. */
export interface AuditFilter {
  readonly actions: readonly string[] | null;
  /** 0 stands for the server itself. */
  readonly userId: number | null;
  readonly negotiationId: number | null;
  readonly from: Date | null;
  readonly until: Date | null;
}

/** The newest entries, or those before a given one; newest first. */
export async function listAudit(
  read: Reader,
  { actions, userId, negotiationId, from, until }: AuditFilter,
  { before, most }: { readonly before: number | null; readonly most: number },
): Promise<AuditEntry[]> {
  const rows = await read.auditEntry.findMany({
    where: {
      ...(actions && { action: { in: [...actions] } }),
      ...(userId !== null && { userId: userId === 0 ? null : userId }),
      ...(negotiationId !== null && { negotiationId }),
      ...((from || until) && { at: { ...(from && { gte: from }), ...(until && { lt: until }) } }),
      ...(before !== null && { id: { lt: before } }),
    },
    include: {
      user: { select: { signInName: true } },
      negotiation: { select: { slug: true, name: true } },
    },
    orderBy: { id: 'desc' },
    take: most,
  });
  return rows.map(({ user, at, details, ...row }) => ({
    ...row,
    at: at.toISOString(),
    signInName: user?.signInName ?? null,
    details: (details ?? {}) as Readonly<Record<string, unknown>>,
  }));
}

/** How many entries are read at once. */
const batch = 100;

/** The same in batches, for an export of any length. */
export async function* auditInBatches(read: Reader, filter: AuditFilter): AsyncGenerator<AuditEntry[]> {
  let before: number | null = null;
  for (;;) {
    const entries: AuditEntry[] = await listAudit(read, filter, { before, most: batch });
    if (entries.length > 0) yield entries;
    if (entries.length < batch) return;
    before = entries.at(-1)?.id ?? null;
  }
}
