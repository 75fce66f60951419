import type { ChainHead } from '../../domain/log/record-chain.js';
import { paths } from '../frame/paths.js';
import type { Reading } from '../frame/reading/reading.js';

/** What a file that is downloaded rests on, and where that can be checked. */
export function chainFacts(
  { chainHead }: Reading,
  address: string,
): (ChainHead & { readonly url: string }) | null {
  return chainHead && { ...chainHead, url: `${address}${paths.chainEntry(chainHead.sequence)}` };
}
