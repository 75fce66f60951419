import type { NewSource } from '../../domain/structure/new-source.js';
import { normalisedUrl, type Source, webAddress } from '../../domain/structure/source.js';
import { cleanName, fold } from '../../domain/text.js';
import type { Reader, Transaction } from '../engine/database.js';
import { inLists } from '../engine/key-lists.js';
import { type Dialect, plainSql, type SqlValue } from '../engine/statements.js';

export function sourceOf(row: Source): Source {
  const { id, outlet, title, url, archiveUrl, author, publishedDate, accessedDate, note } = row;
  return { id, outlet, title, url, archiveUrl, author, publishedDate, accessedDate, note };
}

/**
 * The key under which the address of a new source is found again. The two slashes distinguish it from keys stored by an
 * earlier rule, which decoded bytes as text and so gave different documents the same key; those stay as they are.
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

/** The source recorded under the same normalised URL; null if there is none. */
export async function findSourceByUrl(read: Reader | Transaction, url: string): Promise<Source | null> {
  const [found] = (await findSourcesByUrl(read, [url])).values();
  return found ?? null;
}

/** The oldest sources recorded under these addresses, by normalised URL. */
export async function findSourcesByUrl(
  read: Reader | Transaction,
  urls: readonly string[],
): Promise<ReadonlyMap<string, Source>> {
  return (await findSources(read, { ids: [], urls })).byUrl;
}

/** Recorded sources by id, and the oldest ones recorded under these addresses, by normalised URL. */
export async function findSources(
  read: Reader | Transaction,
  { ids, urls }: { readonly ids: readonly number[]; readonly urls: readonly string[] },
): Promise<{ readonly byId: ReadonlyMap<number, Source>; readonly byUrl: ReadonlyMap<string, Source> }> {
  const keys = new Set(urls.map(webAddress).flatMap((address) => (address ? normalisedUrl(address) : [])));
  const plain = plainSql(read);
  const sql = askedSources(plain.dialect);
  const wanted = [...ids.map((id) => ({ id })), ...[...keys].map((key) => ({ key }))];
  const byId = new Map<number, Source>();
  const oldest = new Map<string, Source>();
  const hosts = new Set<string>();
  for (const source of await inLists(wanted, (list) => plain.rows<Source>(sql, valuesOf(list, hosts)))) {
    const { id, url } = source;
    byId.set(id, source);
    const key = url !== null && URL.canParse(url) ? normalisedUrl(new URL(url)) : '';
    if (id <= (oldest.get(key)?.id ?? id)) oldest.set(key, source);
  }
  const known = [...keys].filter((key) => oldest.has(key));
  return { byId, byUrl: new Map(known.map((key) => [key, oldest.get(key) as Source])) };
}

type Wanted = { readonly id: number } | { readonly key: string };

