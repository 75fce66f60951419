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
  const [found] = (await findSourcesByUrl(read, [url])).values();
  return found ?? null;
}

/** So many sources are looked for or written at once. */
const batch = 50;

/** The sources that are known under these addresses, by their normalised URLs. */
export async function findSourcesByUrl(
  read: Reader | Transaction,
  urls: readonly string[],
): Promise<ReadonlyMap<string, Source>> {
  const found = new Map<string, Source>();
  const addresses = urls.map(webAddress).filter((address) => address !== null);
  const wanted = [...new Set(addresses.map(normalisedUrl))];
  for (let start = 0; start < wanted.length; start += batch) {
    const where = { normalisedUrl: { in: wanted.slice(start, start + batch) } };
    for (const row of await read.source.findMany({ where })) {
      if (row.normalisedUrl !== null) found.set(row.normalisedUrl, sourceOf(row));
    }
  }
  return found;
}

/** Fewer are written one by one: Prisma keeps the plan of that. */
const few = 10;

/** Records sources anew; answers them in the order given. */
export async function insertSources(tx: Transaction, sources: readonly NewSource[]): Promise<Source[]> {
  const inserted: Source[] = [];
  if (sources.length < few) {
    for (const source of sources)
      inserted.push(sourceOf(await tx.source.create({ data: columnsOf(source) })));
    return inserted;
  }
  for (let start = 0; start < sources.length; start += batch) {
    const data = sources.slice(start, start + batch).map(columnsOf);
    const rows = await tx.source.createManyAndReturn({ data });
    inserted.push(...rows.sort((a, b) => a.id - b.id).map(sourceOf));
  }
  return inserted;
}

export async function updateSource(tx: Transaction, { id, ...source }: Source): Promise<void> {
  await tx.source.update({ where: { id }, data: columnsOf(source) });
}

/** A source, and how often the log of a negotiation cites it. */
export interface CitedSource {
  readonly source: Source;
  readonly citationCount: number;
  /** The newest updates that rest on it. */
  readonly updates: readonly { readonly id: number; readonly headline: string }[];
}

const mostUpdates = 5;

/** What the negotiation's log cites up to a sequence number, newest published first, from `skip` on. */
export async function citedSources(
  read: Reader,
  negotiationId: number,
  { known, skip, most }: { readonly known: Sequence; readonly skip: number; readonly most: number },
): Promise<CitedSource[]> {
  const inLog = { entry: { negotiationId, sequence: { lte: known } } };
  const published = { negotiationId, entries: { some: { sequence: { lte: known } } } };
  const rows = await read.source.findMany({
    where: { citations: { some: inLog } },
    include: {
      _count: { select: { citations: { where: inLog } } },
      updates: {
        where: { update: published },
        select: { update: { select: { id: true, headline: true } } },
        orderBy: { updateId: 'desc' },
        take: mostUpdates,
      },
    },
    orderBy: [{ publishedDate: { sort: 'desc', nulls: 'last' } }, { id: 'asc' }],
    skip,
    take: most,
  });
  return rows.map((row) => ({
    source: sourceOf(row),
    citationCount: row._count.citations,
    updates: row.updates.map(({ update }) => update),
  }));
}

/** The sources on record, newest first; `most` of them, if it is given. */
export async function listSources(read: Reader, most?: number): Promise<Source[]> {
  const rows = await read.source.findMany({ orderBy: { id: 'desc' }, ...(most && { take: most }) });
  return rows.map(sourceOf);
}

const unarchived = (negotiationId: number) => ({
  url: { not: null },
  archiveUrl: null,
  citations: { some: { entry: { negotiationId } } },
});

/** The sources that the log cites by an address and without an archived copy, newest first. */
export async function unarchivedSources(
  read: Reader,
  negotiationId: number,
  most: number,
): Promise<Source[]> {
  const where = unarchived(negotiationId);
  return (await read.source.findMany({ where, orderBy: { id: 'desc' }, take: most })).map(sourceOf);
}

export async function countUnarchived(read: Reader, negotiationId: number): Promise<number> {
  return read.source.count({ where: unarchived(negotiationId) });
}
