import { type Cell, type Clocks, classOfStance } from '../../domain/cells/cell.js';
import { buildMatrix } from '../../domain/cells/matrix.js';
import { conditionStates } from '../../domain/cells/condition-state.js';
import type { PartyId, Sequence } from '../../domain/identifiers.js';
import type { Demand, Negotiation, Party } from '../../domain/structure/negotiation.js';
import type { NegotiationLog } from '../../domain/cells/negotiation-log.js';
import { beginsVersion } from '../../domain/log/entry.js';
import type { PublishedEntry, PublishedUpdate } from '../../domain/log/published-entry.js';
import { actsOf } from '../../domain/log/record-acts.js';
import { originsOf } from '../../domain/log/joint-statement.js';
import { recordState } from '../../domain/log/record-state.js';
import { isReservedIn } from '../../domain/cells/reserved.js';
import { stanceState } from '../../domain/cells/stance-status.js';
import type { Day } from '../../domain/when.js';
import type { EntryFacts, ExportRow } from '../../outputs/tables/export-columns.js';
import type { Reader } from '../engine/database.js';
import { inTurns } from '../engine/in-turns.js';
import {
  byRecord,
  entriesOfRecords,
  entriesOfUpdate,
  type EntryOutline,
  outlinesOfRecords,
} from './entries.js';
import { stanceEntriesOfNegotiation } from './stance-entries.js';

/** How many entries are read at once. */
const batch = 100;

/** What an export needs. `asOf` and `knownAt` are printed in every row; `permalink` makes the permalink of a cell. */
export interface ExportContext {
  readonly negotiation: Negotiation;
  readonly log: NegotiationLog;
  readonly clocks: Clocks;
  readonly asOf: Day;
  readonly knownAt: string;
  readonly permalink: (party: Party, demand: Demand) => string;
  /** The parties that reserve the whole at the clocks. */
  readonly reserving: ReadonlySet<PartyId>;
  /** Aborted once nobody is waiting for the rows any more. */
  readonly abandoned: AbortSignal;
}

/** One row per cell in the order of the matrix, empty cells included; if wanted, only of some demands or parties. */
export async function positionRows(
  read: Reader,
  context: ExportContext,
  { demands, parties }: Pick<Negotiation, 'demands' | 'parties'> = context.negotiation,
): Promise<ExportRow[]> {
  const { log, clocks } = context;
  const matrix = buildMatrix(log, idsOf(demands), idsOf(parties), clocks);
  const records = matrix.flat().flatMap((cell) => recordPrinted(cell) ?? []);
  const entries = await chainsOf(read, context, records);
  function* inRows(): Generator<void, ExportRow[]> {
    const rows: ExportRow[] = [];
    for (const [row, demand] of demands.entries()) {
      for (const [column, party] of parties.entries()) {
        const cell = matrix[row]?.[column] as Cell;
        const printed = recordPrinted(cell);
        const ofRecord = printed === null ? [] : (entries.get(printed) ?? []);
        rows.push(positionRow(context, party, demand, cell, ofRecord));
      }
      yield;
    }
    return rows;
  }
  return inTurns(inRows());
}

/** The record of which a cell prints the words or, of a report that was denied, the sources; null if there is none. */
function recordPrinted(cell: Cell): Sequence | null {
  return cell.isSet ? cell.setting.record : (cell.denied?.record ?? null);
}

function positionRow(
  context: ExportContext,
  party: Party,
  demand: Demand,
  cell: Cell,
  entries: readonly PublishedEntry[],
): ExportRow {
  const none: ExportRow = {
    party,
    demand,
    cell,
    entry: null,
    stance: null,
    denial: null,
    conditions: [],
    isReserved: isReservedIn(cell, party.id, context.reserving),
    accountBy: null,
    citations: [],
    origins: null,
    permalink: context.permalink(party, demand),
    ...sharedBy(context),
  };
  if (entries.length === 0) return none;
  const { stance, citations } = recordState(entries);
  const origins = originsOf(stance, citations);
  if (!cell.isSet) {
    const denial = entries.find(({ sequence }) => sequence === cell.denied?.deniedBy)?.denial ?? null;
    return { ...none, denial, citations, origins };
  }
  const version = entries.find((entry) => entry.sequence === stance.sequence) as PublishedEntry;
  const entry = entryFacts(version, entries, null);
  const { negotiation, log, clocks } = context;
  const conditions = conditionStates(stance, negotiation, log, clocks);
  const accountBy = partyOf(context, stance.accountBy);
  return { ...none, entry, stance, citations, origins, accountBy, conditions };
}

/** Every stance in the negotiation's log that counts from a day ≤ `as_of`, in the order of the log, in batches. */
export async function* stanceRowBatches(read: Reader, context: ExportContext): AsyncGenerator<ExportRow[]> {
  const { negotiation, clocks } = context;
  for await (const entries of stanceEntriesOfNegotiation(read, negotiation.id, clocks.known)) {
    const shown = entries.filter((entry) => isShown(entry, clocks));
    const records = [...new Set(shown.map((entry) => entry.record))];
    const chains = await outlinesOfRecords(read, records, clocks.known);
    yield shown.map((entry) => entryRow(context, entry, chains.get(entry.record) ?? [], null));
  }
}

