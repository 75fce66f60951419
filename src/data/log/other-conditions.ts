import type { CellChange } from '../../domain/cells/changes.js';
import type { Sequence } from '../../domain/identifiers.js';
import { tombstone } from '../../domain/log/removal.js';
import type { Reader } from '../engine/database.js';
import { inLists } from '../engine/key-lists.js';
import { plainSql } from '../engine/statements.js';

interface ConditionsRow {
  readonly sequence: Sequence;
  readonly conditions: string | null;
  readonly agreedFirst: string | null;
  readonly droppedFirst: string | null;
}

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
  const plain = plainSql(read);
  const sql = `SELECT sequence, conditions, agreed_first AS agreedFirst, dropped_first AS droppedFirst
    FROM stances WHERE sequence IN ${plain.dialect.numbers}`;
  const rows = await inLists([...new Set(pairs.flat())], (list) => plain.rows<ConditionsRow>(sql, [list]));
  const found = new Map(rows.map((row) => [row.sequence, row]));
  const areOthers = ([before, after]: readonly [Sequence, Sequence]) =>
    differ(found.get(before) as ConditionsRow, found.get(after) as ConditionsRow);
  return new Set(pairs.filter(areOthers).map(([, after]) => after));
}

/** Words that were removed by law are compared with nothing. */
function differ(one: ConditionsRow, other: ConditionsRow): boolean {
  const isRemoved = one.conditions === tombstone || other.conditions === tombstone;
  return (
    (one.conditions !== other.conditions && !isRemoved) ||
    one.agreedFirst !== other.agreedFirst ||
    one.droppedFirst !== other.droppedFirst
  );
}
