import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Application, startApplication } from '../../support/application.js';
import { pagesForEachTest } from '../../support/browser-pages.js';

const talks = '/negotiations/russia-ukraine';
const rowCount = 3_000;

let application: Application;
let page: Page;

beforeEach(async () => {
  application = await startApplication();
  page = await pageOf(await application.signedIn('editor'));
});

afterEach(() => application.stop());

const pageOf = pagesForEachTest();

const matrix = async () => (await fetch(`${application.address}${talks}/matrix.csv`)).text();
const button = (name: string) => page.getByRole('button', { name, exact: true });

function manyRows(): string {
  const header =
    'party_slug,demand_slug,position,attribution,effective_date,summary,source_outlet,source_title';
  const parties = ['russia', 'ukraine'];
  const rows = Array.from({ length: rowCount }, (_, index) =>
    [
      parties[index % 2],
      index % 3 === 0 ? 'crimea' : 'cede-donbas',
      index % 5 === 0 ? 'favours' : 'rejects',
      'official_document',
      `2025-0${1 + (index % 7)}-1${index % 10}`,
      `"Row ${index}, as the archive has it"`,
      'Reuters',
      `Report ${index % 40}`,
    ].join(','),
  );
  return [header, ...rows, ''].join('\n');
}

test('several thousand rows are checked, published and undone; the matrix is what it was', async () => {
  const before = await matrix();
  await page.goto(`${application.address}${talks}/imports`);
  const file = { name: 'archive.csv', mimeType: 'text/csv', buffer: Buffer.from(manyRows()) };
  await page.getByLabel('File').setInputFiles(file);
  await button('Upload and check').click();
  await page.getByText('3,000 rows: 3,000 fine, 0 left out, 0 wrong.').waitFor();

  await page.getByLabel('Headline').fill('What the archive holds');
  await button('Publish 3,000 stances').click();
  // The page loads itself again until it is done.
  await page.getByRole('link', { name: 'The published update' }).waitFor();
  expect(await matrix()).not.toBe(before);

  await page.getByRole('link', { name: 'Undo this import' }).click();
  await page.getByText('And 2,900 more records.').waitFor();
  await page.getByLabel('Reason').fill('The archive was a draft.');
  await button('Retract these records').click();
  await page.getByText('Stances 1 to 100 of 3,000').waitFor();
  expect(await matrix()).toBe(before);
  expect(
    await application.database.read.update.count({ where: { headline: 'What the archive holds' } }),
  ).toBe(1);
});
