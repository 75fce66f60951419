import type { Sequence } from '../../domain/identifiers.js';
import {
  beforeTheFirst,
  type ChainColumns,
  type ChainHead,
  chainColumns,
  contentText,
  linkText,
} from '../../domain/log/record-chain.js';
import { type OwnTableName, ownTableNames } from '../../domain/log/own-publications.js';
import type { PlainSql } from '../engine/statements.js';
import { amongOf, numbersBetween, type PublishedRow, publishedRows } from './published-rows.js';
import { releaseFindings } from '../releases/release-findings.js';
import { sha256 } from './record-chain.js';

/** Something in the record that is no longer as it was published. */
export interface Finding {
  /** The sequence number that it concerns; null for the record as a whole. */
  readonly sequence: Sequence | null;
  /** A sentence without its number. */
  readonly message: string;
}

export interface Verification {
  /** The newest link; null where there is none. */
  readonly head: ChainHead | null;
  /** How many sequence numbers were checked. */
  readonly count: number;
  readonly findings: readonly Finding[];
}

interface VerificationOptions {
  /** The first sequence number to check; the link before it is trusted. */
  readonly from?: Sequence;
  /** Called with how many numbers are done, and of how many. */
  readonly onProgress?: (done: number, all: number) => void;
  /** The columns that are hashed. */
  readonly columns?: ChainColumns;
}

type Row = Readonly<Record<string, unknown>>;

interface StoredLink {
  readonly salt: string;
  readonly contentHash: string;
  readonly hash: string;
}

const batch = 500;

/**
 * Reads everything published and computes the record chain again, to find sequence numbers that no longer hold what was
 * published, are missing, or were added from elsewhere. What cannot be read is a finding too. It cannot detect edits
 * that an admin may make (names, sources, order), nor that the newest entries were cut off: for that, compare the head
 * with one kept elsewhere.
 */
export async function verifyRecord(
  plain: PlainSql,
  { from = 1, onProgress = () => undefined, columns = chainColumns }: VerificationOptions = {},
): Promise<Verification> {
  const findings: Finding[] = [];
  const tables = await presentTables(plain);
  const last = await lastNumber(plain, tables);
  let previous =
    from === 1
      ? beforeTheFirst
      : ((await linksBetween(plain, from - 1, from - 1)).get(from - 1)?.hash ?? null);
  let head: ChainHead | null = null;
  for (let start = from; start <= last; start += batch) {
    const end = Math.min(start + batch - 1, last);
    const links = await readable(start, end, (a, b) => linksBetween(plain, a, b), findings);
    const rows = await readable(
      start,
      end,
      async (a, b) => new Map((await publishedRows(plain, a, b)).map((row) => [row.sequence, row])),
      findings,
    );
    for (let sequence = start; sequence <= end; sequence += 1) {
      const link = links.get(sequence);
      const message = problemOf(sequence, { row: rows.get(sequence), link, previous }, columns);
      if (message !== null) findings.push({ sequence, message });
      // The next link is compared with this one as stored, so that one altered link is one finding, not one for all
      // that follow.
      previous = link?.hash ?? null;
      if (link) head = { sequence, hash: link.hash };
    }
    onProgress(end - from + 1, last - from + 1);
  }
  findings.push(...(await strayFindings(plain, tables, from)));
  if (from === 1 && tables.hasReleases)
    findings.push(...(await releaseFindings(plain)).map((message) => ({ sequence: null, message })));
  return { head, count: Math.max(last - from + 1, 0), findings: once(findings) };
}

interface Found {
  readonly row: PublishedRow | undefined;
  readonly link: StoredLink | undefined;
  /** The hash of the link before it; null where that is missing. */
  readonly previous: string | null;
}

/** What is wrong with one number; null if nothing is. */
function problemOf(sequence: Sequence, { row, link, previous }: Found, columns: ChainColumns): string | null {
  if (!row && !link) return 'is missing, with its link.';
  if (!row) return 'is in the chain, but not in the log.';
  if (!link) return 'is in the log, but not in the chain.';
  if (sha256(contentOf(row, link.salt, columns)) !== link.contentHash)
    return 'does not hold what was published.';
  if (previous === null) return 'has a link whose place cannot be checked: the one before it is missing.';
  if (sha256(linkText(previous, sequence, link.contentHash)) !== link.hash)
    return 'has a link that does not follow from the one before it.';
  return null;
}

/** Damaged values may be of any type; what cannot be written as text is not what was published. */
function contentOf(row: PublishedRow, salt: string, columns: ChainColumns): string {
  try {
    return contentText({ ...row, salt }, sha256, columns);
  } catch {
    return '';
  }
}

/** The rows between two numbers; where they cannot be read together, halves of them, down to single rows. */
async function readable<Row>(
  from: Sequence,
  to: Sequence,
  read: (from: Sequence, to: Sequence) => Promise<Map<Sequence, Row>>,
  findings: Finding[],
): Promise<Map<Sequence, Row>> {
  try {
    return await read(from, to);
  } catch (error) {
    if (from === to) {
      findings.push({ sequence: from, message: `cannot be read: ${messageOf(error)}.` });
      return new Map();
    }
    const middle = Math.floor((from + to) / 2);
    const [one, other] = [
      await readable(from, middle, read, findings),
      await readable(middle + 1, to, read, findings),
    ];
    return new Map([...one, ...other]);
  }
}

