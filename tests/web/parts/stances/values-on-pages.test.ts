import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Application } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';
import { startWithExampleRecord } from '../../../support/example-record.js';
import { unescaped } from '../../../support/html.js';

const talks = '/negotiations/russia-ukraine';

let application: Application;
/** The addresses of the cells that are known from another party’s account only. */
let told: readonly string[];

beforeAll(async () => {
  application = await startWithExampleRecord();
  const cells = await csvRows(application, `${talks}/positions.csv?closed=1`);
  told = cells
    .filter(({ attribution }) => attribution === 'counterparty_account')
    .map(({ party_slug, demand_slug }) => `${talks}/positions/${party_slug}/${demand_slug}`);
});

afterAll(() => application.stop());

const pages = [
  '/',
  talks,
  `${talks}?details=1&closed=1`,
  `${talks}/stand?closed=1`,
  `${talks}/changes?from=2025-01-01&to=2026-11-29`,
  `${talks}/alignment?from=2025-01-01`,
  `${talks}/conditions`,
  `${talks}/evidence?cells=reported`,
  `${talks}/parties/russia`,
  `${talks}/parties/ukraine`,
  `${talks}/parties/united-states`,
  `${talks}/compare/russia/ukraine`,
  `${talks}/compare/russia/united-states`,
  '/embed/negotiations/russia-ukraine',
];

/** Whatever is drawn with the tint of a value, with its address if it is a link. */
function drawnValues(html: string): { readonly looks: string; readonly url: string }[] {
  const cell = /<td [^>]*?class="([^"]*\btone-[^"]*)"[^>]*><a (?:class="cell-link" )?href="([^"]*)"/g;
  const chip = /<(?:a|span) class="((?:value|mark) [^"]*)"(?: href="([^"]*)")?/g;
  return [...html.matchAll(cell), ...html.matchAll(chip)].map(([, looks = '', url = '']) => ({
    looks,
    url: unescaped(url).replace(/^https?:\/\/[^/]*|\?.*$/g, ''),
  }));
}

test('every page draws each value with the edge that says how it is known', async () => {
  const demands = await csvRows(application, `${talks}/demands.csv`);
  const found = new Map<string, number>();
  for (const page of [...pages, ...demands.map(({ demand_slug }) => `${talks}/demands/${demand_slug}`)]) {
    const { status, text } = await application.visitor().get(page);
    expect(status, page).toBe(200);
    const values = drawnValues(text).filter(({ looks }) => !/tone-(nothing|uncoded)/.test(looks));
    expect(
      values.filter(({ looks }) => !/\bby-(record|reported|told|inferred)\b/.test(looks)),
      page,
    ).toEqual([]);
    found.set(page, values.length);
  }
  expect(pages.filter((page) => found.get(page) === 0)).toEqual([]);
});

test('an account by another party never has a solid chip, on whatever page it stands', async () => {
  expect(told.length).toBeGreaterThan(3);
  const solid: string[] = [];
  let count = 0;
  for (const page of [
    ...pages,
    ...told,
    ...told.map((cell) => cell.replace(/positions\/[^/]*/, 'demands')),
  ]) {
    const { text } = await application.visitor().get(page);
    const own = drawnValues(text).filter(({ url }) => told.includes(url) && !page.includes('/changes'));
    count += own.length;
    solid.push(...own.filter(({ looks }) => !/\bby-told\b/.test(looks)).map(({ url }) => `${page}: ${url}`));
    const [first] = told.includes(page) ? drawnValues(text) : [];
    if (first && !/\bby-told\b/.test(first.looks)) solid.push(page);
  }
  expect(solid).toEqual([]);
  expect(count).toBeGreaterThan(3 * told.length);
});

test('what changed draws a position that was told by another party as hearsay', async () => {
  const rows = await csvRows(application, `${talks}/changes.csv?from=2025-01-01&to=2026-11-29`);
  const { text } = await application.visitor().get(`${talks}/changes?from=2025-01-01&to=2026-11-29`);
  const hatched = rows.filter(({ attribution_after }) => attribution_after === 'counterparty_account');
  expect(text.match(/class="value [^"]*by-told/g)?.length).toBeGreaterThanOrEqual(hatched.length);
});
