import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../support/application.js';
import { idsOf, soundUpdate, versionFields } from '../support/update-form.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;
/** Before and after a correction that moved a stance from 18 to 20 August. */
let [before, after] = ['', ''];

beforeAll(async () => {
  application = await startApplication();
  const editor = await application.signedIn('editor');
  const ids = await idsOf(application);
  const published = async (changes: Record<string, string>) => {
    application.time.now = new Date(application.time.now.getTime() + 60_000);
    const { status } = await editor.post(`${talks}/updates`, soundUpdate(ids, changes));
    expect(status).toBe(303);
  };
  // Two stances of two days and two sources in one update.
  const second = Object.fromEntries(
    Object.entries(soundUpdate(ids))
      .filter(([name]) => /^(sources|stances)\.0\./.test(name))
      .map(([name, value]) => [name.replace(/^(sources|stances)\.0/, '$1.1'), String(value)]),
  );
  await published({
    ...second,
    'sources.1.url': 'https://example.org/other',
    'sources.1.title': 'Kyiv on the withdrawal',
    'sources.1.publishedDate': '2025-08-18',
    'stances.1.demand': ids.demand('security-guarantees'),
    'stances.1.position': 'demands',
    'stances.1.date': '2025-08-18',
    'stances.1.citations.0.source': '1',
  });
  before = application.time.now.toISOString();
  application.time.now = new Date(application.time.now.getTime() + 3_600_000);
  const { sequence } = await application.database.read.stance.findFirstOrThrow({
    orderBy: { sequence: 'desc' },
  });
  const path = `${talks}/records/${sequence}/correct`;
  const corrected = {
    ...versionFields(await editor.get(path)),
    do: 'publish',
    reason: 'It was said two days later.',
    'stances.0.date': '2025-08-20',
  };
  expect((await editor.post(path, corrected)).status).toBe(303);
  after = new Date(application.time.now.getTime() + 1_000).toISOString();
  application.time.now = new Date(after);
});

afterAll(() => application.stop());

interface StanceRow {
  readonly update_id: number | null;
  readonly record_id: number;
  readonly kind: string;
  readonly source_title: string;
}

const rowsOf = async <Row>(file: string) =>
  (JSON.parse((await application.visitor().get(`${talks}/${file}`)).text) as { rows: Row[] }).rows;

/** The reports that count at the clocks, by the newest words of their records. */
async function counted(query: string): Promise<StanceRow[]> {
  const stances = await rowsOf<StanceRow>(`stances.json?${query}`);
  const records = new Set(stances.map(({ record_id }) => record_id));
  return stances.filter(({ record_id, kind }) => kind === 'report' && records.has(record_id));
}

const texts = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found]) => found);

test.each([
  ['', ''],
  ['as_of=2025-08-14', ''],
  ['as_of=2025-08-16', ''],
  ['as_of=2024-12-31', ''],
  ['as_of=2019-01-01', ''],
  ['as_of=2025-08-20', ''],
  ['as_of=2025-08-18', 'before'],
])(
  'the page and every file have the updates and sources that count at the clocks: %s %s',
  async (asOf, known) => {
    const query = known === 'before' ? `${asOf}&known_at=${before}` : asOf;
    const stances = await counted(query);
    const byUpdate = new Map<number, number>();
    for (const { update_id: id } of stances) if (id !== null) byUpdate.set(id, (byUpdate.get(id) ?? 0) + 1);
    const updates = await rowsOf<{ update_id: number; stance_count: number; source_ids: string }>(
      `updates.json?${query}`,
    );
    expect(updates.map(({ update_id, stance_count }) => [update_id, stance_count])).toEqual(
      [...byUpdate].sort(([a], [b]) => b - a),
    );
    const sources = await rowsOf<{ source_id: number; title: string }>(`sources.json?${query}`);
    expect(new Set(sources.map(({ title }) => title))).toEqual(
      new Set(stances.map(({ source_title }) => source_title)),
    );
    const numbers = new Set(sources.map(({ source_id }) => String(source_id)));
    for (const { source_ids: ids } of updates)
      for (const id of String(ids).split(' ')) expect(numbers).toContain(id);
    const matrix = (await application.visitor().get(`${talks}?${query}`)).text;
    expect(/(\d+|no) sources?(?=[.<])/.exec(matrix)?.[1]).toBe(
      sources.length === 0 ? 'no' : String(sources.length),
    );

    const updatesPage = (await application.visitor().get(`${talks}/updates?${query}`)).text;
    const sourcesPage = (await application.visitor().get(`${talks}/sources?${query}`)).text;
    expect(texts(updatesPage, /<h2><a class="title-link" href="[^"]*\/updates\/(\d+)/g).map(Number)).toEqual(
      [...byUpdate.keys()].sort((a, b) => b - a),
    );
    expect(
      texts(updatesPage, /· (\d+) stances? · <span class="update-recorded">recorded/g).map(Number),
    ).toEqual(updates.map(({ stance_count }) => stance_count));
    expect(texts(sourcesPage, /id="source-(\d+)"/g).map(Number)).toEqual(
      sources.map(({ source_id }) => source_id),
    );
    const named = new Set(texts(sourcesPage, /href="[^"]*\/updates\/(\d+)[^"]*">/g).map(Number));
    expect([...named].filter((id) => !byUpdate.has(id))).toEqual([]);
  },
);

test('an update over several days lists what counts of it, and a correction moves what it gives another day', async () => {
  const kyiv = async (query: string) =>
    (await rowsOf<{ update_id: number; stance_count: number; source_count: number }>(`updates.json?${query}`))
      .filter(({ update_id }) => update_id === 6)
      .map(({ stance_count, source_count }) => [stance_count, source_count]);
  expect(await kyiv('as_of=2025-08-20')).toEqual([[2, 2]]);
  expect(await kyiv(`as_of=2025-08-19&known_at=${before}`)).toEqual([[1, 1]]);
  expect(await kyiv(`as_of=2025-08-19&known_at=${after}`)).toEqual([]);
});

test('speakers are those who are quoted by something that counts', async () => {
  const speakers = async (query: string) =>
    (await rowsOf<{ speaker: string }>(`speakers.json?${query}`)).map(({ speaker }) => speaker);
  expect(await speakers('as_of=2019-01-01')).toEqual([]);
  expect(await speakers('as_of=2025-03-31')).toEqual(['Marco Rubio']);
});

test('where nothing counts, the pages say so', async () => {
  const page = async (name: string) =>
    /<p class="empty">([^<]*)</.exec(
      (await application.visitor().get(`${talks}/${name}?as_of=2019-01-01`)).text,
    )?.[1];
  expect(await page('updates')).toBe(
    'No update that had been published by this time reports a stance of this day or before.',
  );
  expect(await page('sources')).toBe('Nothing that counts on this day cites a source.');
});
