import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Application } from '../../../support/application.js';
import { startWithExampleRecord } from '../../../support/example-record.js';

const timeline = '/negotiations/russia-ukraine/timeline';
let application: Application;

beforeAll(async () => {
  application = await startWithExampleRecord();
});

afterAll(() => application.stop());

const contestedIn = async (query: string) => {
  const { text } = await application.visitor().get(`${timeline}?${query}`);
  return text.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');
};

test('since when a position has been contested does not depend on the period', async () => {
  const began = await contestedIn('from=2025-11-01&to=2026-01-31');
  const goesOn = await contestedIn('from=2026-04-09&to=2026-05-09');
  for (const text of [began, goesOn]) {
    expect(text).toContain(
      'United States on: The whole Donetsk and Luhansk regions come under Russian control',
    );
    expect(text).toContain('since 20 November 2025');
  }
});

test('who is only still contested has no empty lane, and is named with how often', async () => {
  const path = `${timeline}.svg?from=2026-04-20&to=2026-05-01`;
  const picture = (await application.visitor().get(path)).text;
  expect(picture).not.toContain('class="chart-lane-label');
  expect(await contestedIn('from=2026-04-20&to=2026-05-01')).toMatch(
    /Neither moved nor first recorded: .*United States.? \(1 contested\).*Belgium.?\./,
  );
  const began = (await application.visitor().get(`${timeline}.svg?from=2025-11-19&to=2025-11-21`)).text;
  expect(picture).toContain('>No movements and no events, 1 position contested, ');
  expect(began).toMatch(/class="chart-lane-label[^>]*>[^<]*United States/);
});

test('a line is named only where one is drawn', async () => {
  const words = 'A thick line down the picture: from this day.';
  expect(await contestedIn('from=2025-11-01&to=2026-01-31')).toContain(words);
  expect(await contestedIn('from=2026-04-09&to=2026-05-09')).not.toContain(words);
});
