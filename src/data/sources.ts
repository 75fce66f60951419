import type { Sequence } from '../domain/entry.js';
import type { NewSource } from '../domain/new-source.js';
import { normalisedUrl, type Source, webAddress } from '../domain/source.js';
import type { Reader, Transaction } from './database.js';
import type { Source as SourceRow } from './generated/client.js';

export function sourceOf(row: SourceRow): Source {
  const { id, outlet, title, url, archiveUrl, author, publishedDate, accessedDate, note } = row;
  return { id, outlet, title, url, archiveUrl, author, publishedDate, accessedDate, note };
}

function columnsOf(source: NewSource) {
  const address = source.url === null ? null : webAddress(source.url);
  return { ...source, normalisedUrl: address && normalisedUrl(address) };
}

export async function findSource(read: Reader | Transaction, id: number): Promise<Source | null> {
  const row = await read.source.findUnique({ where: { id } });
  return row && sourceOf(row);
}

/** The source that is known under the same normalised URL; null if there is none. */
export async function findSourceByUrl(read: Reader | Transaction, url: string): Promise<Source | null> {
  const address = webAddress(url);
  if (!address) return null;
  const row = await read.source.findUnique({ where: { normalisedUrl: normalisedUrl(address) } });
  return row && sourceOf(row);
}

export async function insertSource(tx: Transaction, source: NewSource): Promise<Source> {
  return sourceOf(await tx.source.create({ data: columnsOf(source) }));
}

export async function updateSource(tx: Transaction, { id, ...source }: Source): Promise<void> {
  await tx.source.update({ where: { id }, data: columnsOf(source) });
}

/** A source, and how often the log of a negotiation cites it. */
export interface CitedSource {
  readonly source: Source;
  readonly citationCount: number;
  readonly updates: readonly { readonly id: number; readonly headline: string }[];
}

/** What the negotiation's log cites up to a sequence number, newest published first. */
export async function citedSources(
  read: Reader,
  negotiationId: number,
  known: Sequence,
): Promise<CitedSource[]> {
  const inLog = { negotiationId, sequence: { lte: known } };
  const rows = await read.source.findMany({
    where: { citations: { some: { entry: inLog } } },
    include: {
      citations: { where: { entry: inLog }, select: { entry: { select: { update: true } } } },
    },
  });
  const cited = rows.map((row) => ({
    source: sourceOf(row),
    citationCount: row.citations.length,
    updates: updatesOf(row.citations),
  }));
  return cited.sort(byPublication);
}

function updatesOf(citations: { entry: { update: { id: number; headline: string } | null } }[]) {
  const updates = new Map<number, { id: number; headline: string }>();
  for (const { entry } of citations) {
    if (entry.update) updates.set(entry.update.id, { id: entry.update.id, headline: entry.update.headline });
  }
  return [...updates.values()];
}

function byPublication(a: CitedSource, b: CitedSource): number {
  const [left, right] = [a.source.publishedDate ?? '', b.source.publishedDate ?? ''];
  return left === right ? a.source.id - b.source.id : left < right ? 1 : -1;
}

/** The sources on record, newest first; `most` of them, if it is given. */
export async function listSources(read: Reader, most?: number): Promise<Source[]> {
  const rows = await read.source.findMany({ orderBy: { id: 'desc' }, ...(most && { take: most }) });
  return rows.map(sourceOf);
}
