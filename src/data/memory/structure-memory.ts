import { changesStructure } from '../../domain/people/audit.js';
import type { Event } from '../../domain/structure/negotiation.js';
import type { BriefingEntry } from '../../domain/structure/briefing.js';
import type { ReservationEntry } from '../../domain/structure/reservation.js';
import type { StanceContext } from '../../domain/log/new-stance.js';
import type { Reader, Transaction } from '../engine/database.js';
import { findNegotiation } from '../structure/negotiations.js';
import { plainSql } from '../engine/statements.js';
import { listSpeakers } from '../structure/speakers.js';
import { briefingsOf } from '../structure/briefings.js';
import { reservationsOf } from '../structure/reservations.js';
import { presentEvents } from '../structure/events.js';

/** A negotiation with its speakers, events, briefings and reservations, as of audit entry `audited`. */
export interface HeldStructure extends Pick<StanceContext, 'negotiation' | 'speakers'> {
  readonly events: readonly Event[];
  readonly briefings: readonly BriefingEntry[];
  readonly reservations: readonly ReservationEntry[];
  readonly audited: number;
}

/**
 * The structure of negotiations, kept in memory. It seldom changes, and each change, by whichever process, leaves an
 * entry in the audit. The audit is looked at every time; on any change all that is held is forgotten.
 */
export class StructureMemory {
  readonly #held = new Map<string, Omit<HeldStructure, 'audited'>>();
  #audited: number | null = null;
  #changes = 0;

  constructor(private readonly read: Reader) {}

  /** The negotiation with a slug as it is now; null if there is none. */
  async find(slug: string): Promise<HeldStructure | null> {
    const audited = await this.#forgetChanged();
    const changes = this.#changes;
    const structure = this.#held.get(slug) ?? (await this.#load(slug));
    if (structure && changes === this.#changes) this.#held.set(slug, structure);
    return structure && { ...structure, audited };
  }

  async #load(slug: string): Promise<Omit<HeldStructure, 'audited'> | null> {
    const negotiation = await findNegotiation(this.read, slug);
    if (!negotiation) return null;
    const { id } = negotiation;
    return {
      negotiation,
      speakers: await listSpeakers(this.read, idsOf(negotiation.parties)),
      events: await presentEvents(this.read, id),
      briefings: await briefingsOf(this.read, id),
      reservations: await reservationsOf(this.read, id),
    };
  }

  /** Returns the id of the newest audit entry; forgets everything first if the structure has changed. */
  async #forgetChanged(): Promise<number> {
    const before = this.#audited;
    const { last, isChanged } = await auditSince(this.read, before);
    if (isChanged) {
      this.#held.clear();
      this.#changes += 1;
    }
    this.#audited = Math.max(last, this.#audited ?? 0);
    return last;
  }
}

/** Whether the structure is still as it was held, as seen in a transaction. */
export async function isUnchanged(read: Reader | Transaction, { audited }: HeldStructure): Promise<boolean> {
  return !(await auditSince(read, audited)).isChanged;
}

async function auditSince(
  read: Reader | Transaction,
  audited: number | null,
): Promise<{ readonly last: number; readonly isChanged: boolean }> {
  if (audited === null) {
    const newest = await plainSql(read).row<{ id: number | null }>('SELECT max(id) AS id FROM audit_entries');
    return { last: newest?.id ?? 0, isChanged: true };
  }
  const sql = 'SELECT id, action FROM audit_entries WHERE id > ? ORDER BY id';
  const rows = await plainSql(read).rows<{ id: number; action: string }>(sql, [audited]);
  return { last: rows.at(-1)?.id ?? audited, isChanged: rows.some(({ action }) => changesStructure(action)) };
}

const idsOf = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id);
