import { createHash, randomBytes } from 'node:crypto';
import type Sqlite from 'better-sqlite3';
import type { Sequence } from '../domain/entry.js';
import { Unavailable } from '../domain/errors.js';
import { beforeTheFirst, contentText, linkText } from '../domain/record-chain.js';
import type { Reader } from './database.js';
import { Prisma } from './generated/client.js';
import { publishedRows, type Query } from './published-rows.js';

/** So many links are written before others get their turn. */
const batch = 250;

/** SHA-256 of a text in UTF-8, as hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Asks in SQL on an open connection of better-sqlite3, past Prisma: a statement takes microseconds this way. */
export function queryOn(connection: Sqlite.Database): Query {
  return (sql) => connection.prepare<[], Record<string, unknown>>(sql).safeIntegers(false).all();
}

/** Throws Unavailable where something was published past the chain: nothing more is recorded then. */
export function requireWholeChain(connection: Sqlite.Database): void {
  const sql = 'SELECT (SELECT max(sequence) FROM publications) IS (SELECT max(sequence) FROM chain_links)';
  if (connection.prepare(sql).pluck().safeIntegers(false).get() !== 1) throw new Unavailable(brokenChain);
}

const brokenChain =
  'The record has entries that are not in its chain, so nothing more is recorded. Whoever runs the server finds what is wrong with “npm run tracker -- verify”.';

/** Writes a link for everything published since the newest one, inside the transaction open on the connection. */
export async function extendRecordChain(connection: Sqlite.Database): Promise<void> {
  const query = queryOn(connection);
  const newest = connection.prepare<[], number | null>('SELECT max(sequence) FROM publications').pluck();
  const last = Number(newest.get() ?? 0);
  const [head] = await query('SELECT sequence, hash FROM chain_links ORDER BY sequence DESC LIMIT 1');
  let previous = head ? String(head.hash) : beforeTheFirst;
  const insert = connection.prepare(
    'INSERT INTO chain_links (sequence, salt, content_hash, hash) VALUES (?, ?, ?, ?)',
  );
  for (let from = Number(head?.sequence ?? 0) + 1; from <= last; from += batch) {
    for (const row of await publishedRows(query, from, Math.min(from + batch - 1, last))) {
      const salt = randomBytes(16).toString('hex');
      const contentHash = sha256(contentText({ ...row, salt }, sha256));
      const hash = sha256(linkText(previous, row.sequence, contentHash));
      insert.run(row.sequence, salt, contentHash, hash);
      previous = hash;
    }
    if (from + batch <= last) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** One link as readers check it. */
export interface ChainLink {
  readonly sequence: Sequence;
  /** RFC 3339, UTC. */
  readonly recordedAt: string;
  readonly contentHash: string;
  readonly hash: string;
}

const withInstant = { include: { publication: { select: { recordedAt: true } } } } as const;

/** The newest link up to a sequence number; null where there is none. */
export async function linkUpTo(read: Reader, known: Sequence): Promise<ChainLink | null> {
  const row = await read.chainLink.findFirst({
    ...withInstant,
    where: { sequence: { lte: known } },
    orderBy: { sequence: 'desc' },
  });
  return row && linkOf(row);
}

export async function findLink(read: Reader, hash: string): Promise<ChainLink | null> {
  const row = await read.chainLink.findUnique({ ...withInstant, where: { hash } });
  return row && linkOf(row);
}

/** All links in order, in batches. */
export async function* linksInBatches(read: Reader): AsyncGenerator<ChainLink[]> {
  let after = 0;
  for (;;) {
    const rows = await read.chainLink.findMany({
      ...withInstant,
      where: { sequence: { gt: after } },
      orderBy: { sequence: 'asc' },
      take: 500,
    });
    if (rows.length > 0) yield rows.map(linkOf);
    if (rows.length < 500) return;
    after = rows.at(-1)?.sequence ?? after;
  }
}

/** The contents of a publication, as they were hashed; null where there is none. */
export async function contentsOf(read: Reader, sequence: Sequence): Promise<string | null> {
  const link = await read.chainLink.findUnique({ where: { sequence } });
  const [row] = await publishedRows(queryOf(read), sequence, sequence);
  return link && row ? contentText({ ...row, salt: link.salt }, sha256) : null;
}

function linkOf(row: {
  readonly sequence: Sequence;
  readonly contentHash: string;
  readonly hash: string;
  readonly publication: { readonly recordedAt: Date };
}): ChainLink {
  const { sequence, contentHash, hash, publication } = row;
  return { sequence, recordedAt: publication.recordedAt.toISOString(), contentHash, hash };
}

/** The same questions through Prisma, whose numbers without a declared type are big. */
export function queryOf(read: Pick<Reader, '$queryRaw'>): Query {
  return async (sql) => {
    const rows = await read.$queryRaw<Record<string, unknown>[]>(Prisma.raw(sql));
    return rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
      ),
    );
  };
}
