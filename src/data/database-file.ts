import { resolve } from 'node:path';

/** The absolute path of the SQLite file that a `file:` URL names; relative ones start at the working folder. */
export function databaseFile(url: string): string {
  const path = url.replace(/^file:/, '');
  if (path === url || path === '' || path === ':memory:') {
    throw new Error(`The database must be a file, for example file:./data/tracker.db, but is "${url}".`);
  }
  return resolve(path);
}
