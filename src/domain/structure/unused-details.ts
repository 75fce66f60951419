import { isolating } from '../isolation.js';
import type { NewSource } from './new-source.js';
import { normalisedUrl, webAddress } from './source.js';
import { fold } from '../text.js';

const details = [
  ['outlet', 'outlet'],
  ['title', 'title'],
  ['author', 'author'],
  ['publishedDate', 'published on'],
  ['archiveUrl', 'archived copy'],
  ['accessedDate', 'accessed on'],
  ['note', 'note'],
] as const;

/**
 * The details given for a source with a known address that are not taken over, because a known source is cited as it
 * is; null if nothing differs. A field left empty does not differ.
 */
export function unusedDetails(known: NewSource, given: NewSource): string | null {
  const unused = details.flatMap(([field, label]) => {
    const text = given[field] ?? '';
    if (text === '' || isSame(known[field] ?? '', text)) return [];
    return [isolating`${label} “${text}” (it has ${known[field] ? `“${known[field]}”` : 'none'})`];
  });
  if (unused.length === 0) return null;
  return isolating`This address is known already, as ${known.outlet}, “${known.title}”, and is cited as it is. Not taken over: ${unused.join('; ')}. To change the source, edit it among the recorded sources.`;
}

function isSame(known: string, given: string): boolean {
  if (fold(known) === fold(given)) return true;
  const [one, other] = [webAddress(known), webAddress(given)];
  return one !== null && other !== null && normalisedUrl(one) === normalisedUrl(other);
}
