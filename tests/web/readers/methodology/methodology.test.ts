import { afterAll, beforeAll, expect, test } from 'vitest';
import { nothings } from '../../../../src/domain/cells/cell.js';
import { gaps } from '../../../../src/domain/cells/gap.js';
import { attributions } from '../../../../src/domain/attribution.js';
import { positions } from '../../../../src/domain/log/position.js';
import { type Application, startApplication } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';
import { unescaped } from '../../../support/html.js';

/** Every scale whose values have a meaning of their own. */
const scales = [...positions, ...attributions, ...nothings];
const methodology = '/negotiations/russia-ukraine/methodology';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

test('every value of a scale is printed by the words that the rules use, and every gap with its rule', async () => {
  const text = unescaped((await application.visitor().get(methodology)).text);
  const said = [
    ...scales.flatMap(({ label, meaning }) => [label, meaning]),
    ...[...positions, ...nothings].map(({ short }) => short),
    ...gaps.flatMap(({ label, rule }) => [label, rule]),
  ];
  expect(said.filter((words) => !text.includes(words))).toEqual([]);
});

test('as a table it is the words that files use, each with its meaning', async () => {
  const rows = await csvRows(application, `${methodology}.csv`);
  const explained = rows.map(({ value, meaning }) => `${value}: ${meaning}`);
  expect(explained).toEqual(
    expect.arrayContaining(scales.map(({ value, meaning }) => `${value}: ${meaning}`)),
  );
});
