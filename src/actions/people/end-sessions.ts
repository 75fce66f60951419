import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { endAllSessions } from '../../data/people/sessions.js';
import { findUserBySignInName } from '../../data/people/users.js';
import { NotFound } from '../../domain/errors.js';

/** Ends every session of one person, or of everybody; returns how many. Throws NotFound for an unknown name. */
export async function endSessions(
  database: Database,
  { signInName }: { readonly signInName: string | null },
  now: Date,
): Promise<{ readonly count: number }> {
  return database.write(async (tx) => {
    const user = signInName === null ? null : await findUserBySignInName(tx, signInName);
    if (signInName !== null && !user) throw new NotFound(`Nobody signs in as “${signInName}”.`);
    const count = await endAllSessions(tx, user?.id ?? null, now);
    await recordAudit(tx, {
      at: now,
      userId: null,
      action: 'end_sessions',
      negotiationId: null,
      subject: 'user',
      subjectId: user ? String(user.id) : 'everybody',
      details: { count },
    });
    return { count };
  });
}
