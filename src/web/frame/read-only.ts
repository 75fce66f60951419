import type { Lifecycle } from './services.js';

/** Why nothing may be recorded, for readers and editors, as the end of a sentence; null where it may. */
export function readOnlyCause({ readOnly, isDisplaced = false }: Lifecycle): string | null {
  if (readOnly === null) return null;
  return isDisplaced
    ? 'the file of the database was moved or replaced while the server ran'
    : 'a check found that something in the database is not as it was published';
}
