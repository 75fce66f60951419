import type { Clocks } from '../../domain/cells/cell.js';
import type { DemandId, PartyId, Sequence } from '../../domain/identifiers.js';
import { type Entry, isVersionKind, type StanceCore } from '../../domain/log/entry.js';
import { Growth } from '../../domain/cells/column.js';
import { Counts } from '../../domain/cells/counts.js';
import { CountsInCells } from '../../domain/cells/counts-in-cells.js';
import { Mentions } from '../../domain/cells/mentions.js';
import { NegotiationLog } from '../../domain/cells/negotiation-log.js';
import type { SequenceSet } from '../../domain/cells/sequence-set.js';
import { StandingEntries } from '../../domain/cells/standing-entries.js';
import type { Times } from '../../domain/cells/times.js';
import { dayNumber } from '../../domain/when.js';
import type { Reader, Transaction } from '../engine/database.js';
import { inTurns } from '../engine/in-turns.js';
import { plainSql } from '../engine/statements.js';
import { lastSequence } from '../log/publications.js';
import type { Counted } from '../log/updates.js';
import { StructureMemory } from './structure-memory.js';
import { UncheckedQuotes } from './unchecked-quotes.js';

/** How many entries are read at once. */
const batchSize = 1_000;

/** What is read of an entry, in this order; for an act, only the first half has values. */
const slimColumns = `e.sequence, e.kind, e.record, e.update_id, e.target, e.batch, s.party_id, s.demand_id, s.position, s.attribution,
  s.effective_date, s.effective_day, s.effective_time, s.speaker_id, s.joint`;

type SlimRow = readonly [
  ...entry: readonly [
    sequence: Sequence,
    kind: Entry['kind'],
    record: Sequence,
    update: number | null,
    target: Sequence | null,
    batch: Sequence | null,
  ],
  ...stance: readonly [
    party: PartyId,
    demand: DemandId,
    position: StanceCore['position'] | null,
    attribution: StanceCore['attribution'],
    date: string,
    day: string,
    time: string | null,
    speaker: number | null,
    joint: Sequence | null,
  ],
];

/** How much of a negotiation's log there is at a pair of clocks. */
export interface NegotiationCounts {
  readonly records: number;
  readonly sources: number;
}

/** On what the position of a record rests. */
export interface RecordSupport {
  /** The entries whose sources say it. */
  readonly entries: readonly Sequence[];
  /** The number of the joint statement that it is part of; null for most. */
  readonly joint: Sequence | null;
}

/** Which cells are meant. */
type IsAsked = (party: PartyId, demand: DemandId) => boolean;

/** Which sources, speakers and updates records name. */
type Named = Readonly<Record<'sources' | 'speakers' | 'updates', Mentions>>;

interface HeldLog {
  readonly log: NegotiationLog;
  readonly named: Named;
  readonly standing: StandingEntries;
  readonly counts: Counts;
  readonly inCells: CountsInCells;
  readonly growth: Growth;
  /** Everything up to this sequence number, in whichever negotiation, has been taken. */
  complete: Sequence;
  extending: Promise<void>;
}

/**
 * The logs of all negotiations asked for so far, without their texts, each loaded once and extended by its new entries.
 */
export class LogMemory {
  /** The structure of the same negotiations. */
  readonly structures: StructureMemory;
  readonly uncheckedQuotes: UncheckedQuotes;
  private readonly logs = new Map<number, HeldLog>();
  /** How many logs are being read for the first time. Only their own pages wait for them. */
  loading = 0;

  constructor(private readonly read: Reader) {
    this.structures = new StructureMemory(read);
    this.uncheckedQuotes = new UncheckedQuotes(read);
  }

  /** The log of a negotiation, complete at least up to a sequence number; without one, up to now. */
  async logOf(negotiationId: number, known?: Sequence): Promise<NegotiationLog> {
    return (await this.upTo(negotiationId, known ?? (await lastSequence(this.read)))).log;
  }

  /**
   * How many records a negotiation has at a pair of clocks, and how many sources their standing entries cite, or what is
   * published by itself does, whose sources these are; with `isAsked`, of records only those in these cells.
   */
  async countsOf(
    negotiationId: number,
    { asOf, known }: Pick<Clocks, 'asOf' | 'known'>,
    own: ReadonlySet<number>,
    isAsked: IsAsked | null = null,
  ): Promise<NegotiationCounts> {
    const held = await this.upTo(negotiationId, known);
    if (isAsked !== null) return inTurns(held.inCells.countAt({ asOf, known }, own, isAsked));
    const { counts } = held;
    const lastDay = asOf === null ? null : dayNumber(asOf);
    return { records: counts.recordsAt(known, lastDay), sources: counts.sourcesAt(known, lastDay, own) };
  }

