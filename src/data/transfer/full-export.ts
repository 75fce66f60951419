import type { ChainHead } from '../../domain/log/record-chain.js';
import type { Reader } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';
import { columnsOf, type ExportedColumn } from './exported-columns.js';
import { type ExportedTable, exportedTables } from './exported-tables.js';

/** The version of the format. Version 1 had no record chain; an import accepts both. */
export const formatVersion = 2;

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
  for (const { table, isLater = false } of exportedTables as readonly ExportedTable[]) {
    const count = await countOf(read, table);
    if (count > 0 || !isLater) rows[table] = count;
  }
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
  for (const [place, { column, told, isLater }] of columns.entries()) {
    const stored = list[place];
    if (stored === null && isLater) continue;
    row[column] = stored === null ? null : told(stored);
  }
  return row;
}
