import type { ChainHead } from '../../domain/log/record-chain.js';
import type { Reader } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';
import { columnsOf, type ExportedColumn } from './exported-columns.js';

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

export interface ExportedTable {
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
  for (const { table } of exportedTables) rows[table] = await countOf(read, table);
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
      yield found.map((row) => `${JSON.stringify({ table: exported.table, row })}\n`).join('');
      done += found.length;
      onProgress(done, all);
    }
  }
}

async function countOf(read: Reader, table: string): Promise<number> {
  const counted = await plainSql(read).row<{ count: number }>(`SELECT count(*) AS count FROM "${table}"`);
  return Number(counted?.count);
}

/** Past the query builder, which takes several times as long as the database. */
async function* batchesOf(read: Reader, exported: ExportedTable): AsyncGenerator<ExportLine['row'][]> {
  const columns = columnsOf(read, exported);
  const keys = exported.key.map((field) => columns.findIndex((each) => each.field === field));
  const quoted = columns.map(({ column }) => `"${column}"`);
  const key = keys.map((place) => quoted[place]).join(', ');
  const all = `SELECT ${quoted.join(', ')} FROM "${exported.table}"`;
  const after = `WHERE (${key}) > (${keys.map(() => '?').join(', ')})`;
  for (let last: number[] = []; ; ) {
    const sql = `${all} ${last.length === 0 ? '' : after} ORDER BY ${key} LIMIT ${batch}`;
    // Asked for each time: a snapshot that nobody asks for anything is ended.
    const lists = await plainSql(read).lists<unknown[]>(sql, last);
    if (lists.length > 0) yield lists.map((list) => rowOf(columns, list));
    if (lists.length < batch) return;
    last = keys.map((place) => Number(lists.at(-1)?.[place]));
  }
}

function rowOf(columns: readonly ExportedColumn[], list: readonly unknown[]): ExportLine['row'] {
  const row: Record<string, unknown> = {};
  for (const [place, { column, told }] of columns.entries()) {
    const stored = list[place];
    row[column] = stored === null ? null : told(stored);
  }
  return row;
}