/** What is asked for in one list; each host, of which there may be more sources, is asked for once in all. */
function valuesOf(wanted: readonly Wanted[], asked: Set<string>): SqlValue[] {
  const ids = wanted.flatMap((each) => ('id' in each ? each.id : []));
  const keys = wanted.flatMap((each) => ('key' in each ? each.key : []));
  const hosts = new Set(keys.map((key) => key.replace(/[/?#].*$/, '')).filter((host) => !asked.has(host)));
  for (const host of hosts) asked.add(host);
  return [ids, keys.flatMap((key) => [`//${key}`, key.replace(/#.*$/, '')]), [...hosts]];
}

/** The columns of a source in a plain statement. */
const sourceColumns = `id, outlet, title, url, archive_url AS archiveUrl, author,
  published_date AS publishedDate, accessed_date AS accessedDate, note`;

/**
 * By id; by keys of the present rule, and of the earlier one for an address of plain characters, where both agree; and
 * keys of a host by the earlier rule that may differ from the present one: `~` sorts after every character in such a key.
 */
function askedSources({ numbers, texts, hasOtherThan }: Dialect): string {
  return `SELECT ${sourceColumns} FROM sources WHERE id IN ${numbers}
    UNION ALL SELECT ${sourceColumns} FROM sources WHERE normalised_url IN ${texts}
    UNION ALL SELECT ${sourceColumns} FROM ${texts} AS hosts CROSS JOIN sources
      WHERE normalised_url >= hosts.value AND normalised_url < hosts.value || '~'
        AND ${hasOtherThan('normalised_url', '-A-Za-z0-9._~/:@!$&()*+,;=')}`;
}

/** Records new sources; returns them in the given order. */
export async function insertSources(tx: Transaction, sources: readonly NewSource[]): Promise<Source[]> {
  if (sources.length === 0) return [];
  const rows = await plainSql(tx).publish('sources', sources.map(columnsOf));
  const ids = rows.map(({ id }) => Number(id)).sort((a, b) => a - b);
  return sources.map((source, place) => ({ ...source, id: ids[place] as number }));
}

/** If the address stays, so does its key: two sources that an earlier rule kept apart may exist side by side. */
export async function updateSource(tx: Transaction, { id, ...source }: Source): Promise<void> {
  const before = await findSource(tx, id);
  const isSame = addressKey(before?.url ?? null) === addressKey(source.url);
  await tx.source.update({ where: { id }, data: isSame ? source : columnsOf(source) });
}

/** How many of the newest sources and citations are asked for their names. */
const newestNamed = 5_000;

/** The names of outlets and agencies on record, the most used first; of spellings that fold alike, the most used. */
export async function namesOnRecord(read: Reader): Promise<string[]> {
  const sql = `SELECT name, count(*) AS uses FROM (
      SELECT outlet AS name FROM (SELECT outlet FROM sources ORDER BY id DESC LIMIT ${newestNamed}) AS outlets
      UNION ALL
      SELECT name FROM (SELECT first_reported_by AS name FROM citations ORDER BY id DESC LIMIT ${newestNamed}) AS agencies
      WHERE name IS NOT NULL
    ) AS named GROUP BY name ORDER BY uses DESC, name`;
  const byName = new Map<string, string>();
  for (const { name } of await plainSql(read).rows<{ name: string }>(sql))
    if (!byName.has(fold(name))) byName.set(fold(name), cleanName(name));
  return [...byName.values()];
}

/** The `most` newest sources on record. */
export async function listSources(read: Reader, most: number): Promise<Source[]> {
  const rows = await read.source.findMany({ orderBy: { id: 'desc' }, take: most });
  return rows.map(sourceOf);
}

/** As much of a source as a list of all sources shows. */
export type ListedSource = Pick<Source, 'id' | 'outlet' | 'title' | 'publishedDate'>;

/** The last recorded sources, or those with the given ids: so many of them, after so many others. */
export async function listedSources(
  read: Reader,
  ids: readonly number[] | null,
  { skipped, most }: { readonly skipped: number; readonly most: number },
): Promise<ListedSource[]> {
  const plain = plainSql(read);
  const select = 'SELECT id, outlet, title, published_date AS publishedDate FROM sources';
  if (ids === null) return plain.rows(`${select} ORDER BY id DESC LIMIT ? OFFSET ?`, [most, skipped]);
  const shown = [...ids].sort((a, b) => b - a).slice(skipped, skipped + most);
  return plain.rows(`${select} WHERE id IN ${plain.dialect.numbers} ORDER BY id DESC`, [shown]);
}

/** How many sources were recorded after one. */
export async function countNewerSources(read: Reader, id: number): Promise<number> {
  const sql = 'SELECT count(*) AS count FROM sources WHERE id > ?';
  return (await plainSql(read).row<{ count: number }>(sql, [id]))?.count ?? 0;
}

/** The sources with the given ids, by id. */
export async function sourcesById(
  read: Reader | Transaction,
  ids: Iterable<number>,
): Promise<ReadonlyMap<number, Source>> {
  const plain = plainSql(read);
  const sql = `SELECT ${sourceColumns} FROM sources WHERE id IN ${plain.dialect.numbers}`;
  const rows = await inLists(ids, (list) => plain.rows<Source>(sql, [list]));
  return new Map(rows.map((row) => [row.id, row]));
}

/** The oldest source on record that is the same: by normalised URL or, without one, by outlet, title and day. */
export async function findSameSource(read: Reader | Transaction, source: NewSource): Promise<Source | null> {
  if (source.url !== null) return findSourceByUrl(read, source.url);
  const { outlet, title, publishedDate } = source;
  const rows = await read.source.findMany({ where: { url: null, publishedDate }, orderBy: { id: 'asc' } });
  const same = rows.find((row) => fold(row.outlet) === fold(outlet) && fold(row.title) === fold(title));
  return same ? sourceOf(same) : null;
}
