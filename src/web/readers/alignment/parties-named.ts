import { listed, namedTogether } from '../../../domain/isolation.js';

/** Of more parties than these a line names three, and of many more none; the others are behind it. */
const [mostNamed, mostCounted] = [3, 6];

/** “nearer in stated position to Russia, Ukraine and 2 more”, with all names where not all stand there. */
export interface PartiesNamed {
  readonly words: string;
  /** All of them; null where the words name each. */
  readonly all: string | null;
}

export function partiesNamed(before: string, names: readonly string[]): PartiesNamed {
  if (names.length <= mostNamed) return { words: `${before} ${namedTogether(names)}`, all: null };
  if (names.length > mostCounted) return { words: `${before} ${names.length} parties`, all: listed(names) };
  const first = listed(names.slice(0, mostNamed));
  return { words: `${before} ${first} and ${names.length - mostNamed} more`, all: listed(names) };
}
