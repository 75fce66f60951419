import { hash as hashOf, randomBytes } from 'node:crypto';
import type { Sequence } from '../../domain/identifiers.js';
import type { Columns } from '../../domain/log/columns.js';
import type { EntryKind } from '../../domain/log/entry.js';
import type { OwnPublication } from '../../domain/log/own-publications.js';
import type { Position } from '../../domain/log/position.js';
import {
  beforeTheFirst,
  type ChainColumns,
  chainColumns,
  contentText,
  linkText,
} from '../../domain/log/record-chain.js';
import {
  columnName,
  removableTexts,
  type TextField,
  type TextTable,
  tombstone,
} from '../../domain/log/removal.js';
import type { Reader } from '../engine/database.js';
import { type NewRow, type PlainSql, plainSql } from '../engine/statements.js';
import { type PublishedRow, publishedRows } from './published-rows.js';
import { writtenRows } from './written-rows.js';

/** How many publications are read and linked at once. */
const batch = 250;

/** SHA-256 of a text in UTF-8, as hexadecimal digits. */
export function sha256(text: string): string {
  return hashOf('sha256', text);
}

/**
 * Writes a link for everything published since the newest link, within the open transaction. Rows that this transaction
 * published are hashed as the database returned them when they were inserted; rows that were written in another way (by a
 * migration, from a file) are read.
 */
export async function extendRecordChain(
  plain: PlainSql,
  columns: ChainColumns = chainColumns,
): Promise<void> {
  const written = writtenRows(plain);
  if (written) {
    const starts = Array.from({ length: Math.ceil(written.count / batch) }, (_, place) => place * batch);
    let { previous } = written;
    const insert = (start: number) => () => {
      const links = linksOf(written.rows(start, start + batch), { previous, columns });
      previous = links.at(-1)?.hash ?? previous;
      return plain.insertAll('chain_links', links);
    };
    return plain.inSuccession(starts.map(insert));
  }
  const newest = await plain.row<{ last: number | null }>('SELECT max(sequence) AS last FROM publications');
  const last = newest?.last ?? 0;
  const head = await plain.row<{ sequence: number; hash: string }>(
    'SELECT sequence, hash FROM chain_links ORDER BY sequence DESC LIMIT 1',
  );
  let previous = head?.hash ?? beforeTheFirst;
  for (let from = (head?.sequence ?? 0) + 1; from <= last; from += batch) {
    const rows = await publishedRows(plain, from, Math.min(from + batch - 1, last));
    const links = linksOf(rows, { previous, columns });
    await plain.insertAll('chain_links', links);
    previous = links.at(-1)?.hash ?? previous;
  }
}

interface NewLink {
  readonly sequence: Sequence;
  readonly salt: string;
  readonly contentHash: string;
  readonly hash: string;
}

/** A link for each of the rows, after the one with the hash `previous`. */
function linksOf(
  rows: readonly PublishedRow[],
  { previous, columns }: { readonly previous: string; readonly columns: ChainColumns },
): (NewLink & NewRow)[] {
  let hash = previous;
  const salts = randomBytes(16 * rows.length);
  return rows.map((row, index) => {
    const salt = salts.toString('hex', 16 * index, 16 * (index + 1));
    const contentHash = sha256(contentText({ ...row, salt }, sha256, columns));
    hash = sha256(linkText(hash, row.sequence, contentHash));
    return { sequence: row.sequence, salt, contentHash, hash };
  });
}

/** One link, as readers check it. */
export interface ChainLink {
  readonly sequence: Sequence;
  /** RFC 3339, UTC. */
  readonly recordedAt: string;
  readonly contentHash: string;
  readonly hash: string;
}

const linkColumns = `SELECT l.sequence, p.recorded_at, l.content_hash, l.hash
  FROM chain_links l JOIN publications p ON p.sequence = l.sequence`;

interface LinkRow {
  readonly sequence: Sequence;
  readonly recorded_at: Date;
  readonly content_hash: string;
  readonly hash: string;
}