/** The stances that an update published, in order, in batches, each as it now stands in the log. */
export async function* updateRows(
  read: Reader,
  context: ExportContext,
  { id, firstSequence, lastSequence }: Pick<PublishedUpdate, 'id' | 'firstSequence' | 'lastSequence'>,
): AsyncGenerator<ExportRow[]> {
  for (let from = firstSequence; from <= lastSequence; from += batch) {
    const entries = await entriesOfUpdate(read, id, { from, most: batch });
    const records = [...new Set(entries.map((entry) => entry.record))];
    const chains = await outlinesOfRecords(read, records, context.clocks.known);
    yield entries
      .filter(({ stance }) => stance !== null)
      .map((entry) => entryRow(context, entry, chains.get(entry.record) ?? [], null));
  }
}

/** Every entry about the records that ever stood in the cell, newest first, as on the cell's page, in batches. */
export async function* cellLogBatches(
  read: Reader,
  context: ExportContext,
  party: Party,
  demand: Demand,
): AsyncGenerator<ExportRow[]> {
  const { log, clocks } = context;
  const records = log.recordsIn(party.id, demand.id, { asOf: null, known: clocks.known });
  const marks = records
    .flatMap((record) => [...log.entriesOf(record, clocks.known)].map((sequence) => ({ sequence, record })))
    .sort((one, other) => other.sequence - one.sequence);
  for (let start = 0; start < marks.length; start += batch) {
    const part = marks.slice(start, start + batch);
    const chains = await chainsOf(read, context, [...new Set(part.map(({ record }) => record))]);
    const entries = part.flatMap(({ sequence, record }) =>
      (chains.get(record) ?? []).filter((entry) => entry.sequence === sequence),
    );
    yield entries
      .filter((entry) => entry.stance === null || isShown(entry, clocks))
      .map((entry) => entryRow(context, entry, chains.get(entry.record) ?? [], { party, demand }));
  }
}

/** The entries of each record; stops reading once nobody is waiting. */
async function chainsOf(
  read: Reader,
  { clocks, abandoned }: ExportContext,
  records: readonly Sequence[],
): Promise<Map<Sequence, PublishedEntry[]>> {
  const chains = new Map<Sequence, PublishedEntry[]>();
  for (let start = 0; start < records.length; start += batch) {
    abandoned.throwIfAborted();
    const entries = await entriesOfRecords(read, records.slice(start, start + batch), clocks.known);
    for (const [record, chain] of byRecord(entries)) chains.set(record, chain);
  }
  return chains;
}

function isShown({ stance }: PublishedEntry, { asOf, evidence }: Clocks): boolean {
  if (stance === null || (asOf !== null && stance.day > asOf)) return false;
  return evidence !== 'on_record' || classOfStance(stance) === 'on_record';
}

function entryRow(
  context: ExportContext,
  entry: PublishedEntry,
  chain: readonly EntryOutline[],
  cell: { party: Party; demand: Demand } | null,
): ExportRow {
  const { stance, citations } = entry;
  const party = stance ? (partyOf(context, stance.party) as Party) : (cell?.party as Party);
  const demand = stance ? demandOf(context, stance.demand) : (cell?.demand as Demand);
  const state = stance && stanceState(context.log, entry, context.clocks);
  return {
    party,
    demand,
    cell: null,
    entry: entryFacts(entry, chain, state),
    stance,
    denial: null,
    conditions: [],
    isReserved: false,
    accountBy: partyOf(context, stance?.accountBy ?? null),
    citations,
    origins: stance && originsOf(stance, citations),
    permalink: context.permalink(party, demand),
    // Last: V8 takes ten times as long for what is added behind a copy.
    ...sharedBy(context),
  };
}

function entryFacts(
  entry: PublishedEntry,
  chain: readonly EntryOutline[],
  state: EntryFacts['state'],
): EntryFacts {
  const { sequence, kind, record, target, recordedAt, update } = entry;
  const older = chain.filter((other) => beginsVersion(other) && other.sequence < sequence);
  const correctionOf = entry.stance ? (older.at(-1)?.sequence ?? null) : null;
  const { withdrawnBy } = actsOf(chain);
  const retraction = chain.find((other) => other.sequence === withdrawnBy);
  const reason = state?.status === 'retracted' ? (retraction?.reason ?? null) : entry.reason;
  return {
    sequence,
    kind,
    record,
    target,
    recordedAt,
    update: update?.id ?? null,
    correctionOf,
    reason,
    state,
  };
}

function idsOf(rows: readonly { readonly id: number }[]): number[] {
  return rows.map((row) => row.id);
}

/** What is the same in all rows of an export. */
function sharedBy({
  asOf,
  knownAt,
  negotiation,
}: ExportContext): Pick<ExportRow, 'asOf' | 'knownAt' | 'negotiation'> {
  return { asOf, knownAt, negotiation };
}

const places = new WeakMap<Negotiation, { parties: Map<number, Party>; demands: Map<number, Demand> }>();

/** Maps by id, because an export looks them up for every row. */
function placesOf(negotiation: Negotiation) {
  const found = places.get(negotiation) ?? {
    parties: new Map(negotiation.parties.map((party) => [party.id, party])),
    demands: new Map(negotiation.demands.map((demand) => [demand.id, demand])),
  };
  places.set(negotiation, found);
  return found;
}

function partyOf({ negotiation }: ExportContext, id: number | null): Party | null {
  return id === null ? null : (placesOf(negotiation).parties.get(id) ?? null);
}

function demandOf({ negotiation }: ExportContext, id: number): Demand {
  return placesOf(negotiation).demands.get(id) as Demand;
}
