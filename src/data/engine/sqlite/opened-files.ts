import { statSync } from 'node:fs';

export interface OpenedFiles {
  /** What has happened to one of them, in a sentence; null while all are still the ones that were opened. */
  readonly displacement: () => string | null;
  /** False if the database's name now belongs to another file, or to none. */
  readonly isInPlace: () => boolean;
}

/**
 * Remembers which files a database that has just been opened consists of. Their descriptors keep working if a file is
 * moved, removed or replaced, but what is then written to them is lost.
 */
export function watchOpenedFiles(file: string): OpenedFiles {
  const opened = ['', '-wal', '-shm']
    .map((suffix) => `${file}${suffix}`)
    .map((place) => ({ place, identity: identityOf(place) }))
    .filter(({ identity }) => identity !== null);
  const moved = () => opened.find(({ place, identity }) => identityOf(place) !== identity)?.place;
  return {
    displacement: () => {
      const place = moved();
      return place === undefined
        ? null
        : `${place} was moved, removed or replaced while the database was open.`;
    },
    isInPlace: () => moved() !== file,
  };
}

/** The device and inode: no other file has the same two while this one is open. */
function identityOf(place: string): string | null {
  const { dev, ino } = statSync(place, { bigint: true, throwIfNoEntry: false }) ?? {};
  return dev === undefined ? null : `${dev} ${ino}`;
}
