import type { Reader, Transaction } from './database.js';
import type { Prisma } from './generated/client.js';

/** One line of the audit: who did what, when, to what. `userId` is null for the server itself. */
export interface AuditLine {
  readonly at: Date;
  readonly userId: number | null;
  readonly action: string;
  readonly negotiationId: number | null;
  readonly subject: string;
  readonly subjectId: string;
  readonly details: Prisma.InputJsonObject;
}

/** Writes the action's audit entry in the action's own transaction; the state number grows with it. */
export async function recordAudit(tx: Transaction, line: AuditLine): Promise<void> {
  await tx.auditEntry.create({ data: line });
  await tx.state.update({ where: { id: 1 }, data: { number: { increment: 1 } } });
}

/** The number of the present state: it grows with every committed action. */
export async function stateNumber(read: Reader): Promise<number> {
  return (await read.state.findUniqueOrThrow({ where: { id: 1 } })).number;
}
