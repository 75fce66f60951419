import type { Entry, Sequence, StanceCore } from '../domain/entry.js';
import { NegotiationLog } from '../domain/negotiation-log.js';
import type { Reader } from './database.js';

const batchSize = 10_000;

interface SlimRow {
  sequence: number;
  kind: Entry['kind'];
  record: number;
  stance: {
    partyId: number;
    demandId: number;
    position: StanceCore['position'];
    attribution: StanceCore['attribution'];
    effectiveDate: string;
    effectiveDay: string;
    effectiveTime: string | null;
  } | null;
}

/** The slim logs of all negotiations that were asked for, each loaded once and extended by its tail. */
export class LogMemory {
  private readonly logs = new Map<number, { log: NegotiationLog; extending: Promise<void> }>();

  constructor(private readonly read: Reader) {}

  /** The log of a negotiation, holding at least everything published up to now. */
  async logOf(negotiationId: number): Promise<NegotiationLog> {
    const held = this.logs.get(negotiationId) ?? { log: new NegotiationLog(), extending: Promise.resolve() };
    this.logs.set(negotiationId, held);
    // Readers that arrive together wait for one another, so that no entry is taken twice.
    held.extending = held.extending.catch(() => undefined).then(() => this.extend(held.log, negotiationId));
    await held.extending;
    return held.log;
  }

  private async extend(log: NegotiationLog, negotiationId: number): Promise<void> {
    for (;;) {
      const rows = await slimRows(this.read, negotiationId, log.lastSequence);
      log.extend(rows.map(entryOf));
      if (rows.length < batchSize) return;
    }
  }
}

function slimRows(read: Reader, negotiationId: number, after: Sequence): Promise<SlimRow[]> {
  const stance = {
    partyId: true,
    demandId: true,
    position: true,
    attribution: true,
    effectiveDate: true,
    effectiveDay: true,
    effectiveTime: true,
  } as const;
  return read.entry.findMany({
    where: { negotiationId, sequence: { gt: after } },
    orderBy: { sequence: 'asc' },
    take: batchSize,
    select: { sequence: true, kind: true, record: true, stance: { select: stance } },
  });
}

function entryOf({ sequence, kind, record, stance }: SlimRow): Entry {
  if (kind !== 'report' && kind !== 'correction' && kind !== 'clarification')
    return { sequence, kind, record };
  if (!stance) throw new Error(`Entry ${sequence} is a ${kind} without a stance.`);
  return { sequence, kind, record, stance: stanceCoreOf(stance) };
}

function stanceCoreOf(row: NonNullable<SlimRow['stance']>): StanceCore {
  return {
    party: row.partyId,
    demand: row.demandId,
    position: row.position,
    attribution: row.attribution,
    date: row.effectiveDate,
    day: row.effectiveDay,
    time: row.effectiveTime,
  };
}
