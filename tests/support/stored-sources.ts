import type { NewSource } from '../../src/domain/structure/new-source.js';
import type { TestDatabase } from './database.js';

/** A source at a web address. */
export function sourceAt(url: string): NewSource {
  const [outlet, title] = ['Outlet', `The report at ${url}`];
  const none = { archiveUrl: null, author: null, publishedDate: null, accessedDate: null };
  return { outlet, title, url, ...none, note: '' };
}

/** Stores a source as an earlier version did, under the key that it gave the address; answers its id. */
export async function storeEarlier(
  { database }: Pick<TestDatabase, 'database'>,
  url: string,
  normalisedUrl: string,
): Promise<number> {
  const row = await database.write((tx) => tx.source.create({ data: { ...sourceAt(url), normalisedUrl } }));
  return row.id;
}
