import type { CellInUpdate, SaidOn } from '../../domain/cells/update-contents.js';
import type { DemandId, PartyId } from '../../domain/identifiers.js';
import type { Day } from '../../domain/when.js';
import type { Reader } from '../engine/database.js';
import { inLists } from '../engine/key-lists.js';
import { plainSql } from '../engine/statements.js';

/** The cells of each update, by update; with a day, only what counts from it or before. */
export async function cellsOfUpdates(
  read: Reader,
  updates: readonly number[],
  asOf: Day | null,
): Promise<ReadonlyMap<number, readonly CellInUpdate[]>> {
  const plain = plainSql(read);
  // A day has ten characters, so that a text that begins with it is ordered by it.
  const said = "s.effective_day || ' ' || s.effective_date";
  const sql = `SELECT e.update_id AS id, s.party_id AS party, s.demand_id AS demand,
      min(${said}) AS first, max(${said}) AS last
    FROM entries e JOIN stances s ON s.sequence = e.sequence
    WHERE e.update_id IN ${plain.dialect.numbers} ${asOf === null ? '' : 'AND s.effective_day <= ?'}
    GROUP BY e.update_id, s.party_id, s.demand_id`;
  const rows = await inLists(updates, (list) =>
    plain.rows<CellRow>(sql, asOf === null ? [list] : [list, asOf]),
  );
  const found = new Map<number, CellInUpdate[]>();
  for (const { id, first, last, ...cell } of rows) {
    const own = found.get(id) ?? [];
    own.push({ ...cell, first: saidOn(first), last: saidOn(last) });
    found.set(id, own);
  }
  return found;
}

interface CellRow {
  readonly id: number;
  readonly party: PartyId;
  readonly demand: DemandId;
  readonly first: string;
  readonly last: string;
}

function saidOn(text: string): SaidOn {
  return { day: text.slice(0, 10), date: text.slice(11) };
}
