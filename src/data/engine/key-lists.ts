/**
 * The most values of a list in one statement. The query builder refuses more than about 998 in all, including those it
 * adds for related rows; SQLite itself refuses more than 32,766.
 */
const most = 250;

/**
 * Loads what belongs to the keys, each once, in lists short enough for any statement; the only place that splits a list
 * of keys that grows with the data. Related rows loaded along must be one or few per row; longer lists of them need a
 * call of their own. Returns the rows list by list, in the order of the keys.
 */
export async function inLists<Key, Row>(
  keys: Iterable<Key>,
  load: (list: Key[]) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const distinct = [...new Set(keys)];
  const rows: Row[] = [];
  for (let start = 0; start < distinct.length; start += most) {
    for (const row of await load(distinct.slice(start, start + most))) rows.push(row);
  }
  return rows;
}
