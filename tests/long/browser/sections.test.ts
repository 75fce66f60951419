import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../support/application.js';
import { pagesForEachTest } from '../../support/browser-pages.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

const pageOf = pagesForEachTest();

/** How high the sections are, where the current one begins and ends, and how wide the window is. */
async function sectionsOn(path: string, { width, isSignedIn }: { width: number; isSignedIn: boolean }) {
  const visitor = isSignedIn ? await application.signedIn('editor') : application.visitor();
  const page = await pageOf(visitor);
  await page.setViewportSize({ width, height: 844 });
  await page.goto(application.address + path);
  // Held to the current entry for a moment, afterwards free to be scrolled.
  const sections = page.locator('.sections');
  await page.evaluate('Promise.all(document.getAnimations().map(({ finished }) => finished))');
  const { height = 0 } = (await sections.boundingBox()) ?? {};
  const current = await sections.locator('[aria-current]').boundingBox();
  const scrolled = await sections.evaluate((element) => {
    const before = element.scrollLeft;
    element.scrollLeft = 0;
    return { before, after: element.scrollLeft };
  });
  return { page, height, current, scrolled };
}

test.each([
  ['a reader', '/updates', false],
  ['a reader', '/methodology', false],
  ['an editor', '/data', true],
])(
  'on a phone the sections are one line with the current one in view, for %s on %s',
  async (_, path, isSignedIn) => {
    const { height, current, scrolled } = await sectionsOn(`${talks}${path}`, { width: 390, isSignedIn });
    expect(height).toBeLessThan(56);
    expect(current?.x).toBeGreaterThanOrEqual(0);
    expect((current?.x ?? 0) + (current?.width ?? 0)).toBeLessThanOrEqual(390);
    expect(scrolled).toEqual({ before: expect.any(Number) as number, after: 0 });
    expect(scrolled.before).toBeGreaterThan(0);
  },
);

test('a section that is reached by key comes into view', async () => {
  const { page } = await sectionsOn(`${talks}/updates`, { width: 390, isSignedIn: false });
  const last = page.locator('.section-link').last();
  await last.focus();
  const box = await last.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
});
