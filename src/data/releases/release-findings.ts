import { createHash } from 'node:crypto';
import type { PlainSql } from '../engine/statements.js';

interface FileRow {
  readonly release_id: number;
  readonly ordinal: number;
  readonly name: string;
  readonly digest: string;
}

/** What is wrong with the files of releases, a sentence each: that one does not hold the bytes of its digest. */
export async function releaseFindings(plain: PlainSql): Promise<string[]> {
  const files = await plain.rows<FileRow>(
    `SELECT f.release_id, f.ordinal, f.name, f.digest FROM release_files f
     WHERE NOT EXISTS (SELECT 1 FROM release_removals r WHERE r.release_id = f.release_id)
     ORDER BY f.release_id, f.ordinal`,
  );
  const findings: string[] = [];
  for (const file of files)
    if ((await digestOf(plain, file)) !== file.digest)
      findings.push(
        `The file ${file.name} of the data release ${file.release_id} does not hold what was released.`,
      );
  return findings;
}

async function digestOf(plain: PlainSql, { release_id, ordinal }: FileRow): Promise<string> {
  const hash = createHash('sha256');
  for (let number = 0; ; number += 1) {
    const [piece] = await plain.rows<{ readonly content: string }>(
      'SELECT content FROM release_pieces WHERE release_id = ? AND ordinal = ? AND number = ?',
      [release_id, ordinal, number],
    );
    if (!piece) return hash.digest('hex');
    hash.update(Buffer.from(piece.content, 'base64'));
  }
}
