import { inspectWhole } from '../../src/data/chain/inspection.js';
import type { Verification } from '../../src/data/chain/verification.js';
import { engineOfBackup } from '../../src/data/open.js';

/** Everything that is wrong with a database file, as \`verify\` finds it. */
export function inspectFile(file: string): Promise<Verification> {
  return inspectWhole(engineOfBackup(file));
}
