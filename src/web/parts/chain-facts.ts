import type { ChainHead } from '../../domain/log/record-chain.js';
import { paths } from '../frame/paths.js';
import type { Reading } from '../frame/reading/reading.js';

/** The link of the record chain behind a downloaded file, and where it can be checked. */
export function chainFacts(
  { chainHead }: Reading,
  address: string,
): (ChainHead & { readonly url: string }) | null {
  return chainHead && { ...chainHead, url: `${address}${paths.chainEntry(chainHead.sequence)}` };
}
