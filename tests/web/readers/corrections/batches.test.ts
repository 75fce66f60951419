import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';

const talks = '/negotiations/russia-ukraine';
const reason = 'The whole report was invented.';
const headline = 'After Alaska: a peace agreement instead of a ceasefire';
/** How many records the update has, and the entry that retracts the first of them. */
let count: number;
const batch = 59;
let application: Application;

beforeAll(async () => {
  application = await startApplication();
  const editor = await application.signedIn('editor');
  count = await application.database.read.entry.count({ where: { updateId: 2, kind: 'report' } });
  expect((await editor.post(`${talks}/updates/2/retract`, { reason })).status).toBe(303);
});

afterAll(() => application.stop());

const textOf = async (path: string) => (await application.visitor().get(path)).text;

test('one act on many records has an entry for each, of one instant and one batch', async () => {
  const entries = await application.database.read.entry.findMany({
    where: { kind: 'retraction' },
    include: { publication: true },
  });
  expect(entries.map((entry) => entry.batch)).toEqual(Array.from({ length: count }, () => batch));
  expect(new Set(entries.map(({ publication }) => publication.recordedAt.getTime())).size).toBe(1);
  expect(await textOf(`/record-chain/${batch + 1}.json`)).toContain(`"batch": ${batch}`);
  expect(await textOf('/record-chain/58.json')).not.toContain('"batch"');
});

test('the corrections say it once, opened to all; the CSV lists each', async () => {
  const page = (await textOf(`${talks}/corrections`)).replace(/\s+/g, ' ');
  expect(page).toContain(`>${count} records of the update “${headline}” have been retracted.</a>`);
  expect(page.match(/<li id="/g)).toHaveLength(1);
  expect(page.match(/<li><a [^>]*>Our record of /g)).toHaveLength(count);
  const ofRussia = await textOf(`${talks}/corrections?party=russia`);
  expect(ofRussia.match(/<li><a [^>]*>Our record of /g)?.length).toBeLessThan(count);
  const rows = await csvRows(application, `${talks}/corrections.csv`);
  expect(rows.map((row) => row.batch)).toEqual(rows.map(() => String(batch)));
  expect(rows).toHaveLength(count);
});

test('a feed says it once, and leads to the corrections', async () => {
  const feed = await textOf(`${talks}.atom`);
  const said = feed.match(/<title[^>]*>[^<]*records of the update[^<]*<\/title>/g);
  expect(said).toHaveLength(1);
  expect(said?.[0]).toContain(`${count} records of the update “${headline}” have been retracted.`);
  expect(feed).toContain(`${talks}/corrections#batch-${batch}`);
  expect(feed).not.toContain('Retracted: ');
});

test('a list before it goes on with what came earlier', async () => {
  const editor = await application.signedIn('editor');
  expect((await editor.post(`${talks}/updates/2/restore`, { reason })).status).toBe(303);
  const page = await textOf(`${talks}/corrections?before=${batch + count}`);
  expect(page).toContain('have been retracted.');
  expect(page).not.toContain('have been restored.');
});