  /** By the number of a record: on what its position rests, as known at a sequence number. */
  async supportsOf(
    negotiationId: number,
    records: readonly Sequence[],
    known: Sequence,
  ): Promise<ReadonlyMap<Sequence, RecordSupport>> {
    const { log, standing } = await this.upTo(negotiationId, known);
    return new Map(
      records.map((record) => [
        record,
        { entries: standing.supporting(record, known), joint: log.statementOf(record) },
      ]),
    );
  }

  /** What the records that count at a pair of clocks, retracted ones included, name of a kind, and how often. */
  async namedAt(
    negotiationId: number,
    kind: keyof Named,
    { asOf, known }: Pick<Clocks, 'asOf' | 'known'>,
  ): Promise<Times> {
    const { log, named } = await this.upTo(negotiationId, known);
    return named[kind].at(known, recordsCut(log, { asOf, known }));
  }

  /**
   * How often sources are cited at a pair of clocks, and which updates rest on them: by entries that stand, of records
   * that count.
   */
  async citedAt(negotiationId: number, { asOf, known }: Pick<Clocks, 'asOf' | 'known'>): Promise<Counted> {
    return inTurns(citedIn(await this.upTo(negotiationId, known), { asOf, known }));
  }

  /**
   * What counts in a negotiation on a given day; with `isAsked`, only in these cells. Null without a day and without
   * cells: then everything known counts.
   */
  async countedAt(
    negotiationId: number,
    clocks: Pick<Clocks, 'asOf' | 'known'>,
    isAsked: IsAsked | null = null,
  ): Promise<Counted | null> {
    if (clocks.asOf === null && isAsked === null) return null;
    return inTurns(countedOf(await this.upTo(negotiationId, clocks.known), clocks, isAsked));
  }

  private async upTo(negotiationId: number, known: Sequence): Promise<HeldLog> {
    const held = this.logs.get(negotiationId) ?? emptyLog();
    this.logs.set(negotiationId, held);
    // Concurrent readers wait for one another, so that no entry is taken twice.
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
    const isFirst = held.complete === 0;
    if (isFirst) this.loading += 1;
    try {
      const entries = isFirst ? await countEntries(this.read, negotiationId) : null;
      await this.takeTail(held, negotiationId, entries);
      held.complete = known;
    } finally {
      held.growth.share = 1;
      if (isFirst) this.loading -= 1;
    }
  }

  /** Takes what follows, of `all` entries where they were counted. */
  private async takeTail(
    { log, named, standing, counts, growth }: HeldLog,
    negotiationId: number,
    all: number | null,
  ): Promise<void> {
    for (let taken = 0; ; ) {
      const after = log.lastSequence;
      const rows = await slimRows(this.read, negotiationId, after);
      const last = rows.at(-1);
      if (!last) return;
      taken += rows.length;
      if (all !== null) growth.share = Math.min(1, taken / all);
      for (const [record, source, sequence] of await citedBetween(this.read, negotiationId, after, last[0]))
        named.sources.add(source, record, sequence);
      for (const row of rows) takeNamed(named, row);
      for (const [sequence, kind, record, , target] of rows)
        if (kind !== 'report') standing.add(record, { sequence, kind, target });
      log.extend(rows.map(entryOf));
      for (const [sequence, , record] of rows) counts.take(sequence, record);
      if (rows.length < batchSize) return;
    }
  }
}

function emptyLog(): HeldLog {
  const growth = new Growth();
  const log = new NegotiationLog([], growth);
  const mentions = () => new Mentions(growth);
  const named = { sources: mentions(), speakers: mentions(), updates: mentions() };
  const standing = new StandingEntries();
  const counts = new Counts(named.sources, standing, log, growth);
  const inCells = new CountsInCells(log, named.sources, standing);
  return { log, named, standing, counts, inCells, growth, complete: 0, extending: Promise.resolve() };
}

/** The records that count at a pair of clocks, if the day leaves any out; else null. */
function recordsCut(
  log: NegotiationLog,
  { asOf, known }: Pick<Clocks, 'asOf' | 'known'>,
): SequenceSet | null {
  const isCut = asOf !== null && asOf < (log.newestDay(known) ?? asOf);
  return isCut ? log.recordsAt({ asOf, known }) : null;
}

