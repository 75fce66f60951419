import { actAs } from '../acting.js';
import type { Database } from '../../data/engine/database.js';
import type { Actor } from '../../domain/people/actor.js';

/**
 * Makes what a form lacks, by the actions that make a single one, each with its own right and audit entry, together with
 * whatever else `make` does: all or nothing. Nobody else writes in between, so that a form sent twice finds what the
 * first has made. Throws what these actions throw.
 */
export function createOnTheWay<Made>(
  database: Database,
  actor: Actor,
  make: (within: Database) => Promise<Made>,
  now: Date,
): Promise<Made> {
  return actAs(database, actor, 'edit_references', now, (tx) =>
    make({ ...database, read: tx, write: (act) => act(tx) }),
  );
}
