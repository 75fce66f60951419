import { afterAll, beforeAll, expect, test } from 'vitest';
import { nothings } from '../../../../src/domain/cells/cell.js';
import { gaps } from '../../../../src/domain/cells/gap.js';
import { attributions } from '../../../../src/domain/attribution.js';
import { positions } from '../../../../src/domain/log/position.js';
import { claims } from '../../../../src/domain/structure/compliance.js';
import { outcomes } from '../../../../src/domain/structure/outcome.js';
import { type Application, startApplication } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';
import { unescaped } from '../../../support/html.js';

/** Every scale whose values have a meaning of their own. */
const scales = [...positions, ...attributions, ...nothings, ...outcomes];
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
  const ofClaims = rows.filter(({ list }) => list === 'claim').map(({ value }) => value);
  expect(ofClaims).toEqual(claims.map(({ value }) => value));
});

test('what holds at other times of what takes no number is said', async () => {
  const text = unescaped((await application.visitor().get(methodology)).text).replace(/\s+/g, ' ');
  expect(text).toContain(
    'names, order and topics are always today’s, and so is whom a demand is raised by, addressed to and needs. That a negotiation or a topic is closed is said on pages of now alone.',
  );
});
