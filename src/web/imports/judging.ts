import { setImmediate as giveWay } from 'node:timers/promises';
import type { Database } from '../../data/database.js';
import { stancesOfDays } from '../../data/records.js';
import { stanceContext } from '../../data/stance-context.js';
import { readStancesFile, type StancesFile } from '../../data/stances-file.js';
import { judgeRow, type JudgedRow } from '../../domain/import-rows.js';
import type { StanceContext } from '../../domain/update.js';

/** So many rows are judged before others get their turn. */
const turn = 100;

export interface Judgement {
  readonly file: StancesFile;
  readonly rows: readonly JudgedRow[];
  /** Lines of fine rows that say what is on record already. */
  readonly repeated: readonly number[];
  readonly context: StanceContext;
}

/** Reads an uploaded file and judges every row of it against the negotiation as it is now. */
export async function judge(
  { read }: Database,
  negotiationId: number,
  contents: Uint8Array,
  now: Date,
): Promise<Judgement> {
  const context = await stanceContext(read, negotiationId, 1, now);
  const file = await readStancesFile(contents);
  const rows: JudgedRow[] = [];
  for (const row of file.rows) {
    rows.push(judgeRow(row, context));
    if (rows.length % turn === 0) await giveWay();
  }
  return { file, rows, repeated: await repeatedLines(read, negotiationId, rows), context };
}

async function repeatedLines(
  read: Database['read'],
  negotiationId: number,
  rows: readonly JudgedRow[],
): Promise<number[]> {
  const dates = [...new Set(rows.flatMap(({ stance }) => stance?.date ?? []))];
  const onRecord = new Set((await stancesOfDays(read, negotiationId, dates)).map(keyOf));
  return rows.flatMap(({ line, stance }) => (stance && onRecord.has(keyOf(stance)) ? [line] : []));
}

function keyOf(stance: {
  readonly party: number;
  readonly demand: number;
  readonly date: string;
  readonly position: string;
  readonly attribution: string | null;
}): string {
  return [stance.party, stance.demand, stance.date, stance.position, stance.attribution].join(' ');
}
