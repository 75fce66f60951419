import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { climateLists } from '../../../support/climate-lists.js';

const climate = '/negotiations/cop30';
let application: Application;

/** Of the rounds 1 to 40, one a day from 1 June 2025. */
beforeAll(async () => {
  application = await startApplication();
  const admin = await application.signedIn('admin');
  await admin.post('/negotiations', { name: 'COP30 climate talks', slug: 'cop30', description: '' });
  const days = Array.from({ length: 40 }, (_, index) =>
    index < 30
      ? `2025-06-${String(index + 1).padStart(2, '0')}`
      : `2025-07-${String(index - 29).padStart(2, '0')}`,
  );
  const events = days.map((day, index) => `Round ${index + 1} | ${day}`).join('\n');
  const lists = { ...climateLists, events };
  const looked = await admin.post(`${climate}/lists`, { ...lists, do: 'look' });
  const seen = /name="seen" value="([^"]+)"/.exec(looked.text)?.[1] ?? '';
  const made = await admin.post(`${climate}/lists`, { ...lists, do: 'make', seen });
  expect(made.status).toBe(303);
});

afterAll(() => application.stop());

async function presets(query: string): Promise<string[]> {
  const { text } = await application.visitor().get(`${climate}${query}`);
  return [...text.matchAll(/class="preset-date">([^<]*)<\/span> <span>([^:<]*):/g)].map(
    ([, date, name]) => `${name}, ${date}`,
  );
}

test('of many events those around the page’s day can be jumped to, and the rest is on the timeline', async () => {
  const [now, early, middle] = [
    await presets(''),
    await presets('?as_of=2025-06-03'),
    await presets('?as_of=2025-06-28'),
  ];
  expect([now.length, now[0], now.at(-1)]).toEqual([30, 'Round 40, 10 July 2025', 'Round 11, 11 June 2025']);
  expect([early.length, early[0], early.at(-1)]).toEqual([
    ...[30, 'Round 30, 30 June 2025', 'Round 1, 1 June 2025'],
  ]);
  expect([middle.length, middle[0]]).toEqual([30, 'Round 38, 8 July 2025']);
  const { text } = await application.visitor().get(`${climate}?as_of=2025-06-28`);
  expect(text).toContain(
    `<a href="${climate}/timeline?as_of=2025-06-28">All 40 events</a> are on the timeline.`,
  );
});
