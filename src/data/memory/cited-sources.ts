import type { Clocks } from '../../domain/cells/cell.js';
import type { Times } from '../../domain/cells/times.js';
import type { Source } from '../../domain/structure/source.js';
import type { Reader } from '../engine/database.js';
import { plainSql } from '../engine/statements.js';
import { sourcesById } from '../structure/sources.js';
import { lastUpdate, newestUpdatesOf, type PublishedUpdates } from '../log/updates.js';
import type { LogMemory } from './log.js';

/** A source, and how often entries that stand cite it in the log of a negotiation. */
export interface CitedSource {
  readonly source: Source;
  readonly citationCount: number;
  /** The newest updates that rest on it. */
  readonly updates: readonly { readonly id: number; readonly headline: string }[];
}

const mostUpdates = 5;

/** The ids of the sources that are cited; `end` is above all of them. */
export type CitedIds = Pick<Times, 'size' | 'has' | 'end'>;

/** With those that are cited by what is published by itself. */
export function alsoCited(cited: CitedIds, own: Iterable<number>): CitedIds {
  const others = new Set([...own].filter((id) => !cited.has(id)));
  return {
    size: cited.size + others.size,
    has: (id) => others.has(id) || cited.has(id),
    end: Math.max(cited.end, ...[...others].map((id) => id + 1)),
  };
}

/** How many sources are looked through at once. */
const batch = 1_000;

/**
 * The sources cited, newest published first, those without a day last, in batches: a page needs only the first of them,
 * and others must get their turn. From one index, without the rows.
 */
export async function* citedNewestFirst(read: Reader, cited: CitedIds): AsyncGenerator<number[]> {
  let left = cited.size;
  for (const isDated of [true, false])
    for (let after: Place | null = null; left > 0; ) {
      const places: Place[] = await placesAfter(read, isDated, after);
      const ids = citedAmong(places, cited);
      left -= ids.length;
      if (ids.length > 0) yield ids;
      if (places.length < batch) break;
      after = places.at(-1) ?? null;
    }
}

interface Place {
  readonly id: number;
  readonly day: string;
}

function placesAfter(read: Reader, isDated: boolean, after: Place | null): Promise<Place[]> {
  const select = 'SELECT id, published_date AS day FROM sources';
  const plain = plainSql(read);
  if (!isDated) {
    const sql = `${select} WHERE published_date IS NULL AND id > ? ORDER BY id LIMIT ${batch}`;
    return plain.rows<Place>(sql, [after?.id ?? 0]);
  }
  const order = `ORDER BY published_date DESC, id LIMIT ${batch}`;
  if (after === null) return plain.rows<Place>(`${select} WHERE published_date IS NOT NULL ${order}`);
  const sql = `${select} WHERE published_date <= ? AND (published_date < ? OR id > ?) ${order}`;
  return plain.rows<Place>(sql, [after.day, after.day, after.id]);
}

/** How many ids of sources are looked through at once for those without an archived copy: their rows are read. */
const idsLookedThrough = 4_000;

/** The sources cited with an address but without an archived copy, newest on record first. */
export async function citedUnarchived(read: Reader, cited: CitedIds): Promise<number[]> {
  const from = 'FROM sources WHERE id < ? AND id >= ? AND url IS NOT NULL AND archive_url IS NULL';
  const found: number[] = [];
  for (let end = cited.end; end > 0; end -= idsLookedThrough)
    for (const id of await plainSql(read).numbers('id', from, [end, end - idsLookedThrough]))
      if (cited.has(id)) found.push(id);
  return found;
}

function citedAmong(rows: readonly { readonly id: number }[], cited: CitedIds): number[] {
  return rows.map(({ id }) => id).filter((id) => cited.has(id));
}

/** What the log of a negotiation says about sources at a pair of clocks. */
export interface Cited {
  readonly cited: Times;
  readonly updates: PublishedUpdates;
}

export async function citedAt(
  { read, memory }: { readonly read: Reader; readonly memory: LogMemory },
  negotiationId: number,
  clocks: Pick<Clocks, 'asOf' | 'known'>,
): Promise<Cited> {
  const counted = await memory.citedAt(negotiationId, clocks);
  const last = await lastUpdate(plainSql(read), clocks.known);
  return { cited: counted.sources, updates: { negotiationId, last, counted } };
}

/** The sources in the given order, each with its citations in the log of a negotiation. */
export async function citedSources(
  read: Reader,
  { cited, updates }: Cited,
  ids: readonly number[],
): Promise<CitedSource[]> {
  const byId = await sourcesById(read, ids);
  const sources = ids.flatMap((id) => byId.get(id) ?? []);
  const plain = plainSql(read);
  const found: CitedSource[] = [];
  for (const source of sources) {
    const newest = await newestUpdatesOf(plain, updates, source.id, mostUpdates);
    found.push({ source, citationCount: cited.get(source.id), updates: newest });
  }
  return found;
}
