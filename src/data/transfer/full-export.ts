import type { ChainHead } from '../../domain/log/record-chain.js';
import { columnName } from '../../domain/log/removal.js';
import type { Reader } from '../engine/database.js';

/** The version of the format. Version 1 had no record chain; an import accepts both. */
export const formatVersion = 2;

/**
 * What a full export holds, table by table, each after the tables that its rows refer to. It leaves out what is not
 * part of the record: sessions, invitations and failed sign-ins, which are secret, and drafts and uploads, which are
 * not published.
 */
export const exportedTables = [
  { model: 'user', table: 'users', key: ['id'], secrets: ['passwordHash'] },
  { model: 'publication', table: 'publications', key: ['sequence'] },
  { model: 'negotiation', table: 'negotiations', key: ['id'] },
  { model: 'party', table: 'parties', key: ['id'] },
  { model: 'blocMembership', table: 'bloc_memberships', key: ['blocId', 'memberId'] },
  { model: 'participation', table: 'participations', key: ['negotiationId', 'partyId'] },
  { model: 'speaker', table: 'speakers', key: ['id'] },
  { model: 'topic', table: 'topics', key: ['id'] },
  { model: 'demand', table: 'demands', key: ['id'] },
  { model: 'demandRaiser', table: 'demand_raisers', key: ['demandId', 'partyId'] },
  { model: 'demandAddressee', table: 'demand_addressees', key: ['demandId', 'partyId'] },
  { model: 'demandReplacement', table: 'demand_replacements', key: ['demandId', 'replacedId'] },
  { model: 'event', table: 'events', key: ['id'] },
  { model: 'slugHistory', table: 'slug_history', key: ['id'] },
  { model: 'source', table: 'sources', key: ['id'] },
  { model: 'update', table: 'updates', key: ['id'] },
  { model: 'updateSource', table: 'update_sources', key: ['updateId', 'sourceId'] },
  { model: 'entry', table: 'entries', key: ['sequence'] },
  { model: 'stance', table: 'stances', key: ['sequence'] },
  { model: 'denial', table: 'denials', key: ['sequence'] },
  { model: 'citation', table: 'citations', key: ['id'] },
  { model: 'removal', table: 'removals', key: ['id'] },
  { model: 'chainLink', table: 'chain_links', key: ['sequence'] },
  { model: 'proposal', table: 'proposals', key: ['id'] },
  { model: 'proposalDecision', table: 'proposal_decisions', key: ['proposalId'] },
  { model: 'cellNote', table: 'cell_notes', key: ['id'] },
  { model: 'cellNoteWithdrawal', table: 'cell_note_withdrawals', key: ['noteId'] },
  { model: 'auditEntry', table: 'audit_entries', key: ['id'] },
] as const satisfies readonly ExportedTable[];

interface ExportedTable {
  readonly model: Exclude<keyof Reader, '$queryRaw'>;
  readonly table: string;
  /** The order of its rows. */
  readonly key: readonly string[];
  /** Fields that are not exported. */
  readonly secrets?: readonly string[];
}

/** The first line, which describes the file. */
export interface ExportHead {
  readonly format: 'negotiation-positions';
  readonly version: number;
  /** The state number that was exported. */
  readonly state: number;
  /** The newest link of the record chain; null if nothing was published. */
  readonly chainHead: ChainHead | null;
  /** How many rows each table has. */
  readonly rows: Readonly<Record<string, number>>;
}

/** Every other line: one row, its fields by column name. */
export interface ExportLine {
  readonly table: string;
  readonly row: Readonly<Record<string, unknown>>;
}

type Row = Readonly<Record<string, unknown>>;
type AnyModel = {
  readonly count: () => Promise<number>;
  readonly findMany: (query: object) => Promise<Row[]>;
};

const batch = 500;

/**
 * Everything on record as JSON Lines, in a fixed order, so that the same record gives the same text. The reader must be
 * that of one snapshot. `onProgress` gets how many rows are written, and of how many.
 */
export async function* exportEverything(
  read: Reader,
  onProgress: (done: number, all: number) => void = () => undefined,
): AsyncGenerator<string> {
  const rows: Record<string, number> = {};
  for (const { model, table } of exportedTables) rows[table] = await modelOf(read, model).count();
  const all = Object.values(rows).reduce((sum, count) => sum + count, 0);
  const { number: state } = (await read.state.findUnique({ where: { id: 1 } })) ?? { number: 0 };
  const chainHead = await read.chainLink.findFirst({
    orderBy: { sequence: 'desc' },
    select: { sequence: true, hash: true },
  });
  const head: ExportHead = {
    format: 'negotiation-positions',
    version: formatVersion,
    state,
    chainHead,
    rows,
  };
  yield `${JSON.stringify(head)}\n`;
  let done = 0;
  for (const exported of exportedTables) {
    for await (const found of batchesOf(read, exported)) {
      yield found
        .map((row) => `${JSON.stringify({ table: exported.table, row: lineOf(row, exported) })}\n`)
        .join('');
      done += found.length;
      onProgress(done, all);
    }
  }
}

async function* batchesOf(read: Reader, { model, key }: ExportedTable): AsyncGenerator<Row[]> {
  const orderBy = key.map((name) => ({ [name]: 'asc' }));
  for (let last: Row | undefined; ; ) {
    const rows = await modelOf(read, model).findMany({
      where: last && after(key, last),
      orderBy,
      take: batch,
    });
    if (rows.length > 0) yield rows;
    if (rows.length < batch) return;
    last = rows.at(-1);
  }
}

/** The rows after a given one, by a key of one or two fields; begins with the first field, so that an index is used. */
function after([first, second]: readonly string[], last: Row): object {
  const name = first as string;
  if (second === undefined) return { [name]: { gt: last[name] } };
  const isBehind = [{ [name]: { gt: last[name] } }, { [second]: { gt: last[second] } }];
  return { [name]: { gte: last[name] }, OR: isBehind };
}

function modelOf(read: Reader, model: ExportedTable['model']): AnyModel {
  return read[model] as unknown as AnyModel;
}

function lineOf(row: Row, { secrets = [] }: ExportedTable): Row {
  const told = Object.entries(row).filter(([name]) => !secrets.includes(name));
  return Object.fromEntries(told.map(([name, value]) => [columnName(name), value]));
}
