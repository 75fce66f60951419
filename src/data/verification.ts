import type { Sequence } from '../domain/entry.js';
import { beforeTheFirst, type ChainHead, contentText, linkText } from '../domain/record-chain.js';
import { amongOf, numbersBetween, type PublishedRow, publishedRows, type Query } from './published-rows.js';
import { sha256 } from './record-chain.js';

/** Something in the record that is not as it was published. */
export interface Finding {
  /** The sequence number that it concerns; null for the record as a whole. */
  readonly sequence: Sequence | null;
  /** A sentence without its number. */
  readonly message: string;
}

export interface Verification {
  /** The newest link; null where there is none. */
  readonly head: ChainHead | null;
  /** How many sequence numbers were looked at. */
  readonly count: number;
  readonly findings: readonly Finding[];
}

interface VerificationOptions {
  /** The first sequence number to look at; the link before it is taken for granted. */
  readonly from?: Sequence;
  /** Called with how many numbers are done, of how many. */
  readonly onProgress?: (done: number, all: number) => void;
}

interface StoredLink {
  readonly salt: string;
  readonly contentHash: string;
  readonly hash: string;
}

const batch = 500;

/**
 * Reads everything published and computes the record chain again: which sequence numbers no longer hold what was
 * published under them, are missing, or have come from elsewhere. What cannot be read is a finding too. It sees neither
 * what an admin may edit (names, sources, order) nor that the newest entries were cut off: for that, compare the head
 * with one that was kept elsewhere.
 */
export async function verifyRecord(
  query: Query,
  { from = 1, onProgress = () => undefined }: VerificationOptions = {},
): Promise<Verification> {
  const findings: Finding[] = [];
  const last = await lastNumber(query);
  let previous =
    from === 1
      ? beforeTheFirst
      : ((await linksBetween(query, from - 1, from - 1)).get(from - 1)?.hash ?? null);
  let head: ChainHead | null = null;
  for (let start = from; start <= last; start += batch) {
    const end = Math.min(start + batch - 1, last);
    const links = await readable(start, end, (a, b) => linksBetween(query, a, b), findings);
    const rows = await readable(
      start,
      end,
      async (a, b) => new Map((await publishedRows(query, a, b)).map((row) => [row.sequence, row])),
      findings,
    );
    for (let sequence = start; sequence <= end; sequence += 1) {
      const link = links.get(sequence);
      const message = problemOf(sequence, rows.get(sequence), link, previous);
      if (message !== null) findings.push({ sequence, message });
      // The next one is held against the link as it stands, so that one altered link is one finding, not all after it.
      previous = link?.hash ?? null;
      if (link) head = { sequence, hash: link.hash };
    }
    onProgress(end - from + 1, last - from + 1);
  }
  findings.push(...(await strayFindings(query)));
  return { head, count: Math.max(last - from + 1, 0), findings: once(findings) };
}

/** What is wrong with one number; null for nothing. `previous` is null where the link before it is missing. */
function problemOf(
  sequence: Sequence,
  row: PublishedRow | undefined,
  link: StoredLink | undefined,
  previous: string | null,
): string | null {
  if (!row && !link) return 'is missing, with its link.';
  if (!row) return 'is in the chain, but not in the log.';
  if (!link) return 'is in the log, but not in the chain.';
  if (sha256(contentOf(row, link.salt)) !== link.contentHash) return 'does not hold what was published.';
  if (previous === null) return 'has a link whose place cannot be checked: the one before it is missing.';
  if (sha256(linkText(previous, sequence, link.contentHash)) !== link.hash)
    return 'has a link that does not follow from the one before it.';
  return null;
}

/** Damaged values may be of any kind; what cannot be written as text is not what was published. */
function contentOf(row: PublishedRow, salt: string): string {
  try {
    return contentText({ ...row, salt }, sha256);
  } catch {
    return '';
  }
}

/** The rows between two numbers; where they cannot be read together, one by one. */
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

async function linksBetween(query: Query, from: Sequence, to: Sequence): Promise<Map<Sequence, StoredLink>> {
  const numbers = numbersBetween(from, to);
  const rows = await query(
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

async function lastNumber(query: Query): Promise<Sequence> {
  const tables = ['publications', 'chain_links', 'entries', 'stances', 'denials', 'citations'];
  const rows = await query(
    tables.map((table) => `SELECT max(sequence) AS last FROM ${table}`).join(' UNION ALL '),
    [],
  );
  return Math.max(0, ...rows.map(({ last }) => Number(last ?? 0)));
}

/** Rows of the log that belong to no sequence number, so that no link holds them. */
async function strayFindings(query: Query): Promise<Finding[]> {
  const strays: readonly (readonly [what: string, sql: string])[] = [
    [
      'update',
      'SELECT id FROM updates WHERE id NOT IN (SELECT update_id FROM entries WHERE update_id IS NOT NULL)',
    ],
    [
      'source of an update',
      'SELECT update_id AS id FROM update_sources WHERE update_id NOT IN (SELECT id FROM updates)',
    ],
    ...['entries', 'stances', 'denials', 'citations'].map(
      (table) =>
        [
          `row of ${table}`,
          `SELECT sequence AS id FROM ${table} WHERE sequence NOT IN (SELECT sequence FROM publications)`,
        ] as const,
    ),
  ];
  const findings: Finding[] = [];
  for (const [what, sql] of strays) {
    try {
      for (const { id } of await query(`${sql} LIMIT 100`, []))
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
