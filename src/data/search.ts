import type { Sequence } from '../domain/entry.js';
import type { Day } from '../domain/when.js';
import type { Reader } from './database.js';
import { Prisma } from './generated/client.js';
import { type NameKind, nameKinds } from './search-index.js';

export interface StanceSearch {
  readonly negotiationId: number;
  readonly query: string;
  readonly known: Sequence;
  /** Null cuts nothing off. */
  readonly asOf: Day | null;
  /** The newest first, or the best of the newest 1,000. */
  readonly order: 'newest' | 'best';
  readonly most: number;
}

/** How many of the newest hits are ranked. */
const rankedHits = 1_000;

/** The stances whose words match. Of a record with several matching versions, each is a hit of its own. */
export async function searchStances(read: Reader, search: StanceSearch): Promise<Sequence[]> {
  const { negotiationId, query, known, asOf, order, most } = search;
  const latest = asOf ?? '9999-12-31';
  // FTS5 goes first, newest first: CROSS JOIN keeps the planner from another order. A number is bound as REAL, with
  // which FTS5 would compare wrongly: hence the cast.
  const newest = await read.$queryRaw<{ sequence: number | bigint; rank: number }[]>`
    SELECT stance_search.rowid AS sequence, ${order === 'best' ? rankColumn : noRank} AS rank
    FROM stance_search
    CROSS JOIN stances ON stances.sequence = stance_search.rowid
    CROSS JOIN entries ON entries.sequence = stance_search.rowid
    WHERE stance_search MATCH ${query}
      AND entries.negotiation_id = ${negotiationId}
      AND stance_search.rowid <= CAST(${known} AS INTEGER)
      AND stances.effective_day <= ${latest}
    ORDER BY stance_search.rowid DESC
    LIMIT ${order === 'best' ? rankedHits : most}`;
  if (order === 'best') newest.sort((a, b) => a.rank - b.rank);
  return newest.slice(0, most).map(({ sequence }) => Number(sequence));
}

const rankColumn = Prisma.sql`stance_search.rank`;
const noRank = Prisma.sql`0`;

/** Something named by what matches: a demand, a speaker or a source. */
export interface NameHit {
  readonly kind: NameKind;
  readonly id: number;
  /** The words by which it was found. */
  readonly words: string;
}

export async function searchNames(read: Reader, query: string, most: number): Promise<NameHit[]> {
  const rows = await read.$queryRaw<{ row: number | bigint; words: string }[]>`
    SELECT rowid AS row, words
    FROM name_search WHERE name_search MATCH ${query} ORDER BY rank LIMIT ${most}`;
  return rows.flatMap(({ row, words }) => {
    const [id, code] = [Math.floor(Number(row) / 4), Number(row) % 4];
    const kind = (Object.keys(nameKinds) as NameKind[]).find((name) => nameKinds[name] === code);
    return kind ? [{ kind, id, words }] : [];
  });
}
