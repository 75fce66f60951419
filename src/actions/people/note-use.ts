import type { Database } from '../../data/engine/database.js';
import { type Session, touchSession } from '../../data/people/sessions.js';
import { Unavailable } from '../../domain/errors.js';
import { touchInterval } from '../../domain/people/session-rules.js';

/**
 * Notes that a session is in use, unless that was noted a moment ago. Reading continues when nothing can be written;
 * the session then counts as last used when that was last noted.
 */
export async function noteUse(
  database: Database,
  { tokenHash, lastSeenAt }: Pick<Session, 'tokenHash' | 'lastSeenAt'>,
  now: Date,
): Promise<void> {
  if (now.getTime() - lastSeenAt.getTime() < touchInterval) return;
  await database
    .write((tx) => touchSession(tx, tokenHash, now))
    .catch((error: unknown) => {
      if (!(error instanceof Unavailable)) throw error;
    });
}
