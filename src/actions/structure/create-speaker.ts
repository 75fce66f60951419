import { actAs } from '../acting.js';
import { recordAudit } from '../../data/audit/audit-log.js';
import type { Database } from '../../data/engine/database.js';
import { forImport } from '../../data/structure/created-for-import.js';
import { insertSpeaker, listSpeakers } from '../../data/structure/speakers.js';
import { requireNegotiation } from './edit-rules.js';
import type { Actor } from '../../domain/people/actor.js';
import type { SpeakerFields } from '../../domain/structure/structure-fields.js';
import { problemsOfSpeaker, refuseProblems } from '../../domain/structure/structure-rules.js';

/** Throws InvalidInput with a problem per field, NotPermitted, or NotFound for the negotiation. */
export async function createSpeaker(
  database: Database,
  actor: Actor,
  {
    negotiationId,
    fields,
    importId,
  }: {
    readonly negotiationId: number;
    readonly fields: SpeakerFields;
    readonly importId?: number;
  },
  now: Date,
): Promise<{ readonly id: number }> {
  return actAs(database, actor, 'edit_references', now, async (tx) => {
    const negotiation = await requireNegotiation(tx, negotiationId);
    const parties = negotiation.parties.map((party) => party.id);
    refuseProblems(problemsOfSpeaker(fields, { parties, others: await listSpeakers(tx, parties) }));
    const id = await insertSpeaker(tx, fields);
    await recordAudit(tx, {
      at: now,
      userId: actor.userId,
      action: 'create_speaker',
      negotiationId,
      subject: 'speaker',
      subjectId: String(id),
      details: { after: { ...fields }, ...forImport(importId) },
    });
    return { id };
  });
}
