import { NotFound } from '../../domain/errors.js';
import type { StanceContext } from '../../domain/log/new-stance.js';
import { latestToday } from '../../domain/when.js';
import type { Reader, Transaction } from '../../data/engine/database.js';
import { findNegotiationById } from '../../data/structure/negotiations.js';
import { listSpeakers } from '../../data/structure/speakers.js';

/** What a stance of the negotiation is checked against. */
export async function stanceContext(
  tx: Reader | Transaction,
  negotiationId: number,
  sourceCount: number,
  now: Date,
): Promise<StanceContext> {
  const negotiation = await findNegotiationById(tx, negotiationId);
  if (!negotiation) throw new NotFound('There is no such negotiation.');
  const speakers = await listSpeakers(
    tx,
    negotiation.parties.map((party) => party.id),
  );
  return { negotiation, speakers, sourceCount, today: latestToday(now) };
}
