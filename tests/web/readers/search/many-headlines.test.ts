import { afterAll, beforeAll, expect, test } from 'vitest';
import { fillNegotiation } from '../../../bench/data.js';
import { type Application, startApplication } from '../../../support/application.js';

let application: Application;

beforeAll(async () => {
  application = await startApplication({ exampleData: false });
  await fillNegotiation(application.file, 6_000);
});

afterAll(() => application.stop());

test('of very many headlines the newest are listed, and the page says so', async () => {
  const headlines = await application.database.read.update.count({ where: { negotiationId: 1 } });
  expect(headlines).toBeGreaterThan(200);
  const { text } = await application.visitor().get('/negotiations/large/search?q=update');
  expect(/role="status">([\s\S]*?)<\/p>/.exec(text)?.[1]?.trim()).toBe(
    'No stances. The first 20 of 200 other hits. Of headlines, and of what is published by itself, the newest 200 are listed.',
  );
});
