import { existsSync, lstatSync, readlinkSync, realpathSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * The absolute path of the SQLite file that a `file:` URL names, relative to the working folder. Symbolic links are
 * followed, even to a file that does not exist yet: a file must have a single name, and so a single lock and log.
 */
export function databaseFile(url: string): string {
  const path = url.replace(/^file:/, '');
  if (path === url || path === '' || path === ':memory:') {
    throw new Error(`The database must be a file, for example file:./data/tracker.db, but is "${url}".`);
  }
  return withoutLinks(resolve(path), 40);
}

function withoutLinks(path: string, most: number): string {
  if (most === 0) throw new Error(`${path} is a symbolic link that leads in a circle.`);
  const place = join(realFolder(dirname(path)), basename(path));
  if (!lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) return place;
  return withoutLinks(resolve(dirname(place), readlinkSync(place)), most - 1);
}

function realFolder(folder: string): string {
  if (existsSync(folder) || folder === dirname(folder)) return realpathSync(folder);
  return join(realFolder(dirname(folder)), basename(folder));
}

/** Throws a sentence if a database has a second name (a hard link), under which it would have another log. */
export function refuseSecondName(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.nlink ?? 1) > 1)
    throw new Error(
      `${file} has a second name (a hard link), under which it could be opened twice. Remove that name, or set DATABASE_URL to a copy.`,
    );
}

/** Removes a database with all the files that SQLite keeps beside it. */
export function removeDatabase(file: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}
