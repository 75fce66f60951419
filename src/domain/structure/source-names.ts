import { isolating } from '../isolation.js';
import { fold, wordsOf } from '../text.js';

/** Words that one editor writes as part of a name and another leaves out. */
const leftOut = new Set(
  [
    'the a an der die das le la les el los il lo',
    'news agency newswire newspaper online press wire service www com org net',
    'nachrichtenagentur agence agencia agenzia agencja агентство агенція',
  ].flatMap((words) => words.split(' ')),
);

/** Only in names at least this long does one different letter count as a slip. */
const longEnough = 6;

/**
 * For each name that is nearly one on record, the recorded name, so that a slip does not turn one outlet or agency into
 * two. A name that is itself on record (whatever its case, marks or spaces) is left out.
 */
export function nearNames(names: Iterable<string>, onRecord: readonly string[]): ReadonlyMap<string, string> {
  const folded = new Set(onRecord.map(fold));
  const cores = onRecord.map((name) => ({ name, core: coreOf(name) }));
  const near = new Map<string, string>();
  for (const name of new Set(names)) {
    if (folded.has(fold(name))) continue;
    const core = coreOf(name);
    const found = cores.find((each) => isNear(core, each.core));
    if (found) near.set(name, found.name);
  }
  return near;
}

/** A question to the editor; it blocks nothing. */
export function nearNameWarning(name: string, near: string): string {
  return isolating`“${near}” is on record. Is “${name}” the same? Then write it as it is on record: by other names they count as two origins.`;
}

/** The words that distinguish a name; all of its words if none would be left. */
function coreOf(name: string): string {
  const words = wordsOf(name);
  const telling = words.filter((word) => !leftOut.has(word));
  return (telling.length > 0 ? telling : words).join(' ');
}

function isNear(one: string, other: string): boolean {
  if (one === other) return one !== '';
  if (one.replaceAll(' ', '') === other.replaceAll(' ', '')) return true;
  return Math.min(one.length, other.length) >= longEnough && isOneSlip(one, other);
}

/** One letter inserted, left out or replaced, or two neighbouring letters swapped. */
function isOneSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end))
    end += 1;
  const [a, b] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  return (a.length <= 1 && b.length <= 1) || (a.length === 2 && b === `${a[1]}${a[0]}`);
}
