import type { Sequence } from '../domain/entry.js';
import { matchEnd, matchStart } from '../domain/search.js';
import type { Day } from '../domain/when.js';
import type { Reader } from './database.js';
import { type NameKind, nameKinds } from './search-index.js';

/** A stance whose words match, with the signs of `domain/search.ts` around what matched. */
export interface StanceHit {
  readonly sequence: Sequence;
  readonly excerpt: string;
}

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
const excerptWords = 24;

/** Counting words of records that match. Of a record with several matching versions, each is its own hit. */
export async function searchStances(read: Reader, search: StanceSearch): Promise<StanceHit[]> {
  const { negotiationId, query, known, asOf, order, most } = search;
  const latest = asOf ?? '9999-12-31';
  const newest = await read.$queryRaw<{ sequence: number | bigint; rank: number }[]>`
    SELECT stance_search.rowid AS sequence, stance_search.rank AS rank
    FROM stance_search
    JOIN stances ON stances.sequence = stance_search.rowid
    JOIN entries ON entries.sequence = stance_search.rowid
    WHERE stance_search MATCH ${query}
      AND entries.negotiation_id = ${negotiationId}
      AND stance_search.rowid <= CAST(${known} AS INTEGER)
      AND stances.effective_day <= ${latest}
    ORDER BY stance_search.rowid DESC
    LIMIT ${order === 'best' ? rankedHits : most}`;
  if (order === 'best') newest.sort((a, b) => a.rank - b.rank);
  const shown = newest.slice(0, most).map(({ sequence }) => Number(sequence));
  return excerptsOf(read, query, shown);
}

// A number is bound as REAL, with which FTS5 finds another row: hence the casts.
async function excerptsOf(read: Reader, query: string, sequences: readonly Sequence[]): Promise<StanceHit[]> {
  const hits: StanceHit[] = [];
  for (const sequence of sequences) {
    const [row] = await read.$queryRaw<{ excerpt: string }[]>`
      SELECT snippet(stance_search, 0, ${matchStart}, ${matchEnd}, '…', ${excerptWords}) AS excerpt
      FROM stance_search WHERE stance_search MATCH ${query} AND rowid = CAST(${sequence} AS INTEGER)`;
    if (row) hits.push({ sequence, excerpt: row.excerpt });
  }
  return hits;
}

/** Something named by what matches: a demand, a speaker or a source. */
export interface NameHit {
  readonly kind: NameKind;
  readonly id: number;
  readonly excerpt: string;
}

export async function searchNames(read: Reader, query: string, most: number): Promise<NameHit[]> {
  const rows = await read.$queryRaw<{ row: number | bigint; excerpt: string }[]>`
    SELECT rowid AS row, highlight(name_search, 0, ${matchStart}, ${matchEnd}) AS excerpt
    FROM name_search WHERE name_search MATCH ${query} ORDER BY rank LIMIT ${most}`;
  return rows.flatMap(({ row, excerpt }) => {
    const [id, code] = [Math.floor(Number(row) / 4), Number(row) % 4];
    const kind = (Object.keys(nameKinds) as NameKind[]).find((name) => nameKinds[name] === code);
    return kind ? [{ kind, id, excerpt }] : [];
  });
}

/** For each source cited in a negotiation up to a sequence number, the newest update that cites it. */
export async function citingUpdates(
  read: Reader,
  { negotiationId, known }: { readonly negotiationId: number; readonly known: Sequence },
  sources: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await read.updateSource.findMany({
    where: {
      sourceId: { in: [...sources] },
      update: { negotiationId, entries: { some: { sequence: { lte: known } } } },
    },
    orderBy: { updateId: 'asc' },
  });
  return new Map(rows.map(({ sourceId, updateId }) => [sourceId, updateId]));
}
