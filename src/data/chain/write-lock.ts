import { Unavailable } from '../../domain/errors.js';
import type { PlainSql } from '../engine/statements.js';

/*
 * BEGIN alone takes no lock: a read first and a write later would fail if another process wrote in between. What the
 * transaction goes on from is asked in the same statement; a database on which a statement that has waited sees what was
 * there before it waited must ask for it in another.
 */
const lockAndAsk = `UPDATE state SET number = number WHERE id = 1 RETURNING
  (SELECT max(sequence) FROM publications) AS published,
  (SELECT recorded_at FROM publications ORDER BY sequence DESC LIMIT 1) AS recordedAt,
  (SELECT max(sequence) FROM chain_links) AS linked,
  (SELECT hash FROM chain_links ORDER BY sequence DESC LIMIT 1) AS hash,
  (SELECT max(id) FROM audit_entries) AS audited`;

interface Newest {
  readonly published: number | null;
  readonly recordedAt: Date | string | null;
  readonly linked: number | null;
  readonly hash: string | null;
  readonly audited: number | null;
}

/** Takes the write lock, whatever state the record is in. */
export async function takeWriteLock(plain: PlainSql): Promise<void> {
  await plain.run('UPDATE state SET number = number WHERE id = 1');
}

/** Takes the write lock. Throws Unavailable where something was published past the chain: nothing more is recorded then. */
export async function beginWriting(plain: PlainSql): Promise<void> {
  const row = await plain.row<Newest>(lockAndAsk);
  if (!row) throw new Error('The database has no state row; it was not set up by its migrations.');
  const { published, recordedAt, linked, hash, audited } = row;
  if (published !== linked) throw new Unavailable(brokenChain);
  plain.begin({
    newest:
      published === null || recordedAt === null
        ? null
        : { sequence: published, recordedAt: new Date(recordedAt) },
    head: linked === null || hash === null ? null : { sequence: linked, hash },
    audited: audited ?? 0,
  });
}

const brokenChain =
  'The record has entries that are not in its chain, so nothing more is recorded. Whoever runs the server finds what is wrong with “npm run tracker -- verify”.';
