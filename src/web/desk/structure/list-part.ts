import type { Request } from 'express';
import { longestSearch } from '../../../domain/search.js';
import { cleanName } from '../../../domain/text.js';
import { badRequest } from '../../frame/http-errors.js';
import { pageNumberOf } from '../../frame/page-number.js';
import { withQuery } from '../../frame/paths.js';
import type { EditableNoun, ListedItem, Place } from '../../parts/structure/noun.js';

/** What one page of a list shows. */
export interface ListPart {
  readonly items: readonly ListedItem[];
  /** The first is 1. */
  readonly page: number;
  readonly hasMore: boolean;
  /** The words that are searched for; null if the list has a single page, which cannot be searched. */
  readonly words: string | null;
}

/** The part of the list that the address names. */
export async function listPart(noun: EditableNoun, place: Place, { query }: Request): Promise<ListPart> {
  if (noun.pages === null) {
    const items = await noun.list(place, '', { skipped: 0, most: Infinity });
    return { items, page: 1, hasMore: false, words: null };
  }
  const { length } = noun.pages;
  const parameters = query as unknown as URLSearchParams;
  const page = pageNumberOf(parameters);
  const words = cleanName(parameters.get('q') ?? '');
  if (words.length > longestSearch) throw badRequest(`Search for at most ${longestSearch} characters.`);
  const found = await noun.list(place, words, { skipped: (page - 1) * length, most: length + 1 });
  return { items: found.slice(0, length), page, hasMore: found.length > length, words };
}

/** The fragment of the address at which an item is in its list. */
export function rowId(noun: EditableNoun, id: number): string {
  return `${noun.word}-${id}`;
}

/** The page of the list with the item, at its row. */
export async function rowUrl(noun: EditableNoun, place: Place, id: number): Promise<string> {
  const { pages } = noun;
  const page = pages === null ? 1 : 1 + Math.floor((await pages.countBefore(place, id)) / pages.length);
  const path = withQuery(noun.listPath(place.negotiation.slug), { page: page === 1 ? null : String(page) });
  return `${path}#${rowId(noun, id)}`;
}
