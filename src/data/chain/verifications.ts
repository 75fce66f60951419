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

/**
 * Why nothing may be recorded, for the operator; null if it may. What was found stands until a verification that began
 * after it was found finds nothing: one that was already at it, on another server, may have passed the place before.
 */
export async function standingFindings(read: Reader): Promise<string | null> {
  const sql = `SELECT ended_at AS endedAt, findings FROM verifications found WHERE findings IS NOT NULL AND NOT EXISTS
    (SELECT 1 FROM verifications sound WHERE sound.findings IS NULL AND sound.begun_at >= found.ended_at)
    ORDER BY id DESC LIMIT 1`;
  const found = await plainSql(read).row<Pick<VerificationResult, 'endedAt' | 'findings'>>(sql);
  return found
    ? `The verification that ended at ${found.endedAt.toISOString()} found: ${found.findings}`
    : null;
}
