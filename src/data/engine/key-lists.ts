/**
 * A statement holds so many values of a list at most: the query builder refuses about 998 in all, those that it adds
 * for what is read along counted, and SQLite itself 32,766.
 */
const most = 250;

/**
 * Asks for what belongs to the keys, each once, in lists that any statement takes; the only place where a list of keys
 * that grows with the data is cut. What is read along with a row must be one row or few: lists of it are asked for in
 * their turn. Answers the rows list by list, in the order of the keys.
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
