import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { csvRows } from '../../../support/csv-rows.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

async function textOf(path: string): Promise<string> {
  const { status, text } = await application.visitor().get(path);
  expect(status).toBe(200);
  return text.replace(/\s+/g, ' ');
}

describe('an update page', () => {
  test('prints the movement as of its own publication', async () => {
    const first = await textOf(`${talks}/updates/1`);
    expect(first).toContain('United States demands: Fighting stops before a peace agreement is negotiated');
    expect(first).toContain('August 2025 · First recorded');
    expect(await textOf(`${talks}/updates/2`)).toContain(
      '16 August 2025 · Reversed; first statement on the record',
    );
  });
});

test('updates name their sources by the numbers of sources.csv', async () => {
  const [updates, sources] = [
    await csvRows(application, `${talks}/updates.csv`),
    await csvRows(application, `${talks}/sources.csv`),
  ];
  expect(updates).toHaveLength(5);
  const numbers = new Set(sources.map(({ source_id: id }) => id));
  for (const { source_ids: ids } of updates) {
    for (const id of (ids as string).split(' ')) expect(numbers).toContain(id);
  }
});