async function linksBetween(
  plain: PlainSql,
  from: Sequence,
  to: Sequence,
): Promise<Map<Sequence, StoredLink>> {
  const numbers = numbersBetween(from, to);
  const rows = await plain.rows<Row>(
    `SELECT sequence, salt, content_hash, hash FROM chain_links WHERE ${amongOf(numbers)('sequence')}`,
    numbers,
  );
  return new Map(
    rows.map(({ sequence, salt, content_hash, hash }) => [
      Number(sequence),
      { salt: String(salt), contentHash: String(content_hash), hash: String(hash) },
    ]),
  );
}

/** The tables whose rows have the number of a publication, as far as the database has them. */
interface PresentTables {
  readonly all: readonly string[];
  /** Those of what is published by itself; a database of an earlier version has none. */
  readonly own: readonly OwnTableName[];
  /** False for a database from before there were releases. */
  readonly hasReleases: boolean;
}

async function presentTables(plain: PlainSql): Promise<PresentTables> {
  const rows = await plain.rows<{ name: string }>(plain.dialect.tables);
  const names = new Set(rows.map(({ name }) => name));
  const own = ownTableNames.filter((name) => names.has(name));
  const sources = names.has('publication_sources') ? ['publication_sources'] : [];
  const all = ['entries', 'stances', 'denials', 'citations', ...sources, ...own];
  return { all, own, hasReleases: names.has('release_removals') };
}

async function lastNumber(plain: PlainSql, { all }: PresentTables): Promise<Sequence> {
  const tables = ['publications', 'chain_links', ...all];
  const rows = await plain.rows<Row>(
    tables.map((table) => `SELECT max(sequence) AS last FROM ${table}`).join(' UNION ALL '),
  );
  return Math.max(0, ...rows.map(({ last }) => Number(last ?? 0)));
}

/** Rows of the log from a number on that were never published, and, in a log checked whole, updates without entries. */
async function strayFindings(
  plain: PlainSql,
  { all, own }: PresentTables,
  from: Sequence,
): Promise<Finding[]> {
  const ofUpdates: readonly (readonly [what: string, sql: string])[] = [
    [
      'update',
      'SELECT id FROM updates WHERE NOT EXISTS (SELECT 1 FROM entries WHERE entries.update_id = updates.id)',
    ],
    [
      'source of an update',
      'SELECT update_id AS id FROM update_sources WHERE update_id NOT IN (SELECT id FROM updates)',
    ],
  ];
  const strays: (readonly [what: string, sql: string])[] = [
    ...(from === 1 ? ofUpdates : []),
    ...all.map(
      (table) =>
        [
          `row of ${table}`,
          `SELECT sequence AS id FROM ${table} WHERE sequence >= ${from}
            AND NOT EXISTS (SELECT 1 FROM publications WHERE publications.sequence = ${table}.sequence)`,
        ] as const,
    ),
    ...own.map(
      (table) =>
        [
          `row of ${table}`,
          `SELECT sequence AS id FROM ${table} WHERE sequence >= ${from} AND (${takenFrom(table, own)})`,
        ] as const,
    ),
  ];
  if (own.length > 0)
    strays.push([
      'source of a publication',
      `SELECT sequence AS id FROM publication_sources WHERE sequence >= ${from}
        AND NOT (${own.map((table) => isIn(table, 'publication_sources')).join(' OR ')})`,
    ]);
  const findings: Finding[] = [];
  for (const [what, sql] of strays) {
    try {
      for (const { id } of await plain.rows<Row>(`${sql} LIMIT 100`))
        findings.push({
          sequence: null,
          message: `The ${what} ${String(id)} belongs to nothing that was published.`,
        });
    } catch (error) {
      findings.push({ sequence: null, message: `The log cannot be read: ${messageOf(error)}.` });
    }
  }
  return findings;
}

/** A condition: the number of the row is that of something else that was published. */
function takenFrom(table: OwnTableName, own: readonly OwnTableName[]): string {
  const others = ['entries', ...own.filter((other) => other !== table)];
  // A database that has such tables may still be without questions.
  const questions = own.includes('alternatives') ? ['questions'] : [];
  const created = ['negotiations', 'participations', 'demands', 'events', ...questions].map(
    (structure) => `EXISTS (SELECT 1 FROM ${structure} c WHERE c.created_sequence = ${table}.sequence)`,
  );
  return [...others.map((other) => isIn(other, table)), ...created].join(' OR ');
}

function isIn(table: string, of: string): string {
  return `EXISTS (SELECT 1 FROM ${table} o WHERE o.sequence = ${of}.sequence)`;
}

function once(findings: readonly Finding[]): Finding[] {
  return [
    ...new Map(findings.map((finding) => [`${finding.sequence} ${finding.message}`, finding])).values(),
  ];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** “№ 46 does not hold what was published.” */
export function findingSentence({ sequence, message }: Finding): string {
  return sequence === null ? message : `№ ${sequence} ${message}`;
}
