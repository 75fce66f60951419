import type { ChainHead } from '../../domain/record-chain.js';
import { paths } from '../paths.js';
import type { Reading } from '../reading.js';

/** What a file that is downloaded rests on, and where that can be checked. */
export function chainFacts(
  { chainHead }: Reading,
  address: string,
): (ChainHead & { readonly url: string }) | null {
  return chainHead && { ...chainHead, url: `${address}${paths.chainEntry(chainHead.sequence)}` };
}
