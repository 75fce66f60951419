import type { Reader, Transaction } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';

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

export async function insertVerification(tx: Transaction, result: VerificationResult): Promise<void> {
  await tx.verification.create({ data: result });
}

/** Why nothing may be recorded until a later verification finds nothing, for the operator; null if it may. */
export function standingFindings(newest: VerificationResult | null): string | null {
  if (newest?.findings == null) return null;
  return `The verification that ended at ${newest.endedAt.toISOString()} found: ${newest.findings}`;
}
