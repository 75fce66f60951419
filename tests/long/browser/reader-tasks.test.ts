import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Application } from '../../support/application.js';
import { follow } from '../../support/browser.js';
import { pagesForEachTest } from '../../support/browser-pages.js';
import { startWithExampleRecord } from '../../support/example-record.js';

/*
 * What readers come for, with the example record: from the page of the negotiation the answer is on the screen after so
 * many clicks. Ticks in a list are not counted. Where a page takes more, the page is mended, not the number.
 */
const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startWithExampleRecord();
});

afterAll(() => application.stop());

const pageOf = pagesForEachTest();

/** A reader on the page of the negotiation, whose clicks are counted. */
class Reader {
  clicks = 0;

  constructor(readonly page: Page) {}

  /** Of what is on the screen: what is folded away cannot be clicked. */
  async click(what: Locator): Promise<void> {
    this.clicks += 1;
    await what.click();
  }

  async follow(what: Locator): Promise<void> {
    await follow(this.page, () => this.click(what));
  }

  section(name: string): Locator {
    return this.page.locator('.sections').getByRole('link', { name, exact: true });
  }

  async sees(...words: readonly (string | RegExp)[]): Promise<void> {
    for (const each of words)
      await this.page
        .locator('main')
        .getByText(each)
        .filter({ visible: true })
        .first()
        .waitFor({ timeout: 5000 });
  }

  tells(task: string, most: number): void {
    process.stdout.write(`${task}: ${this.clicks} of ${most} clicks\n`);
    expect(this.clicks).toBeLessThanOrEqual(most);
  }
}

describe.each([1280, 390])('at %d px', (width) => {
  async function reader(): Promise<Reader> {
    const page = await pageOf(application.visitor(), { viewport: { width, height: 844 } });
    page.setDefaultTimeout(5000);
    await page.goto(application.address + talks);
    return new Reader(page);
  }

  const cell = ({ page }: Reader, party: string, demand: string) =>
    page.locator(`main a[href="${talks}/positions/${party}/${demand}"]`).filter({ visible: true }).first();

  test('what Russia wants on NATO, and how we know', async () => {
    const it = await reader();
    await it.follow(cell(it, 'russia', 'nato-renunciation'));
    await it.sees(
      'Russia demands: Ukraine renounces NATO membership',
      'Naturally this issue is one of the cornerstones',
      'Dmitry Peskov, spokesman of the President of Russia',
      'On the record, official',
      'Kremlin says Ukraine not joining in NATO is a fundamental issue',
    );
    it.tells('What a party wants, and how we know', 1);
  });

  test('what changed between the eve of Alaska and three days after', async () => {
    const it = await reader();
    await it.click(it.page.locator('summary', { hasText: 'As of' }));
    await it.follow(it.page.getByRole('link', { name: /what changed around it.*Alaska/ }));
    await it.sees(
      /14 August 2025/,
      /18 August 2025/,
      'Fighting stops before a peace agreement is negotiated',
    );
    it.tells('What changed around an event', 2);
  });

  test('a cell is quoted so that anyone can check it', async () => {
    const it = await reader();
    await it.follow(cell(it, 'russia', 'nato-renunciation'));
    await it.click(it.page.locator('summary', { hasText: 'Cite' }));
    await it.sees(/as recorded by .*SHA-256 [0-9a-f]{64}.*as_of=.*known_at=/);
    it.tells('A citation of a cell', 2);
  });

  test('only frozen assets are followed', async () => {
    const it = await reader();
    await it.click(it.page.locator('summary', { hasText: 'Follow' }));
    const feed = it.page.locator('.bar').getByRole('link', { name: 'Frozen assets' });
    const asked = it.page.waitForRequest((request) => request.url().endsWith('/topics/frozen-assets.atom'));
    await it.click(feed);
    await asked;
    it.tells('The feed of a topic', 2);
  });

  test('what Russia, Ukraine and the United States could agree on', async () => {
    const it = await reader();
    await it.follow(it.section('Where they stand'));
    for (const party of ['Russia', 'Ukraine', 'United States'])
      await it.page.getByRole('checkbox', { name: party, exact: true }).check();
    await it.follow(it.page.locator('.stand-parties').getByRole('button', { name: 'Show' }));
    await it.sees('What could Russia, Ukraine and United States agree on?', 'Not known of all');
    const aligned = it.page.getByRole('table', { name: 'Aligned for' });
    expect(await aligned.getByRole('rowheader').filter({ visible: true }).count()).toBeGreaterThan(0);
    it.tells('What some parties could agree on', 2);
  });

  test('which positions rest only on unnamed sources', async () => {
    const it = await reader();
    await it.follow(it.page.getByRole('link', { name: 'positions rest on unnamed sources only' }));
    const those = 'main td:not(.dimmed) a[href*="/positions/"]';
    expect(await it.page.locator(those).filter({ visible: true }).count()).toBe(7);
    it.tells('Which positions rest on unnamed sources only', 1);
  });

  test('which positions are stale', async () => {
    const it = await reader();
    await it.follow(it.page.getByRole('link', { name: /reaffirmed within three months|not reaffirmed for/ }));
    await it.sees(
      '108 positions, none said again in the 3 months before 29 November 2026',
      'Fighting stops before a peace agreement is negotiated',
    );
    it.tells('Which positions are stale', 1);
  });

  test('what waits for what, and who holds it up', async () => {
    const it = await reader();
    await it.follow(it.section('Conditions'));
    await it.sees(
      /only if/,
      /is agreed first/,
      /held up by Russia/,
      'Rejected until or unless something is so',
    );
    it.tells('What waits for what', 2);
  });

  test('who moved towards whom since a round of talks', async () => {
    const it = await reader();
    await it.follow(it.section('Alignment'));
    await it.follow(it.page.getByRole('link', { name: /Third round of three in Geneva/ }));
    await it.sees(/since “Third round of three in Geneva”, 17 February 2026/i);
    it.tells('Who moved towards whom since an event', 2);
  });

  test('who moved towards whom since the summit in Alaska', async () => {
    const it = await reader();
    await it.follow(it.section('Alignment'));
    await it.page
      .getByLabel('or since an older event')
      .selectOption('Trump and Putin meet in Alaska, 15 August 2025');
    await it.follow(it.page.getByRole('form', { name: 'Since an older event' }).getByRole('button'));
    await it.sees(/since “.*Alaska.*”/i);
    it.tells('Who moved towards whom since the summit', 2);
  });
});
