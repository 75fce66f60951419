import { statSync } from 'node:fs';

export interface OpenedFiles {
  /** What has become of one of them, in a sentence; null while all are those that were opened. */
  readonly displacement: () => string | null;
  /** False where another file, or none, stands under the name of the database itself. */
  readonly isInPlace: () => boolean;
}

/**
 * Remembers which files stand under the names of a database that has just been opened, with what SQLite keeps beside it.
 * Their descriptors keep working when a file is moved, removed or replaced; what is written to them then is nowhere.
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

/** The device and the number of the file on it: no other file has both while this one is open. */
function identityOf(place: string): string | null {
  const { dev, ino } = statSync(place, { bigint: true, throwIfNoEntry: false }) ?? {};
  return dev === undefined ? null : `${dev} ${ino}`;
}