/** Yields between its steps, each of which takes some milliseconds at a million stances. */
function* countedOf(
  { log, named }: HeldLog,
  clocks: Pick<Clocks, 'asOf' | 'known'>,
  isAsked: IsAsked | null,
): Generator<undefined, Counted> {
  const records = isAsked ? log.recordsAt(clocks, log.askedCells(isAsked)) : recordsCut(log, clocks);
  yield;
  const updates = named.updates.at(clocks.known, records);
  yield;
  return { updates, sources: named.sources.at(clocks.known, records) };
}

/** The same of what stands. */
function* citedIn(
  { log, named, standing }: HeldLog,
  clocks: Pick<Clocks, 'asOf' | 'known'>,
): Generator<undefined, Counted> {
  const records = recordsCut(log, clocks);
  yield;
  const updates = named.updates.at(clocks.known, records, standing);
  yield;
  return { updates, sources: named.sources.at(clocks.known, records, standing) };
}

function takeNamed({ speakers, updates }: Named, row: SlimRow): void {
  const [sequence, , record, update] = row;
  const speaker = row[13];
  if (speaker !== null) speakers.add(speaker, record, sequence);
  if (update !== null) updates.add(update, record, sequence);
}

/** The entries, without their texts, of all records that ever stood in one of the cells, in the order of the log. */
export async function entriesOfCells(
  read: Reader | Transaction,
  negotiationId: number,
  cells: readonly { readonly party: number; readonly demand: number }[],
): Promise<Entry[]> {
  const sql = `SELECT DISTINCT ${slimColumns}
    FROM stances stood CROSS JOIN entries act CROSS JOIN entries e LEFT JOIN stances s ON s.sequence = e.sequence
    WHERE stood.demand_id = ? AND stood.party_id = ? AND act.sequence = stood.sequence AND e.record = act.record
      AND e.negotiation_id = ? ORDER BY e.sequence`;
  const plain = plainSql(read);
  const found = new Map<Sequence, SlimRow>();
  for (const { party, demand } of cells) {
    const rows = await plain.lists<SlimRow>(sql, [demand, party, negotiationId]);
    for (const row of rows) found.set(row[0], row);
  }
  return [...found.values()].sort((a, b) => a[0] - b[0]).map(entryOf);
}

/**
 * Each citation of a source after one sequence number, up to and including another: its record, its source, its entry.
 * From the entries of the negotiation: others may have ten times as many citations in between.
 */
function citedBetween(
  read: Reader,
  negotiationId: number,
  after: Sequence,
  last: Sequence,
): Promise<(readonly [record: Sequence, source: number, sequence: Sequence])[]> {
  const sql = `SELECT e.record, c.source_id, c.sequence
    FROM entries e CROSS JOIN citations c
    WHERE e.negotiation_id = ? AND e.sequence > ? AND e.sequence <= ? AND c.sequence = e.sequence
    ORDER BY e.sequence`;
  return plainSql(read).lists(sql, [negotiationId, after, last]);
}

async function countEntries(read: Reader, negotiationId: number): Promise<number> {
  const sql = 'SELECT count(*) AS number FROM entries WHERE negotiation_id = ?';
  const counted = await plainSql(read).row<{ readonly number: number }>(sql, [negotiationId]);
  return Number(counted?.number);
}

function slimRows(read: Reader, negotiationId: number, after: Sequence): Promise<SlimRow[]> {
  const sql = `SELECT ${slimColumns}
    FROM entries e LEFT JOIN stances s ON s.sequence = e.sequence
    WHERE e.negotiation_id = ? AND e.sequence > ? ORDER BY e.sequence LIMIT ${batchSize}`;
  return plainSql(read).lists(sql, [negotiationId, after]);
}

function entryOf(row: SlimRow): Entry {
  const [sequence, kind, record, , target, batch, party, demand, position, attribution, date, day, time] =
    row;
  if (!isVersionKind(kind) || (kind === 'clarification' && target !== null))
    return { sequence, kind, record, target, batch };
  if (position === null) throw new Error(`Entry ${sequence} is a ${kind} without a stance.`);
  const joint = row[14];
  return {
    sequence,
    kind,
    record,
    joint,
    batch,
    stance: { party, demand, position, attribution, date, day, time },
  };
}
