import type { Engine, Inspection } from '../engine/engine.js';
import type { PlainSql } from '../engine/statements.js';
import { type Verification, verifyRecord } from './verification.js';
import { lastVerification } from './verifications.js';

/** How many of the newest links are checked when the server starts. */
const newestLinks = 1_000;

type StorageChecked = Pick<Inspection<unknown>, 'isStorageChecked' | 'isStorageSound'>;

/**
 * Checks a whole database without changing it: its storage, and every entry against the record chain. `lastBefore` is the
 * number of the newest verification when the first entry was read; 0 before the first, and where none could be read.
 */
export async function inspectWhole(
  engine: Engine,
  onProgress: (done: number, all: number) => void = () => undefined,
): Promise<Verification & Pick<StorageChecked, 'isStorageSound'> & { readonly lastBefore: number }> {
  const look = async (plain: PlainSql) => {
    const lastBefore = await lastVerification(plain);
    return { ...(await verifyRecord(plain, { onProgress })), lastBefore };
  };
  const inspection = await engine.inspect('whole', look);
  const { isStorageSound, found } = inspection;
  return { ...together(inspection), isStorageSound, lastBefore: found?.lastBefore ?? 0 };
}

/**
 * What a server checks before it listens: the storage quickly, and the newest part of the chain. The storage of a large
 * database takes too long for that: it is still to be checked.
 */
export async function inspectAtStart(
  engine: Engine,
): Promise<Pick<Verification, 'findings'> & StorageChecked> {
  const look = async (plain: PlainSql) => {
    const newest = await plain.row<{ last: number | null }>('SELECT max(sequence) AS last FROM chain_links');
    return verifyRecord(plain, { from: Math.max(1, (newest?.last ?? 0) - newestLinks + 1) });
  };
  const inspection = await engine.inspect('quick', look);
  const { isStorageChecked, isStorageSound } = inspection;
  return { findings: together(inspection).findings, isStorageChecked, isStorageSound };
}

function together({ findings, found }: Inspection<Verification>): Verification {
  const own = findings.map((message) => ({ sequence: null, message }));
  return found
    ? { ...found, findings: [...own, ...found.findings] }
    : { head: null, count: 0, findings: own };
}
