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
    `<a href="${climate}/timeline?as_of=2025-06-28" rel="nofollow">All 40 events</a> are on the timeline.`,
  );
});

/** The fields of the form of the clocks, hidden ones with their values. */
async function fieldsOf(path: string): Promise<string[]> {
  const { status, text } = await application.visitor().get(path);
  expect(status).toBe(200);
  const form = /<form class="controls" id="clocks"[\s\S]*?<\/form>/.exec(text)?.[0] ?? '';
  return [...form.matchAll(/<(?:input|select)[^>]* name="([a-z_]+)"(?: value="([^"]*)")?/g)].map(
    ([field, name = '', value]) => (field.includes('type="hidden"') ? `${name}=${value}` : name),
  );
}

const talks = '/negotiations/russia-ukraine';
const clocks = ['as_of', 'evidence', 'known_at'];

test.each([
  [`${talks}/search?q=nato&order=best`, ['q=nato', 'order=best', ...clocks]],
  [`${talks}/data`, clocks],
  [`${talks}/updates/1`, clocks],
  [`${talks}/corrections`, ['known_at']],
  [
    `${talks}/corrections?kind=denial&party=russia&as_of=2025-08-20&evidence=all`,
    ['as_of=2025-08-20', 'evidence=all', 'known_at'],
  ],
])(
  '%s asks for the clocks that change it, and keeps what no box of its filter holds',
  async (path, fields) => {
    expect(await fieldsOf(path)).toEqual(fields);
  },
);

test('what was corrected is read as it was known on a day, with the same kinds and party', async () => {
  const shown = async (query: string) => {
    const { text } = await application.visitor().get(`${talks}/corrections?${query}`);
    return {
      corrections: [...text.matchAll(/<li id="(entry-\d+|batch-\d+)"/g)].length,
      summary: /<summary class="control">([^<]*)</.exec(text)?.[1],
      kept: [
        ...(/<form class="controls" id="clocks"[\s\S]*?<\/form>/.exec(text)?.[0] ?? '').matchAll(
          /type="hidden" name="([a-z_]+)"/g,
        ),
      ].map(([, name]) => name),
    };
  };
  application.time.now = new Date('2025-08-22T09:00:00Z');
  const editor = await application.signedIn('editor');
  const reason = 'It was another party that said this.';
  expect((await editor.post(`${talks}/updates/2/retract`, { reason })).status).toBe(303);
  expect(await shown('as_of=2025-08-20')).toEqual({
    ...{ corrections: 1, summary: 'As we know it now', kept: ['as_of'] },
  });
  expect(await shown('known_at=2025-08-21&evidence=all')).toEqual({
    corrections: 0,
    summary: 'As known on 21 August 2025, 23:59 UTC',
    kept: ['as_of', 'evidence'],
  });
});
