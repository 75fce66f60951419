import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Application, startApplication } from '../../../support/application.js';
import { idsOf, soundUpdate } from '../../../support/update-form.js';

const talks = '/negotiations/russia-ukraine';
let application: Application;

beforeAll(async () => {
  application = await startApplication();
});

afterAll(() => application.stop());

async function countsOn(path: string): Promise<string | undefined> {
  const { status, text } = await application.visitor().get(path);
  expect([path, status]).toEqual([path, 200]);
  return /[\d,]+ of the [\d,]+ cells shown hold a position[^<.]*/.exec(text)?.[0];
}

/** Counted from the tables at the same clocks and with the same filter: what a reader would count. */
async function countedIn(query: string): Promise<string> {
  const visitor = application.visitor();
  const { rows: positions } = JSON.parse((await visitor.get(`${talks}/positions.json?${query}`)).text) as {
    rows: { stance_id: number | null; attribution: string | null }[];
  };
  const { rows: stances } = JSON.parse((await visitor.get(`${talks}/stances.json?${query}`)).text) as {
    rows: { record_id: number; source_title: string }[];
  };
  const words = (count: number, noun: string) =>
    count === 0 ? `no ${noun}s` : `${count} ${noun}${count === 1 ? '' : 's'}`;
  const [records, sources] = [
    new Set(stances.map(({ record_id }) => record_id)).size,
    new Set(stances.map(({ source_title }) => source_title)).size,
  ];
  const set = positions.filter(({ stance_id }) => stance_id !== null);
  const findings = set.filter(({ attribution }) => attribution === null).length;
  const more = findings === 0 ? '' : `, ${findings} more a finding (none found, or not applicable)`;
  return `${set.length - findings} of the ${words(positions.length, 'cell')} shown hold a position${more}; from ${words(records, 'record')} and ${words(sources, 'source')}`;
}

test.each([
  '',
  'as_of=2025-08-14',
  'as_of=2024-12-31',
  'party=russia',
  'as_of=2025-08-14&party=russia&topic=territory',
  'topic=security-guarantees',
])('the head of the matrix counts what is shown: %s', async (query) => {
  const counted = await countsOn(`${talks}?${query}`);
  expect(counted).toBe(await countedIn(query));
  expect(await countsOn(`/embed${talks}?${query}`)).toBe(counted);
});

test('before anything was said nothing is counted', async () => {
  expect(await countsOn(`${talks}?as_of=2019-01-01`)).toBe(
    '0 of the 55 cells shown hold a position; from no records and no sources',
  );
});

test('a record counts where and when its newest known words place it', async () => {
  const own = await startApplication();
  const editor = await own.signedIn('editor');
  const ids = await idsOf(own);
  const counts = async (query: string) =>
    /from [^<]*/.exec((await own.visitor().get(`${talks}?${query}`)).text)?.[0];
  const before = await counts('party=ukraine&as_of=2025-08-20');
  own.time.now = new Date('2025-08-21T10:00:00Z');
  expect((await editor.post(`${talks}/updates`, soundUpdate(ids))).status).toBe(303);
  expect(await counts('party=ukraine&as_of=2025-08-20')).not.toBe(before);
  expect(await counts('party=ukraine&as_of=2025-08-20&known_at=2025-08-21T09:59:00Z')).toBe(before);
  expect(await counts('party=ukraine&as_of=2025-08-19')).toBe(before);
  await own.stop();
});
