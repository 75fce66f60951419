import { expect, test } from 'vitest';
import { editorsPages } from '../support/all-pages.js';
import { everythingSeen, idsOf, soundUpdate } from '../support/update-form.js';
import { axeFindings, describePages, htmlFindings } from '../support/page-checks.js';

const talks = '/negotiations/russia-ukraine';
const checked = describePages(editorsPages, 'admin');

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
  const pages = [form, forged, ended, topic, preview, conflict];
  expect(pages.map(({ status }) => status)).toEqual([422, 403, 401, 422, 200, 409]);
  for (const { text } of pages) {
    expect(await htmlFindings(text)).toEqual([]);
    await page.goto(`${application.address}/nowhere`);
    await page.setContent(text, { waitUntil: 'load' });
    expect(await axeFindings(page)).toEqual([]);
  }
});
