import { NotFound } from '../../domain/errors.js';
import type { StanceContext } from '../../domain/log/new-stance.js';
import { latestToday } from '../../domain/when.js';
import type { Reader, Transaction } from '../../data/engine/database.js';
import { plainSql } from '../../data/engine/statements.js';
import { type HeldStructure, isUnchanged } from '../../data/memory/structure-memory.js';
import { findNegotiationById } from '../../data/structure/negotiations.js';
import { listSpeakers } from '../../data/structure/speakers.js';

/** Where a stance is published. */
export interface StancePlace {
  readonly negotiationId: number;
  /** The structure of the negotiation as the caller holds it: it is read again only if it has changed. */
  readonly structure?: HeldStructure;
}

/** What a stance of the negotiation is checked against. */
export async function stanceContext(
  tx: Reader | Transaction,
  { negotiationId, structure }: StancePlace,
  sourceCount: number,
  now: Date,
): Promise<StanceContext> {
  const today = latestToday(now);
  if (structure && (await isAsHeld(tx, structure))) {
    const { negotiation, speakers } = structure;
    return { negotiation, speakers, sourceCount, today };
  }
  const negotiation = await findNegotiationById(tx, negotiationId);
  if (!negotiation) throw new NotFound('There is no such negotiation.');
  const speakers = await listSpeakers(
    tx,
    negotiation.parties.map((party) => party.id),
  );
  return { negotiation, speakers, sourceCount, today };
}

/** The audit is asked only if anything was written since the structure was read. */
async function isAsHeld(tx: Reader | Transaction, structure: HeldStructure): Promise<boolean> {
  return plainSql(tx).begun?.audited === structure.audited || isUnchanged(tx, structure);
}
