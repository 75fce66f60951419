import type { Clocks } from '../domain/cell.js';
import type { Source } from '../domain/source.js';
import type { Reader } from './database.js';
import type { LogMemory } from './log.js';
import { plainSql } from './plain-sql.js';
import { sourcesById } from './sources.js';
import { lastUpdate, newestUpdatesOf, type PublishedUpdates } from './updates.js';

/** By source: how often the log of a negotiation cites it at a pair of clocks. */
export type CitationCounts = ReadonlyMap<number, number>;

/** A source, and how often the log of a negotiation cites it. */
export interface CitedSource {
  readonly source: Source;
  readonly citationCount: number;
  /** The newest updates that rest on it. */
  readonly updates: readonly { readonly id: number; readonly headline: string }[];
}

const mostUpdates = 5;

/** The sources cited, newest published first; those of no day come last. */
export function citedNewestFirst(read: Reader, cited: CitationCounts): number[] {
  // From one index, without the rows: all of them are less than looking each up in the log.
  const sql = 'SELECT id FROM sources ORDER BY published_date DESC NULLS LAST, id';
  return citedAmong(plainSql(read).rows<{ id: number }>(sql), cited);
}

/** The sources that the log cites by an address and without an archived copy, newest on record first. */
export function citedUnarchived(read: Reader, cited: CitationCounts): number[] {
  const sql = 'SELECT id FROM sources WHERE url IS NOT NULL AND archive_url IS NULL ORDER BY id DESC';
  return citedAmong(plainSql(read).rows<{ id: number }>(sql), cited);
}

function citedAmong(rows: readonly { readonly id: number }[], cited: CitationCounts): number[] {
  return rows.map(({ id }) => id).filter((id) => cited.has(id));
}

/** What the log of a negotiation holds of sources at a pair of clocks. */
export interface Cited {
  readonly cited: CitationCounts;
  readonly updates: PublishedUpdates;
}

export async function citedAt(
  { read, memory }: { readonly read: Reader; readonly memory: LogMemory },
  negotiationId: number,
  clocks: Pick<Clocks, 'asOf' | 'known'>,
): Promise<Cited> {
  const counted = await memory.countedAt(negotiationId, clocks);
  const cited = counted?.sources ?? (await memory.namedAt(negotiationId, 'sources', clocks));
  return { cited, updates: { negotiationId, last: lastUpdate(plainSql(read), clocks.known), counted } };
}

/** The sources in the order given, with what the log of a negotiation holds of each. */
export async function citedSources(
  read: Reader,
  { cited, updates }: Cited,
  ids: readonly number[],
): Promise<CitedSource[]> {
  const byId = await sourcesById(read, ids);
  const sources = ids.flatMap((id) => byId.get(id) ?? []);
  const plain = plainSql(read);
  return sources.map((source) => ({
    source,
    citationCount: cited.get(source.id) ?? 0,
    updates: newestUpdatesOf(plain, updates, source.id, mostUpdates),
  }));
}
