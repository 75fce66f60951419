import type { Lifecycle } from './services.js';

/** Why nothing can be recorded, as the end of a sentence for readers and editors; null if it can. */
export function readOnlyCause({ readOnly, isDisplaced = false }: Lifecycle): string | null {
  if (readOnly === null) return null;
  return isDisplaced
    ? 'the file of the database was moved or replaced while the server ran'
    : 'a check found that something in the database is not as it was published';
}
