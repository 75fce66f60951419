import type { CellChange } from '../../domain/cells/changes.js';
import type { Sequence } from '../../domain/identifiers.js';
import { tombstone } from '../../domain/log/removal.js';
import type { Reader } from '../engine/database.js';
import { type StanceConditions, stanceConditions } from './stance-conditions.js';

/** The stances by which a position was reaffirmed on other conditions than it had before. */
export async function reaffirmedOnOtherConditions(
  read: Reader,
  changes: readonly CellChange[],
): Promise<ReadonlySet<Sequence>> {
  const pairs = changes.flatMap(({ movement, before, after }) =>
    movement === 'reaffirmed' && before.isSet
      ? [[before.setting.version, after.setting.version] as const]
      : [],
  );
  const found = await stanceConditions(read, [...new Set(pairs.flat())]);
  const areOthers = ([before, after]: readonly [Sequence, Sequence]) =>
    differ(found.get(before) as StanceConditions, found.get(after) as StanceConditions);
  return new Set(pairs.filter(areOthers).map(([, after]) => after));
}

/** Words that were removed by law are compared with nothing. */
function differ(one: StanceConditions, other: StanceConditions): boolean {
  const isRemoved = one.conditions === tombstone || other.conditions === tombstone;
  return (
    (one.conditions !== other.conditions && !isRemoved) ||
    one.agreedFirst !== other.agreedFirst ||
    one.droppedFirst !== other.droppedFirst
  );
}
