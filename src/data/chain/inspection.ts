import type { Engine, Inspection } from '../engine/engine.js';
import type { PlainSql } from '../engine/statements.js';
import { type Verification, verifyRecord } from './verification.js';

/** How many of the newest links are checked when the server starts. */
const newestLinks = 1_000;

type StorageChecked = Pick<Inspection<unknown>, 'isStorageChecked' | 'isStorageSound'>;

/** Checks a whole database without changing it: its storage, and every entry against the record chain. */
export async function inspectWhole(
  engine: Engine,
  onProgress: (done: number, all: number) => void = () => undefined,
): Promise<Verification & Pick<StorageChecked, 'isStorageSound'>> {
  const look = (plain: PlainSql) => verifyRecord(plain, { onProgress });
  const inspection = await engine.inspect('whole', look);
  return { ...together(inspection), isStorageSound: inspection.isStorageSound };
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
