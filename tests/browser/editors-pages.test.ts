import { expect, test } from 'vitest';
import { editorsPages } from '../support/all-pages.js';
import { axeFindings, describePages, htmlFindings } from '../support/page-checks.js';

const checked = describePages(editorsPages, 'admin');

test('forms with problems, and refusals, are valid and accessible too', async () => {
  const { application, admin, browser } = checked();
  const context = await browser.newContext();
  const page = await context.newPage();
  const form = await admin.post('/negotiations/russia-ukraine/updates', {
    do: 'publish',
    key: crypto.randomUUID(),
  });
  const forged = await admin.postBare('/negotiations/russia-ukraine/records/46/retract', { reason: 'typed' });
  const ended = await application
    .visitor()
    .postBare('/negotiations/russia-ukraine/updates', { headline: 'typed' });
  const topic = await admin.post('/negotiations/russia-ukraine/topics', {});
  expect([form, forged, ended, topic].map(({ status }) => status)).toEqual([422, 403, 401, 422]);
  for (const { text } of [form, forged, ended, topic]) {
    expect(await htmlFindings(text)).toEqual([]);
    await page.goto(`${application.address}/nowhere`);
    await page.setContent(text, { waitUntil: 'load' });
    expect(await axeFindings(page)).toEqual([]);
  }
});
