import { expect, test } from 'vitest';
import { editorsPages, pagesOf } from '../support/all-pages.js';
import { everythingSeen, idsOf, soundUpdate } from '../support/update-form.js';
import { uploadImport } from '../support/large-import.js';
import { axeFindings, describePages, htmlFindings } from '../support/page-checks.js';

const talks = '/negotiations/russia-ukraine';
const checked = describePages(pagesOf(editorsPages, 'main'), 'admin');

const header = 'party,demand_slug,position,attribution,effective_date,source_outlet,source_title';
const fineRow = 'Ukraine,crimea,favours,on_record_official,2025-08-20,Reuters,Kyiv';
/** A row that changes a cell, one that does not, one twice, in an encoding that has to be guessed. */
const fineFile = new Uint8Array(
  Buffer.from(
    [header, fineRow, fineRow, 'Russia,crimea,demands,background,2021,Süddeutsche,Größe'].join('\n'),
    'latin1',
  ),
);
const wrongFile = [header, fineRow.replace('favours', 'favuors'), fineRow.replace('Ukraine', 'Norway')].join(
  '\n',
);

test('forms with problems, and refusals, are valid and accessible too', async () => {
  const { application, admin, browser } = checked();
  const context = await browser.newContext();
  const page = await context.newPage();
  const form = await admin.post('/negotiations/russia-ukraine/updates', {
    do: 'publish',
    key: crypto.randomUUID(),
    seen: everythingSeen,
  });
  const forged = await admin.postBare('/negotiations/russia-ukraine/records/46/retract', { reason: 'typed' });
  const ended = await application
    .visitor()
    .postBare('/negotiations/russia-ukraine/updates', { headline: 'typed' });
  const topic = await admin.post('/negotiations/russia-ukraine/topics', {});
  const update = soundUpdate(await idsOf(application));
  const preview = await admin.press(`${talks}/updates`, { ...update, do: 'preview' });
  const conflict = await admin.post(`${talks}/updates`, { ...update, seen: '0' });
  const dryRun = await admin.get(await uploadImport(admin, talks, fineFile));
  const wrongRows = await admin.get(await uploadImport(admin, talks, wrongFile));
  const pages = [form, forged, ended, topic, preview, conflict, dryRun, wrongRows];
  expect(pages.map(({ status }) => status)).toEqual([422, 403, 401, 422, 200, 409, 200, 200]);
  for (const { text } of pages) {
    expect(await htmlFindings(text)).toEqual([]);
    await page.goto(`${application.address}/nowhere`);
    await page.setContent(text, { waitUntil: 'load' });
    expect(await axeFindings(page)).toEqual([]);
  }
});
