import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { cellsOf, csvRows } from '../../../support/csv-rows.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

test('parties stand in their order, each with its role', async () => {
  const parties = await csvRows(application, `${talks}/parties.csv`);
  expect(parties.map((row) => cellsOf(row, 'party_slug', 'role'))).toEqual([
    ['russia', 'principal'],
    ['ukraine', 'principal'],
    ['united-states', 'mediator'],
    ['european-union', 'backer'],
    ['united-kingdom', 'backer'],
  ]);
});
