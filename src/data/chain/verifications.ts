import type { Reader, Transaction } from '../engine/database.js';
import { type PlainSql, plainSql } from '../engine/statements.js';

/** What a verification of the record came to. It is kept in the database, so that each of its processes heeds it. */
export interface VerificationResult {
  readonly begunAt: Date;
  readonly endedAt: Date;
  /** What was not as it was published, in lines; null if all was. */
  readonly findings: string | null;
}

/** The result of the newest verification; null before the first. */
export async function newestVerification(read: Reader): Promise<VerificationResult | null> {
  const sql =
    'SELECT begun_at AS begunAt, ended_at AS endedAt, findings FROM verifications ORDER BY id DESC LIMIT 1';
  return (await plainSql(read).row<VerificationResult>(sql)) ?? null;
}

/** The number of the newest verification; 0 before the first. */
export async function lastVerification(plain: PlainSql): Promise<number> {
  const row = await plain.row<{ last: number | null }>('SELECT max(id) AS last FROM verifications');
  return row?.last ?? 0;
}

/**
 * Keeps a result, and answers true. One that found nothing is not kept, and the answer is false, if another verification
 * has found something since this one began, when the one numbered `lastBefore` was the newest: it may have read that part
 * of the record before it was damaged. Null where no other can have run. Numbers are compared, not instants, because two
 * machines have two clocks.
 */
export async function insertVerification(
  tx: Transaction,
  result: VerificationResult,
  lastBefore: number | null,
): Promise<boolean> {
  if (result.findings === null && lastBefore !== null) {
    const found = await tx.verification.count({ where: { id: { gt: lastBefore }, findings: { not: null } } });
    if (found > 0) return false;
  }
  await tx.verification.create({ data: result });
  return true;
}

/** Why nothing may be recorded until a later verification finds nothing, for the operator; null if it may. */
export function standingFindings(newest: VerificationResult | null): string | null {
  if (newest?.findings == null) return null;
  return `The verification that ended at ${newest.endedAt.toISOString()} found: ${newest.findings}`;
}
