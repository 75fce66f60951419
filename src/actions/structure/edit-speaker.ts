import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { listSpeakers, updateSpeaker } from '../../data/structure/speakers.js';
import { asStored, isChange, requireAmong, requireNegotiation } from './edit-rules.js';
import type { Actor } from '../../domain/people/actor.js';
import { type Edit, fieldsOfSpeaker, type SpeakerFields } from '../../domain/structure/structure-fields.js';
import { problemsOfSpeaker, refuseProblems } from '../../domain/structure/structure-rules.js';

/**
 * Changes name or office; a speaker stays with the party. Throws InvalidInput with a problem per field, NotPermitted,
 * NotFound, or Conflict if somebody else changed it meanwhile.
 */
export async function editSpeaker(
  database: Database,
  actor: Actor,
  { negotiationId, id, seen, fields }: Edit<Omit<SpeakerFields, 'party'>>,
  now: Date,
): Promise<void> {
  await actAs(database, actor, 'edit_references', now, async (tx) => {
    const negotiation = await requireNegotiation(tx, negotiationId);
    const parties = negotiation.parties.map((party) => party.id);
    const speakers = await listSpeakers(tx, parties);
    const before = fieldsOfSpeaker(requireAmong(speakers, id, 'speaker'));
    const after = asStored(before, { party: before.party, name: fields.name, role: fields.role });
    if (!isChange(before, after, seen)) return;
    const others = speakers.filter((speaker) => speaker.id !== id);
    refuseProblems(problemsOfSpeaker(after, { parties, others }));
    await updateSpeaker(tx, id, { name: after.name, role: after.role });
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'edit_speaker',
      negotiationId,
      subject: 'speaker',
      subjectId: String(id),
      details: { before: { ...before }, after: { ...after } },
    });
  });
}
