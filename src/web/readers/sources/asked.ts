import type { Request } from 'express';
import { alsoCited, type CitedIds, citedAt, type Cited } from '../../../data/memory/cited-sources.js';
import { searchSources } from '../../../data/search/search.js';
import { longestSearch, searchTerms } from '../../../domain/search.js';
import { type OwnCitation, ownCitations } from '../../../domain/structure/own-citations.js';
import { cleanName } from '../../../domain/text.js';
import { badRequest } from '../../frame/http-errors.js';
import { textName } from '../../frame/reading/position-filter.js';
import type { Reading } from '../../frame/reading/reading.js';
import type { Services } from '../../frame/services.js';

/** The parameters of the list of sources besides the clocks, each given once. */
export const sourceNames = [textName];

/** The sources that the address asks for. */
export interface SourcesAsked {
  /** Words of outlet, title and author; empty for all. */
  readonly text: string;
  readonly place: Cited;
  readonly own: ReadonlyMap<number, readonly OwnCitation[]>;
  readonly cited: CitedIds;
  /** How many are cited, whatever their words. */
  readonly all: number;
}

/** What is cited at the clocks and has the words that are asked for; 400 for too many of them. */
export async function sourcesAsked(
  { database: { read }, memory }: Services,
  reading: Reading,
  request: Request,
): Promise<SourcesAsked> {
  const text = cleanName((request.query as unknown as URLSearchParams).get(textName) ?? '');
  if (text.length > longestSearch) throw badRequest(`Search for at most ${longestSearch} characters.`);
  const place = await citedAt({ read, memory }, reading.negotiation.id, reading.clocks);
  const own = ownCitations(reading, reading.clocks.asOf);
  const all = alsoCited(place.cited, own.keys());
  if (text === '') return { text, place, own, cited: all, all: all.size };
  const terms = searchTerms(text);
  const found = terms.length === 0 ? [] : await searchSources(read, terms);
  return { text, place, own, cited: amongst(all, found), all: all.size };
}

function amongst(cited: CitedIds, found: readonly number[]): CitedIds {
  const ids = new Set(found.filter((id) => cited.has(id)));
  return { size: ids.size, has: (id) => ids.has(id), end: cited.end };
}
