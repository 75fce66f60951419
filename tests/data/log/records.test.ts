import { expect, test } from 'vitest';
import { correctRecord } from '../../../src/actions/records/correct-record.js';
import { cellsOfRecords, findRecord } from '../../../src/data/log/records.js';
import { valuesOfStance } from '../../../src/domain/log/stance.js';
import { theServer } from '../../../src/domain/people/actor.js';
import { createExampleDatabase } from '../../support/database.js';
import { noon, timeSource } from '../../support/structure.js';

test('the cell of a record is the one to which a correction has moved it', async () => {
  const { database, remove } = await createExampleDatabase();
  const { read } = database;
  const { stance } = (await findRecord(read, 1, 53)) ?? {};
  if (!stance) throw new Error('There is no record 53.');
  const { party, demand } = stance;
  expect(await cellsOfRecords(read, [53, 53, 999])).toEqual(new Map([[53, { party, demand }]]));
  const other = await read.demand.findFirstOrThrow({ where: { negotiationId: 1, id: { not: demand } } });
  const { quoteCheck: _found, ...values } = valuesOfStance(stance);
  const citations = [{ source: 0, locator: null, firstReportedBy: null }];
  const correction = {
    ...{ negotiationId: 1, record: 53, version: stance.sequence, reason: 'It was said of another demand.' },
    ...{ sources: [timeSource], stance: { ...values, demand: other.id, citations } },
  };
  await correctRecord(database, theServer, correction, noon);
  expect(await cellsOfRecords(read, [53])).toEqual(new Map([[53, { party, demand: other.id }]]));
  await remove();
});
