import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../support/application.js';
import { idsOf, soundUpdate } from '../../support/update-form.js';
import { pagesForEachTest } from '../../support/browser-pages.js';
import { publishOwn } from '../../support/all-pages.js';

let application: Application;

beforeAll(async () => {
  application = await startApplication();
  const admin = await application.signedIn('admin');
  await publishOwn(application, admin);
  const ids = await idsOf(application);
  const { status } = await admin.post(
    '/negotiations/russia-ukraine/updates',
    soundUpdate(ids, { 'stances.0.demand': ids.demand('cap') }),
  );
  expect(status).toBe(303);
});

afterAll(() => application.stop());

const pageOf = pagesForEachTest();

test('on a phone the tables of a question stand under one another, and none has to be scrolled', async () => {
  const page = await pageOf(application.visitor());
  await page.setViewportSize({ width: 360, height: 740 });
  const { slug } = await application.database.read.question.findFirstOrThrow();
  await page.goto(`${application.address}/negotiations/russia-ukraine/questions/${slug}`);
  const scrollers = page.locator('.table-scroller');
  expect(await scrollers.count()).toBe(2);
  const hidden = await scrollers.evaluateAll((all) => all.map((each) => each.scrollWidth - each.clientWidth));
  expect(hidden).toEqual([0, 0]);
});
