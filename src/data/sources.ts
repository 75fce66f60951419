import { setImmediate as giveWay } from 'node:timers/promises';
import type { NewSource } from '../domain/new-source.js';
import { normalisedUrl, type Source, webAddress } from '../domain/source.js';
import { cleanName, fold } from '../domain/text.js';
import type { Reader, Transaction } from './database.js';
import type { Source as SourceRow } from './generated/client.js';
import { inLists } from './key-lists.js';
import { plainSql } from './plain-sql.js';

export function sourceOf(row: SourceRow): Source {
  const { id, outlet, title, url, archiveUrl, author, publishedDate, accessedDate, note } = row;
  return { id, outlet, title, url, archiveUrl, author, publishedDate, accessedDate, note };
}

/**
 * How the address of a new source is found again. The two slashes tell it from what an earlier rule has stored: that
 * read bytes as text, and joined what are two documents; it stays as it is.
 */
function addressKey(url: string | null): string | null {
  const address = url === null ? null : webAddress(url);
  return address && `//${normalisedUrl(address)}`;
}

function columnsOf(source: NewSource) {
  return { ...source, normalisedUrl: addressKey(source.url) };
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

/** The oldest sources that are known under these addresses, by their normalised URLs. */
export async function findSourcesByUrl(
  read: Reader | Transaction,
  urls: readonly string[],
): Promise<ReadonlyMap<string, Source>> {
  const wanted = new Set(urls.map(webAddress).flatMap((address) => (address ? normalisedUrl(address) : [])));
  const oldest = new Map<string, number>();
  const take = ({ id, url }: AddressRow) => {
    const key = URL.canParse(url) ? normalisedUrl(new URL(url)) : '';
    if (wanted.has(key)) oldest.set(key, Math.min(id, oldest.get(key) ?? id));
  };
  const plain = plainSql(read);
  for (const key of wanted)
    plain.rows<AddressRow>(withKey, [`//${key}`, key.replace(/#.*$/, '')]).forEach(take);
  for (const host of new Set([...wanted].map((key) => key.replace(/[/?#].*$/, '')))) {
    plain.rows<AddressRow>(storedEarlier, [host, `${host}~`]).forEach(take);
    await giveWay();
  }
  const ids = [...oldest.values()];
  const byId = new Map<number, Source>();
  for (let start = 0; start < ids.length; start += batch) {
    const rows = await read.source.findMany({ where: { id: { in: ids.slice(start, start + batch) } } });
    for (const row of rows) byId.set(row.id, sourceOf(row));
  }
  return new Map([...oldest].map(([key, id]) => [key, byId.get(id) as Source]));
}

interface AddressRow {
  readonly id: number;
  readonly url: string;
}

/** By the present rule, or by the earlier one where an address has only plain letters, on which both agree. */
const withKey = 'SELECT id, url FROM sources WHERE normalised_url IN (?, ?)';
/** Of one host, by the earlier rule, where the two may differ; `~` comes after every letter of such a key. */
const storedEarlier = `SELECT id, url FROM sources WHERE normalised_url >= ? AND normalised_url < ?
  AND normalised_url GLOB '*[^-A-Za-z0-9._~/:@!$&()*+,;=]*'`;

/** Fewer are written one by one: Prisma keeps the plan of that. */
const few = 10;

/** Records new sources; answers them in the order given. */
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

/** While the address is the same, so is how it is found: two that an earlier rule held apart may stand side by side. */
export async function updateSource(tx: Transaction, { id, ...source }: Source): Promise<void> {
  const before = await findSource(tx, id);
  const isSame = addressKey(before?.url ?? null) === addressKey(source.url);
  await tx.source.update({ where: { id }, data: isSame ? source : columnsOf(source) });
}

/** So many of the newest sources and citations are asked for their names. */
const newestNamed = 5_000;

/** The names of outlets and agencies on record, the most used first; of equal ones the one that is used most. */
export function namesOnRecord(read: Reader): string[] {
  const sql = `SELECT name, count(*) AS uses FROM (
      SELECT outlet AS name FROM (SELECT outlet FROM sources ORDER BY id DESC LIMIT ${newestNamed})
      UNION ALL
      SELECT name FROM (SELECT first_reported_by AS name FROM citations ORDER BY id DESC LIMIT ${newestNamed})
      WHERE name IS NOT NULL
    ) GROUP BY name ORDER BY uses DESC, name`;
  const byName = new Map<string, string>();
  for (const { name } of plainSql(read).rows<{ name: string }>(sql))
    if (!byName.has(fold(name))) byName.set(fold(name), cleanName(name));
  return [...byName.values()];
}

/** The sources on record, newest first; `most` of them, if it is given. */
export async function listSources(read: Reader, most: number): Promise<Source[]> {
  const rows = await read.source.findMany({ orderBy: { id: 'desc' }, take: most });
  return rows.map(sourceOf);
}

/** As much of a source as a list of all shows. */
export type ListedSource = Pick<Source, 'id' | 'outlet' | 'title' | 'publishedDate'>;

/** All sources, or those with these ids, the last recorded first. */
export function listedSources(read: Reader, ids: readonly number[] | null): ListedSource[] {
  const sql = `SELECT id, outlet, title, published_date AS publishedDate FROM sources
    ${ids === null ? '' : 'WHERE id IN (SELECT value FROM json_each(?))'} ORDER BY id DESC`;
  return plainSql(read).rows<ListedSource>(sql, ids === null ? [] : [JSON.stringify(ids)]);
}

/** The sources with these ids, by id. */
export async function sourcesById(
  read: Reader | Transaction,
  ids: Iterable<number>,
): Promise<ReadonlyMap<number, Source>> {
  const rows = await inLists(ids, (list) => read.source.findMany({ where: { id: { in: list } } }));
  return new Map(rows.map((row) => [row.id, sourceOf(row)]));
}
