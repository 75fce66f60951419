import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillNegotiation } from '../../../bench/data.js';
import { type Application, startApplication } from '../../../support/application.js';

const search = '/negotiations/large/search?q=update';
let application: Application;

beforeAll(async () => {
  application = await startApplication({ exampleData: false });
  await fillNegotiation(application.file, 6_000);
});

afterAll(() => application.stop());

/** What a page of hits says, and the updates that it leads to. */
async function pageOfHits(page: number) {
  const { text } = await application.visitor().get(`${search}&page=${page}`);
  return {
    summary: /role="status">([\s\S]*?)<\/p>/.exec(text)?.[1]?.trim(),
    updates: [...text.matchAll(/<a class="title-link" href="[^"]*\/updates\/(\d+)/g)].map(([, id]) => id),
    hasMore: text.includes('Further hits'),
  };
}

test('all headlines are reached page by page, each once', async () => {
  const count = await application.database.read.update.count({ where: { negotiationId: 1 } });
  expect(count).toBeGreaterThan(200);
  const found: (string | undefined)[] = [];
  for (let page = 1; ; page += 1) {
    const { summary, updates, hasMore } = await pageOfHits(page);
    if (page === 1) expect(summary).toBe(`No stances. The first 20 of ${count} other hits.`);
    found.push(...updates);
    if (!hasMore) break;
  }
  expect([found.length, new Set(found).size]).toEqual([count, count]);
});
