import type { Sequence } from '../../domain/identifiers.js';
import { independentOrigins } from '../../domain/log/joint-statement.js';
import { originNamed } from '../../domain/structure/source.js';
import type { Reader } from '../engine/database.js';
import { inLists } from '../engine/key-lists.js';
import { plainSql } from '../engine/statements.js';
import type { LogMemory } from './log.js';

/** A database and the logs in memory: what only memory knows need not be read. */
export interface ReadWithMemory {
  readonly read: Reader;
  readonly memory: LogMemory;
}

/**
 * The independent origins of some records, by their numbers: of the citations that stand at a sequence number. Only the
 * names are read, not the texts.
 */
export async function recordOrigins(
  { read, memory }: ReadWithMemory,
  negotiationId: number,
  records: readonly Sequence[],
  known: Sequence,
): Promise<ReadonlyMap<Sequence, readonly string[]>> {
  const supports = await memory.supportsOf(negotiationId, records, known);
  const entries = [...supports.values()].flatMap((support) => support.entries);
  const origins = await originsCited(read, entries);
  return new Map(
    [...supports].map(([record, support]) => {
      const cited = support.entries.flatMap((entry) => origins.get(entry) ?? []);
      return [record, independentOrigins(support, cited)];
    }),
  );
}

/** The origins that entries cite, folded, by their numbers. Each name is folded once: thousands cite the same few. */
async function originsCited(
  read: Reader,
  entries: readonly Sequence[],
): Promise<ReadonlyMap<Sequence, readonly string[]>> {
  const plain = plainSql(read);
  const sql = `SELECT c.sequence, coalesce(c.first_reported_by, s.outlet)
    FROM citations c CROSS JOIN sources s
    WHERE c.sequence IN ${plain.dialect.numbers} AND s.id = c.source_id`;
  const rows = await inLists(entries, (list) => plain.lists<[Sequence, string]>(sql, [list]));
  const folded = new Map<string, string>();
  const found = new Map<Sequence, string[]>();
  for (const [entry, name] of rows) {
    const origin = folded.get(name) ?? originNamed(name);
    folded.set(name, origin);
    const others = found.get(entry);
    if (others) others.push(origin);
    else found.set(entry, [origin]);
  }
  return found;
}
