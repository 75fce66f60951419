import type { Entry, Sequence, StanceCore } from '../domain/entry.js';
import { NegotiationLog } from '../domain/negotiation-log.js';
import type { Reader } from './database.js';
import { plainSql } from './plain-sql.js';
import { lastSequence } from './publications.js';
import { StructureMemory } from './structure-memory.js';

/** So many entries are read before others get their turn. */
const batchSize = 1_000;

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

/** How much of a negotiation's log there is up to a sequence number. */
export interface NegotiationCounts {
  readonly records: number;
  readonly sources: number;
}

interface HeldLog {
  readonly log: NegotiationLog;
  /** By source: the sequence number of the entry that cites it first. */
  readonly firstCited: Map<number, Sequence>;
  /** Everything up to this sequence number has been taken, of whichever negotiation it was. */
  complete: Sequence;
  extending: Promise<void>;
}

/** The slim logs of all negotiations that were asked for, each loaded once and extended by its tail. */
export class LogMemory {
  /** What the logs are about. */
  readonly structures: StructureMemory;
  private readonly logs = new Map<number, HeldLog>();

  constructor(private readonly read: Reader) {
    this.structures = new StructureMemory(read);
  }

  /** The log of a negotiation, holding at least everything published up to a sequence number; up to now without one. */
  async logOf(negotiationId: number, known?: Sequence): Promise<NegotiationLog> {
    return (await this.upTo(negotiationId, known ?? (await lastSequence(this.read)))).log;
  }

  /** How many records and sources the negotiation has up to a sequence number. */
  async countsOf(negotiationId: number, known: Sequence): Promise<NegotiationCounts> {
    const { log, firstCited } = await this.upTo(negotiationId, known);
    const cited = [...firstCited.values()].filter((sequence) => sequence <= known);
    return { records: log.recordCount(known), sources: cited.length };
  }

  private async upTo(negotiationId: number, known: Sequence): Promise<HeldLog> {
    const held = this.logs.get(negotiationId) ?? {
      log: new NegotiationLog(),
      firstCited: new Map<number, Sequence>(),
      complete: 0,
      extending: Promise.resolve(),
    };
    this.logs.set(negotiationId, held);
    // Readers that arrive together wait for one another, so that no entry is taken twice.
    if (held.complete < known) {
      held.extending = held.extending
        .catch(() => undefined)
        .then(() => this.extend(held, negotiationId, known));
      await held.extending;
    }
    return held;
  }

  private async extend(held: HeldLog, negotiationId: number, known: Sequence): Promise<void> {
    if (held.complete >= known) return;
    await this.takeTail(held, negotiationId);
    held.complete = known;
  }

  private async takeTail({ log, firstCited }: HeldLog, negotiationId: number): Promise<void> {
    for (;;) {
      const after = log.lastSequence;
      const rows = slimRows(this.read, negotiationId, after);
      if (rows.length === 0) return;
      const last = rows.at(-1)?.sequence as Sequence;
      for (const [source, sequence] of await citedBetween(this.read, negotiationId, after, last)) {
        if (!firstCited.has(source)) firstCited.set(source, sequence);
      }
      log.extend(rows.map(entryOf));
      if (rows.length < batchSize) return;
    }
  }
}

/** The slim entries of all records that ever stood in one of the cells, in the order of the log. */
export async function entriesOfCells(
  read: Reader,
  negotiationId: number,
  cells: readonly { readonly party: number; readonly demand: number }[],
): Promise<Entry[]> {
  const stood = cells.map(({ party, demand }) => ({ partyId: party, demandId: demand }));
  const rows = await read.entry.findMany({
    where: { negotiationId, report: { acts: { some: { stance: { OR: stood } } } } },
    orderBy: { sequence: 'asc' },
    select: slimColumns,
  });
  return rows.map(entryOf);
}

/** Each source that is cited after one sequence number and up to another, with the first entry that does. */
async function citedBetween(
  read: Reader,
  negotiationId: number,
  after: Sequence,
  last: Sequence,
): Promise<[number, Sequence][]> {
  const sql = `SELECT c.source_id AS source, min(c.sequence) AS sequence
    FROM citations c JOIN entries e ON e.sequence = c.sequence
    WHERE c.sequence > ? AND c.sequence <= ? AND e.negotiation_id = ? GROUP BY c.source_id`;
  const rows = plainSql(read).rows<{ source: number; sequence: Sequence }>(sql, [after, last, negotiationId]);
  return rows.map(({ source, sequence }) => [source, sequence]);
}

const slimStance = {
  partyId: true,
  demandId: true,
  position: true,
  attribution: true,
  effectiveDate: true,
  effectiveDay: true,
  effectiveTime: true,
} as const;
const slimColumns = { sequence: true, kind: true, record: true, stance: { select: slimStance } } as const;

function slimRows(read: Reader, negotiationId: number, after: Sequence): SlimRow[] {
  const sql = `SELECT e.sequence, e.kind, e.record, s.party_id AS partyId, s.demand_id AS demandId, s.position,
      s.attribution, s.effective_date AS effectiveDate, s.effective_day AS effectiveDay,
      s.effective_time AS effectiveTime
    FROM entries e LEFT JOIN stances s ON s.sequence = e.sequence
    WHERE e.negotiation_id = ? AND e.sequence > ? ORDER BY e.sequence LIMIT ${batchSize}`;
  type Row = Omit<SlimRow, 'stance'> & NonNullable<SlimRow['stance']>;
  return plainSql(read)
    .rows<Row>(sql, [negotiationId, after])
    .map(({ sequence, kind, record, ...stance }) => ({
      sequence,
      kind,
      record,
      stance: stance.position === null ? null : stance,
    }));
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
