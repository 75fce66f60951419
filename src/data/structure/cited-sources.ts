import type { Sequence } from '../../domain/identifiers.js';
import type { Source } from '../../domain/structure/source.js';
import type { Reader } from '../engine/database.js';
import { type PlainSql, plainSql } from '../engine/plain-sql.js';
import { sourcesById } from './sources.js';
import { lastUpdate, newestUpdatesOf } from '../log/updates.js';

/** By source: the sequence number of the entry of a negotiation that cites it first. */
export type FirstCited = ReadonlyMap<number, Sequence>;

/** A source, and how often the log of a negotiation cites it. */
export interface CitedSource {
  readonly source: Source;
  readonly citationCount: number;
  /** The newest updates that rest on it. */
  readonly updates: readonly { readonly id: number; readonly headline: string }[];
}

const mostUpdates = 5;

/** The sources cited by a sequence number, newest published first; those of no day come last. */
export function citedNewestFirst(read: Reader, firstCited: FirstCited, known: Sequence): number[] {
  // From one index, without the rows: all of them are less than looking each up in the log.
  const sql = 'SELECT id FROM sources ORDER BY published_date DESC NULLS LAST, id';
  return citedAmong(plainSql(read).rows<{ id: number }>(sql), firstCited, known);
}

/** The sources that the log cites by an address and without an archived copy, newest on record first. */
export function citedUnarchived(read: Reader, firstCited: FirstCited, known: Sequence): number[] {
  const sql = 'SELECT id FROM sources WHERE url IS NOT NULL AND archive_url IS NULL ORDER BY id DESC';
  return citedAmong(plainSql(read).rows<{ id: number }>(sql), firstCited, known);
}

function citedAmong(rows: readonly { readonly id: number }[], firstCited: FirstCited, known: Sequence) {
  return rows.map(({ id }) => id).filter((id) => (firstCited.get(id) ?? Number.POSITIVE_INFINITY) <= known);
}

/** The sources in the order given, with what the log of a negotiation holds of each up to a sequence number. */
export async function citedSources(
  read: Reader,
  { negotiationId, known }: { readonly negotiationId: number; readonly known: Sequence },
  ids: readonly number[],
): Promise<CitedSource[]> {
  const byId = await sourcesById(read, ids);
  const sources = ids.flatMap((id) => byId.get(id) ?? []);
  const plain = plainSql(read);
  const published = { negotiationId, last: lastUpdate(plain, known) };
  return sources.map((source) => ({
    source,
    citationCount: countCitations(plain, source.id, negotiationId, known),
    updates: newestUpdatesOf(plain, published, source.id, mostUpdates),
  }));
}

function countCitations(plain: PlainSql, source: number, negotiationId: number, known: Sequence): number {
  const sql = `SELECT count(*) AS count FROM citations c CROSS JOIN entries e
    WHERE c.source_id = ? AND e.sequence = c.sequence AND e.sequence <= ? AND e.negotiation_id = ?`;
  return plain.row<{ count: number }>(sql, [source, known, negotiationId])?.count ?? 0;
}
