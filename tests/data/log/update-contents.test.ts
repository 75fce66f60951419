import { expect, test } from 'vitest';
import { cellsOfUpdates } from '../../../src/data/log/update-contents.js';
import { createExampleDatabase } from '../../support/database.js';

test('the cells of an update have the first and the last day of what it reports, up to the day that is asked for', async () => {
  const { database, remove } = await createExampleDatabase();
  const { read } = database;
  const stances = await read.stance.findMany({ include: { entry: true } });
  const ofUpdate = (update: number, asOf = '9999') =>
    stances
      .filter(({ entry, effectiveDay }) => entry.updateId === update && effectiveDay <= asOf)
      .map(({ partyId, demandId, effectiveDay, effectiveDate }) => {
        const said = { day: effectiveDay, date: effectiveDate };
        return { party: partyId, demand: demandId, first: said, last: said };
      });
  const inOrder = (cells: readonly { readonly party: number; readonly demand: number }[] = []) =>
    cells.toSorted((one, other) => one.demand - other.demand || one.party - other.party);
  const found = await cellsOfUpdates(read, [1, 2], null);
  expect(inOrder(found.get(2))).toEqual(inOrder(ofUpdate(2)));
  expect(found.get(1)?.length).toBeGreaterThan(10);
  const cut = await cellsOfUpdates(read, [2], '2025-08-15');
  expect(inOrder(cut.get(2))).toEqual(inOrder(ofUpdate(2, '2025-08-15')));
  expect(cut.get(2)?.length).toBeLessThan(ofUpdate(2).length);
  await remove();
});
