import { createHash, randomBytes } from 'node:crypto';
import type Sqlite from 'better-sqlite3';
import type { EntryKind, Sequence } from '../domain/entry.js';
import { Unavailable } from '../domain/errors.js';
import type { Position } from '../domain/position.js';
import { beforeTheFirst, type Columns, contentText, linkText } from '../domain/record-chain.js';
import { columnName, removableTexts, type TextField, type TextTable, tombstone } from '../domain/removal.js';
import type { Reader } from './database.js';
import { Prisma } from './generated/client.js';
import { type PublishedRow, publishedRows, type Query } from './published-rows.js';

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

/** The link of a sequence number; null where there is none. */
export async function linkAt(read: Reader, sequence: Sequence): Promise<ChainLink | null> {
  const row = await read.chainLink.findUnique({ ...withInstant, where: { sequence } });
  return row && linkOf(row);
}

export async function linkOfHash(read: Reader, hash: string): Promise<ChainLink | null> {
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

/** One entry as a reader checks it by hand. */
export interface ChainEntry {
  readonly link: ChainLink;
  /** The hash that its link follows. */
  readonly previousHash: string;
  /** The contents as they were hashed: JSON. */
  readonly contents: string;
  readonly negotiationId: number;
  /** Null for what is no entry of the log: what was created. */
  readonly kind: EntryKind | null;
  /** What was created: “negotiation”, “party”, “demand”, “event”; null for an entry of the log. */
  readonly created: string | null;
  readonly record: Sequence | null;
  readonly stance: {
    readonly partyId: number;
    readonly demandId: number;
    readonly position: Position;
  } | null;
  /** The texts that stand in the contents as their SHA-256; null for one that the law required to be removed. */
  readonly texts: readonly {
    readonly field: TextField;
    readonly text: string | null;
    readonly hash: string;
  }[];
}

/** Null where there is no entry of that number, or no link. */
export async function chainEntry(read: Reader, sequence: Sequence): Promise<ChainEntry | null> {
  const stored = await read.chainLink.findUnique({ ...withInstant, where: { sequence } });
  const [row] = await publishedRows(queryOf(read), sequence, sequence);
  if (!stored || !row) return null;
  const { entry, stance, created } = row;
  return {
    link: linkOf(stored),
    previousHash: sequence === 1 ? beforeTheFirst : ((await linkAt(read, sequence - 1))?.hash ?? ''),
    contents: contentText({ ...row, salt: stored.salt }, sha256),
    negotiationId: Number(entry?.negotiation_id ?? created?.negotiation_id ?? created?.id ?? 0),
    kind: (entry?.kind as EntryKind | undefined) ?? null,
    created: entry ? null : String(created?.kind ?? ''),
    record: entry ? Number(entry.record) : null,
    stance: stance && {
      partyId: Number(stance.party_id),
      demandId: Number(stance.demand_id),
      position: stance.position as Position,
    },
    texts: textsOf(row),
  };
}

function textsOf({ update, entry, stance, denial, removed }: PublishedRow): ChainEntry['texts'] {
  const rows: Readonly<Record<TextTable, Columns | null>> = {
    updates: update,
    entries: entry,
    stances: stance,
    denials: denial,
  };
  return (Object.keys(rows) as TextTable[]).flatMap((table) =>
    removableTexts[table].flatMap((field) => {
      const text = rows[table]?.[columnName(field)] ?? null;
      if (typeof text !== 'string' || text === '') return [];
      const gone = text === tombstone ? removed.get(`${table}.${field}`) : undefined;
      return [{ field, text: gone ? null : text, hash: gone ?? sha256(text) }];
    }),
  );
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