function linkOf({ sequence, recorded_at, content_hash, hash }: LinkRow): ChainLink {
  return { sequence, recordedAt: recorded_at.toISOString(), contentHash: content_hash, hash };
}

/** The link of a sequence number; null if there is none. */
export async function linkAt(read: Reader, sequence: Sequence): Promise<ChainLink | null> {
  const row = await plainSql(read).row<LinkRow>(`${linkColumns} WHERE l.sequence = ?`, [sequence]);
  return row ? linkOf(row) : null;
}

/** The link with a hash; null if there is none. */
export async function linkOfHash(read: Reader, hash: string): Promise<ChainLink | null> {
  const row = await plainSql(read).row<LinkRow>(`${linkColumns} WHERE l.hash = ?`, [hash]);
  return row ? linkOf(row) : null;
}

/** All links in order, in batches. */
export async function* linksInBatches(read: Reader): AsyncGenerator<ChainLink[]> {
  let after = 0;
  for (;;) {
    const sql = `${linkColumns} WHERE l.sequence > ? ORDER BY l.sequence LIMIT 500`;
    const rows = await plainSql(read).rows<LinkRow>(sql, [after]);
    if (rows.length > 0) yield rows.map(linkOf);
    if (rows.length < 500) return;
    after = rows.at(-1)?.sequence ?? after;
  }
}

/** One entry, as a reader checks it by hand. */
export interface ChainEntry {
  readonly link: ChainLink;
  /** The hash of the link before it. */
  readonly previousHash: string;
  /** The contents as they were hashed: JSON text. */
  readonly contents: string;
  readonly negotiationId: number;
  /** Null for structure, which is no entry of the log. */
  readonly kind: EntryKind | null;
  /**
   * The structure that was created: “negotiation”, “party”, “demand” or “event”, with its id; null for an entry of the
   * log.
   */
  readonly created: { readonly kind: string; readonly id: number } | null;
  /** What was published by itself; null for anything else. */
  readonly own: OwnPublication | null;
  readonly record: Sequence | null;
  readonly stance: {
    readonly partyId: number;
    readonly demandId: number;
    readonly position: Position;
  } | null;
  /** The texts whose SHA-256 stands in the contents; null for one that had to be removed by law. */
  readonly texts: readonly {
    readonly field: TextField;
    readonly text: string | null;
    readonly hash: string;
  }[];
}

/** Null if there is no entry with that number, or no link. */
export async function chainEntry(read: Reader, sequence: Sequence): Promise<ChainEntry | null> {
  const plain = plainSql(read);
  const link = await linkAt(read, sequence);
  const salted = await plain.row<{ salt: string }>('SELECT salt FROM chain_links WHERE sequence = ?', [
    sequence,
  ]);
  const [row] = await publishedRows(plain, sequence, sequence);
  if (!link || !salted || !row) return null;
  const { entry, stance, created, own } = row;
  return {
    link,
    previousHash: sequence === 1 ? beforeTheFirst : ((await linkAt(read, sequence - 1))?.hash ?? ''),
    contents: contentText({ ...row, salt: salted.salt }, sha256),
    negotiationId: Number(
      entry?.negotiation_id ?? own?.row.negotiation_id ?? created?.negotiation_id ?? created?.id ?? 0,
    ),
    kind: (entry?.kind as EntryKind | undefined) ?? null,
    created: entry || !created ? null : { kind: String(created.kind), id: Number(created.id) },
    own,
    record: entry ? Number(entry.record) : null,
    stance: stance && {
      partyId: Number(stance.party_id),
      demandId: Number(stance.demand_id),
      position: stance.position as Position,
    },
    texts: textsOf(row),
  };
}

function textsOf({ update, entry, stance, denial, own, removed }: PublishedRow): ChainEntry['texts'] {
  const rows: Readonly<Partial<Record<TextTable, Columns | null>>> = {
    updates: update,
    entries: entry,
    stances: stance,
    denials: denial,
    ...(own && own.table in removableTexts && { [own.table]: own.row }),
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
