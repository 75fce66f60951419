import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { insertRelease, type NewRelease } from '../../data/releases/releases.js';
import { longestReleaseName } from '../../domain/data-release.js';
import { InvalidInput } from '../../domain/errors.js';
import type { Actor } from '../../domain/people/actor.js';
import { lengthProblem } from '../../domain/structure/new-source.js';

/**
 * Keeps the files of a negotiation under a name, for ever. Throws InvalidInput for a name that is empty, too long or
 * taken, or NotPermitted.
 */
export async function releaseData(database: Database, actor: Actor, release: NewRelease): Promise<number> {
  const { negotiationId, name, releasedAt, sequence } = release;
  return actAs(database, actor, 'edit_structure', releasedAt, async (tx) => {
    const isTaken = (await tx.dataRelease.count({ where: { negotiationId, name } })) > 0;
    const problem = isTaken
      ? { field: 'name', message: `There is a release “${name}” already.` }
      : lengthProblem('name', name, longestReleaseName, 'Give the release a name.');
    if (problem) throw new InvalidInput([problem]);
    const id = await insertRelease(tx, release);
    await recordAudit(tx, {
      at: releasedAt,
      userId: actor.userId,
      action: 'release_data',
      negotiationId,
      subject: 'release',
      subjectId: String(id),
      details: {
        name,
        sequence,
        files: release.files.map((file) => ({ name: file.name, digest: file.digest })),
      },
    });
    return id;
  });
}
