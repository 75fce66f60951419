import { listed } from '../isolation.js';
import { codeOf, positionScale } from '../log/position.js';
import type { Party } from '../structure/negotiation.js';
import { unbrokenDate } from '../when.js';
import { nothings } from './cell.js';
import type { StandMark, Unmarked } from './stand-mark.js';

/** The name of a party where there is little room: “EU”. */
export function compactName({ name, shortName }: Pick<Party, 'name' | 'shortName'>): string {
  return shortName ?? name;
}

/** “UK (not assessed), EU (nothing found on 10 Aug 2025)”, parties of one reason together; null for nobody. */
export function unmarkedWords(unmarked: readonly Unmarked[]): string | null {
  const reasons = new Map<string, string[]>();
  for (const { party, cell } of unmarked) {
    const reason = reasonOf(cell);
    reasons.set(reason, [...(reasons.get(reason) ?? []), compactName(party)]);
  }
  const groups = [...reasons].map(([reason, names]) => `${listed(names)} (${reason})`);
  return groups.join('; ') || null;
}

function reasonOf(cell: Unmarked['cell']): string {
  if (!cell.isSet) return (nothings.find(({ value }) => value === cell.nothing)?.short ?? '').toLowerCase();
  const { position, date } = cell.setting.stance;
  return position === 'not_applicable' ? 'not applicable' : `nothing found on ${unbrokenDate(date)}`;
}

/** “was Favours”, with the way in which the mark went: -1 to the left, 1 to the right, 0 within its column. */
export function wasWords({ position, was }: Pick<StandMark, 'position' | 'was'>) {
  if (was === null) return null;
  const [from, to] = [codeOf(was), codeOf(position)];
  const way = from === null || to === null ? 0 : Math.sign(to - from);
  return { way, words: `was ${positionScale(was).short}` };
}
